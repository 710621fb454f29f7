package dev.ferry.ui.source;

/// How to become the user that Cassandra runs as.
enum BecomeWay {
    /// The login is that user.
    DIRECT,
    /// `sudo -n`, which asks for nothing.
    SUDO,
    /// sudo with a password.
    SUDO_PASSWORD
}
