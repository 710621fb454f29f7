package dev.ferry.ssh;

import dev.ferry.secrets.Secret;
import java.util.Objects;
import java.util.Optional;

/// Who runs the scripts on the other machine, and where: a user, or a user who goes into a container.
public sealed interface Become {
    /// A user of the machine.
    sealed interface Who extends Become {}

    /// The user who logged in.
    record Direct() implements Who {}

    /// Another user, through `sudo -n`, which must not ask for a password.
    ///
    /// @param user for example `cassandra`
    record SudoWithoutPassword(String user) implements Who {
        public SudoWithoutPassword {
            Objects.requireNonNull(user);
        }
    }

    /// Another user, through `sudo -S`. The password goes through standard input, only when sudo asks for it
    /// and only once, and is never seen in a process list.
    ///
    /// @param user for example `cassandra`
    /// @param password the password that sudo asks for: as a rule that of the user who logged in
    record SudoWithPassword(String user, Secret password) implements Who {
        public SudoWithPassword {
            Objects.requireNonNull(user);
            Objects.requireNonNull(password);
        }
    }

    /// A container on the machine: everything runs in it and every file is one of its own.
    ///
    /// @param who calls the engine
    /// @param engine what the container is entered with
    /// @param container which one
    /// @param user the user inside, by name or number; empty for the one that the image says
    record Inside(Who who, Engine engine, Which container, String user) implements Become {
        public Inside {
            Objects.requireNonNull(who);
            Objects.requireNonNull(engine);
            Objects.requireNonNull(container);
            Objects.requireNonNull(user);
        }
    }

    /// Which container.
    sealed interface Which {}

    /// The one of this name.
    ///
    /// @param name its name or id
    record Named(String name) implements Which {
        public Named {
            if (name.isEmpty() || name.startsWith("-")) {
                throw new IllegalArgumentException("no container's name: " + name);
            }
        }
    }

    /// The only one in which a process runs that has a word in its arguments.
    ///
    /// @param word for example the class that a Java runs
    record Running(String word) implements Which {
        public Running {
            Objects.requireNonNull(word);
        }
    }

    /// What runs containers.
    enum Engine {
        DOCKER("docker"),
        PODMAN("podman");

        private final String program;

        Engine(String program) {
            this.program = program;
        }

        /// What it is called by.
        public String program() {
            return program;
        }
    }

    /// The user of the machine at the beginning of it all.
    default Who who() {
        return switch (this) {
            case Who who -> who;
            case Inside inside -> inside.who;
        };
    }

    /// The user that sudo is asked for; empty for none.
    default Optional<String> sudoUser() {
        return switch (who()) {
            case Direct() -> Optional.empty();
            case SudoWithoutPassword(var user) -> Optional.of(user);
            case SudoWithPassword(var user, var _) -> Optional.of(user);
        };
    }
}
