package dev.ferry.source;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/// Who the user who logged in to a machine can be there.
///
/// @param login the user who logged in
/// @param cassandraUser who runs Cassandra there; empty if no process and no data directory tells
/// @param wanted the user asked for; that who logged in where none is
/// @param isReadable whether the user who logged in can read Cassandra's configuration and data directories
/// @param sudo what sudo says about becoming the wanted user
/// @param evidence what sudo said, word for word
/// @param others the users among the wanted one, the Cassandra user and `root` that `sudo -n` lets us be
public record Admission(
        String login,
        String cassandraUser,
        String wanted,
        boolean isReadable,
        Sudo sudo,
        String evidence,
        List<String> others) {
    public Admission {
        Objects.requireNonNull(login);
        Objects.requireNonNull(cassandraUser);
        Objects.requireNonNull(wanted);
        Objects.requireNonNull(sudo);
        Objects.requireNonNull(evidence);
        others = List.copyOf(others);
    }

    /// What sudo says about a user.
    public enum Sudo {
        /// The user is the one who logged in: sudo is not needed.
        NOT_NEEDED,
        /// `sudo -n` lets us.
        ALLOWED,
        /// sudo asks for a password first; whether it lets us then it does not say.
        ASKS,
        /// sudo is there and does not let us.
        REFUSED,
        /// sudo wants a terminal (`requiretty`).
        WANTS_TERMINAL,
        /// There is no such user on the machine.
        UNKNOWN_USER,
        /// There is no sudo.
        MISSING,
        /// sudo is there and cannot work at all: not set-uid root, or forbidden by `no_new_privs`.
        BROKEN;

        private static final Pattern ASKED =
                Pattern.compile("password is required|askpass|authentication is required|terminal is required");
        private static final Pattern STUCK =
                Pattern.compile("no new privileges|uid is not 0|setuid|nosuid|owned by uid 0");

        /// From an exit code and what sudo said behind it: `1 sudo: a password is required`.
        static Sudo of(String answer) {
            if (answer.startsWith("0 ")) {
                return ALLOWED;
            } else if (answer.contains("must have a tty")) {
                return WANTS_TERMINAL;
            } else if (answer.contains("unknown user")) {
                return UNKNOWN_USER;
            } else if (ASKED.matcher(answer).find()) {
                return ASKS;
            }
            return STUCK.matcher(answer).find() ? BROKEN : REFUSED;
        }
    }
}
