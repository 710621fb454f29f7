package dev.ferry.engine;

/// What one hop of the connection test proves. In the order in which they are gone through.
public enum HopKind {
    /// The name has an address.
    NAME,
    /// The port accepts connections.
    PORT,
    /// The port speaks TLS, with a certificate that we trust.
    TLS,
    /// The cluster lets us in over CQL.
    CQL_LOGIN,
    /// The cluster tells who belongs to it.
    RING,
    /// The login may do what a migration has to do on a target.
    RIGHTS,
    /// The cluster sees the node up.
    STATE,
    /// The jump hosts let us through.
    JUMP,
    /// The SSH server shows a host key that is known.
    HOST_KEY,
    /// The SSH server lets us in.
    SSH_LOGIN,
    /// The machine lets us through to the native port.
    TUNNEL,
    /// Scripts run there as the wanted user.
    BECOME,
    /// Cassandra's configuration and data directories are found there and can be read.
    CASSANDRA
}
