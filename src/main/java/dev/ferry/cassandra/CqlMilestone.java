package dev.ferry.cassandra;

/// What is proven one after the other on the way into a cluster over CQL.
public enum CqlMilestone {
    /// The name has an address.
    RESOLVED,
    /// The port accepted a connection.
    CONNECTED,
    /// The port shook hands over TLS, with a certificate that we trust. Not told where no TLS is set.
    ENCRYPTED,
    /// The cluster let us in and answered a question.
    LOGGED_IN
}
