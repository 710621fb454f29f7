package dev.ferry.ui.source;

/// What can be filled in to reach a source.
enum FormField {
    CONTACT_POINTS,
    PORT,
    CQL_USER,
    CQL_PASSWORD,
    /// All of TLS; its fields are told apart in {@link dev.ferry.ui.tls.TlsForm}.
    TLS,
    ROAD,
    SSH_USER,
    SSH_PORT,
    /// Path of an OpenSSH configuration; empty to read none.
    CONFIGURATION,
    /// All there is to log in with; its fields are told apart in {@link CredentialForm}.
    LOGIN,
    /// The jump hosts; each is told apart in {@link JumpForm}.
    JUMPS,
    BECOME,
    BECOME_USER,
    SUDO_PASSWORD,
    CONTAINER,
    CONTAINER_NAME,
    CONTAINER_USER,
    JMX_PORT,
    JMX_USER,
    JMX_PASSWORD,
    LEGACY,
    HOSTS,
    KNOWN_HOSTS,
    ACCEPTED
}
