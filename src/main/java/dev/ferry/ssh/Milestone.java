package dev.ferry.ssh;

/// What is proven one after the other on the way to running scripts on a machine.
public enum Milestone {
    /// All jump hosts have let us in. Told only where there are some.
    JUMPED,
    /// The name has an address. Not told behind a jump host, which looks the name up itself.
    RESOLVED,
    /// The port accepted a connection.
    CONNECTED,
    /// The server's key is believed.
    HOST_KEY,
    /// The server let us in.
    LOGGED_IN,
    /// A script ran as the wanted user.
    BECAME
}
