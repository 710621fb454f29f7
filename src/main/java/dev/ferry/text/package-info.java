/// What people read: the texts of Ferry in one message file, and every number made readable.
///
/// Start at {@link Message}. Pure; knows no other package of Ferry.
@NullMarked
package dev.ferry.text;

import org.jspecify.annotations.NullMarked;
