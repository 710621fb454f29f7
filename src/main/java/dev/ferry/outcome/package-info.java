/// How something ended, and what was noticed on the way: the three outcomes, failures and findings.
///
/// Start at {@link Outcome}. Pure; every other package may use it. No text for people is made here: causes
/// and remedies are
/// {@link dev.ferry.text.Message} values.
@NullMarked
package dev.ferry.outcome;

import org.jspecify.annotations.NullMarked;
