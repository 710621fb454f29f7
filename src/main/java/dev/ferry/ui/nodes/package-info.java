/// The screen of the nodes: preflight as a matrix of nodes × checks, and the loader's credentials.
///
/// Start at {@link dev.ferry.ui.nodes.NodesView}; what the matrix says of a run is {@link
/// dev.ferry.ui.nodes.Matrix}, which knows no toolkit.
@NullMarked
package dev.ferry.ui.nodes;

import org.jspecify.annotations.NullMarked;
