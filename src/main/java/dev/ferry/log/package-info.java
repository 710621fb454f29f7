/// Where log lines go, and the redactor in front of it. The only package that imports Logback.
///
/// Start at {@link Logs}. A log is for whoever looks for a defect; what has happened is in the journal.
@NullMarked
package dev.ferry.log;

import org.jspecify.annotations.NullMarked;
