/// The log: the journal's facts as lines that can be read, and the audit log of everything that was done to
/// another machine.
///
/// Start at {@link dev.ferry.ui.log.LogView}. The words of a fact are {@link dev.ferry.report.FactText}'s.
@NullMarked
package dev.ferry.ui.log;

import org.jspecify.annotations.NullMarked;
