/// Other machines over SSH: run a command, bring a file, fetch a file, forward a port.
///
/// Start at {@link Remote}. The only package that imports sshj. Knows nothing of Cassandra.
@NullMarked
package dev.ferry.ssh;

import org.jspecify.annotations.NullMarked;
