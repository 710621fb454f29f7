/// What shall happen: the statements, the cells, and the shape of the world that they were made for.
///
/// Start at {@link Plan}. Pure and immutable: a plan is made once, shown, and then carried out as it
/// stands; where the world has changed since, it is not bent but made again.
@NullMarked
package dev.ferry.plan;

import org.jspecify.annotations.NullMarked;
