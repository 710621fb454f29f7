/// Parts that every screen is built of: pages, fields, marks, failures, empty states. They draw what they are
/// given and decide nothing.
@NullMarked
package dev.ferry.ui.controls;

import org.jspecify.annotations.NullMarked;
