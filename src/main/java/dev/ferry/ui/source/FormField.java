package dev.ferry.ui.source;

/// What can be filled in to reach a source.
enum FormField {
    CONTACT_POINTS,
    PORT,
    CQL_USER,
    CQL_PASSWORD,
    AUTHORITIES,
    SSH_USER,
    SSH_PORT,
    KEYS,
    PASSPHRASE,
    PASSWORD,
    KNOWN_HOSTS,
    JUMPS,
    HOSTS,
    ACCEPTED,
    BECOME,
    BECOME_USER,
    SUDO_PASSWORD
}
