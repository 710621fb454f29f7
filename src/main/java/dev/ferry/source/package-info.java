/// A source node as Ferry works on it: what lies there, `nodetool`, snapshots, Ferry's own folder and the
/// processes that run from it.
///
/// Start at {@link SourceNode}, then {@link NodeFolder}. Everything goes through {@link
/// dev.ferry.ssh.Remote}. The only package that imports SnakeYAML. Knows nothing of targets, of the
/// loader's arguments or of what its output means.
@NullMarked
package dev.ferry.source;

import org.jspecify.annotations.NullMarked;
