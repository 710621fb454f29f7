/// The `ferry` command: arguments in, progress and summaries out.
///
/// Start at {@link Cli}; one class per sub-command. The only package that imports picocli and JLine, and
/// the only one that
/// writes to the standard streams. No engine logic lives here.
@NullMarked
package dev.ferry.cli;

import org.jspecify.annotations.NullMarked;
