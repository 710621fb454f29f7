package dev.ferry.migration;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What there is to log in with at an SSH server, and which kinds of login are tried at all.
///
/// @param kinds the kinds of login that are tried; none for whatever the rest of it allows: the key files,
///     without any the agent's keys, and the password where there is one
/// @param keys paths of private keys, tried in order
/// @param certificates OpenSSH user certificates that do not lie beside their keys: path of a key → path of
///     its certificate
/// @param passphrase where the keys' pass phrase comes from; null for none
/// @param password where a login password comes from; null for none
public record SshCredentials(
        Set<Kind> kinds,
        List<String> keys,
        Map<String, String> certificates,
        @Nullable String passphrase,
        @Nullable String password) {
    public SshCredentials {
        kinds = Set.copyOf(kinds);
        keys = List.copyOf(keys);
        certificates = Map.copyOf(certificates);
    }

    /// A kind of login, as OpenSSH's `PreferredAuthentications` tells them apart, but that the agent's keys
    /// stand by themselves.
    public enum Kind {
        /// Key files.
        KEY,
        /// The keys that an ssh-agent holds.
        AGENT,
        /// A password.
        PASSWORD,
        /// The server's questions: a password, a one-time code.
        QUESTIONS
    }

    /// Nothing said: the agent's keys.
    public static SshCredentials none() {
        return new SshCredentials(Set.of(), List.of(), Map.of(), null, null);
    }

    /// The same with these private keys.
    public SshCredentials withKeys(List<String> keys) {
        return new SshCredentials(kinds, keys, certificates, passphrase, password);
    }

    /// The same with a pass phrase for its keys.
    public SshCredentials withPassphrase(@Nullable String passphrase) {
        return new SshCredentials(kinds, keys, certificates, passphrase, password);
    }

    /// The same with a password.
    public SshCredentials withPassword(@Nullable String password) {
        return new SshCredentials(kinds, keys, certificates, passphrase, password);
    }

    /// The same by these kinds of login alone.
    public SshCredentials by(Set<Kind> kinds) {
        return new SshCredentials(kinds, keys, certificates, passphrase, password);
    }

    /// The kinds of login that are tried: those that were chosen, or those that the rest of it allows.
    public Set<Kind> tried() {
        if (!kinds.isEmpty()) {
            return kinds;
        }
        var tried = EnumSet.of(keys.isEmpty() ? Kind.AGENT : Kind.KEY);
        if (password != null) {
            tried.addAll(EnumSet.of(Kind.PASSWORD, Kind.QUESTIONS));
        }
        return tried;
    }

    /// Where its secrets come from, each once.
    public Set<String> secretSources() {
        var sources = new TreeSet<String>();
        if (passphrase != null) {
            sources.add(passphrase);
        }
        if (password != null) {
            sources.add(password);
        }
        return sources;
    }
}
