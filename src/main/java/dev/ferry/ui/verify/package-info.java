/// The sixth step: what arrived, table by table, with the strength of the evidence in words, down to the rows
/// that differ.
///
/// Start at {@link dev.ferry.ui.verify.VerifyView}; what it shows is worked out in
/// {@link dev.ferry.ui.verify.VerifyViewModel}, which knows no node of the screen.
@NullMarked
package dev.ferry.ui.verify;

import org.jspecify.annotations.NullMarked;
