/// Real clusters on this one machine: Cassandra nodes with an SSH server each to move away from, and a
/// target with TLS, logins and client certificates to move to. Nothing here imitates Cassandra, nodetool
/// or sstableloader.
///
/// Start at {@link Sandbox}; a single node is a {@link CassandraProcess}. The only package that imports
/// the SSH server (sshd). It must not know the engine or a front end: to them a sandbox looks like any
/// other pair of clusters.
@NullMarked
package dev.ferry.sandbox;

import org.jspecify.annotations.NullMarked;
