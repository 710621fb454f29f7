/// What has happened: the events of a run, and the fold that makes a {@link Run} of them.
///
/// Start at {@link RunEvent}, then {@link Run#after(Fact)}: the live view, the terminal, a resume after a
/// crash and the tests
/// all read a run through that one fold. Pure; the only package that imports the persistent collections.
@NullMarked
package dev.ferry.run;

import org.jspecify.annotations.NullMarked;
