package dev.ferry.ssh;

import dev.ferry.secrets.Secret;
import java.util.Objects;

/// Who runs the scripts on the other machine.
public sealed interface Become {
    /// The user who logged in.
    record Direct() implements Become {}

    /// Another user, through `sudo -n`, which must not ask for a password.
    ///
    /// @param user for example `cassandra`
    record SudoWithoutPassword(String user) implements Become {
        public SudoWithoutPassword {
            Objects.requireNonNull(user);
        }
    }

    /// Another user, through `sudo -S`. The password goes through standard input and is never seen in a
    /// process list.
    ///
    /// @param user for example `cassandra`
    /// @param password the password that sudo asks for: as a rule that of the user who logged in
    record SudoWithPassword(String user, Secret password) implements Become {
        public SudoWithPassword {
            Objects.requireNonNull(user);
            Objects.requireNonNull(password);
        }
    }
}
