/// The bulk loader on a node: how it is started, configured, read and judged, and whether the way to the
/// target is open before it starts.
///
/// Start at {@link dev.ferry.loader.LoaderCommand} for the way in and {@link
/// dev.ferry.loader.LoaderVerdict} for the way out. Every difference between the loaders of Cassandra 2.1
/// to 5.0 lives here and nowhere else. Knows no engine, no journal and no connection: it makes texts and
/// files and reads texts.
@NullMarked
package dev.ferry.loader;

import org.jspecify.annotations.NullMarked;
