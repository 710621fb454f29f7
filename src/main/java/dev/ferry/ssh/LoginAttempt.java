package dev.ferry.ssh;

import net.schmizz.sshj.userauth.method.AuthMethod;

/// One way to log in.
///
/// @param label what people call it
record LoginAttempt(String label, AuthMethod method) {}
