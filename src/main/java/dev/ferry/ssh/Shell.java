package dev.ferry.ssh;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// Wraps a script for one run: what the server is asked to execute, what is said to sudo, and how the
/// script's own output is told from what the login shell, sudo and a container's engine print before it.
///
/// A mark, new for every run, is the first line of both streams. Without it the script has not started,
/// whatever the exit code.
final class Shell {
    // One argument of a program holds at most 128 KiB on Linux (MAX_ARG_STRLEN).
    private static final int LONGEST_COMMAND = 120_000;

    // sudo's words can then be told apart, and nothing but the language of messages changes
    private static final String SUDO = "env LC_MESSAGES=C sudo ";

    // an engine whose copy of the input nobody reads any more may end before the output has come through: with
    // Podman 4.3 one script in ten came back without a word
    private static final String TO_THE_END = "sh -c \"$0\"; code=$?; cat > /dev/null 2>&1; exit $code";

    private final Become become;
    private final Script script;
    private final String mark;

    Shell(Become become, Script script) {
        this(
                become,
                script,
                "ferry-"
                        + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()));
    }

    Shell(Become become, Script script, String mark) {
        this.become = become;
        this.script = script;
        this.mark = mark;
    }

    /// What the server is asked to execute, for any login shell.
    ///
    /// @throws IllegalArgumentException if it is too long for a command line: lists belong into the input
    String command() {
        var start = "printf '%s\\n' " + mark + "; printf '%s\\n' " + mark + " >&2; cd /\n";
        var command = "exec " + sudo() + engine() + Script.quote(start + script.text());
        if (command.getBytes(StandardCharsets.UTF_8).length > LONGEST_COMMAND) {
            throw new IllegalArgumentException("a script of " + script.text().length() + " characters");
        }
        return command;
    }

    private String sudo() {
        return switch (become.who()) {
            case Become.Direct() -> "";
            case Become.SudoWithoutPassword(var user) -> SUDO + "-n -H -u " + Script.quote(user) + " -- ";
            case Become.SudoWithPassword(var user, var _) ->
                SUDO + "-S -p " + Script.quote(prompt()) + " -H -u " + Script.quote(user) + " -- ";
        };
    }

    /// Up to the script itself.
    private String engine() {
        if (!(become instanceof Become.Inside inside)) {
            return "sh -c ";
        }
        var name = switch (inside.container()) {
            case Become.Named named -> named.name();
            case Become.Running running -> throw new IllegalStateException("not found yet: " + running);
        };
        var user = inside.user().isEmpty() ? "" : "-u " + Script.quote(inside.user()) + " ";
        return inside.engine().program() + " exec -i " + user + Script.quote(name) + " sh -c "
                + Script.quote(TO_THE_END) + " ";
    }

    /// What sudo is told to ask for the password with.
    private String prompt() {
        return mark + " password:";
    }

    /// What is said before the script's input may be sent; null where nobody asks anything.
    @Nullable
    Dialogue dialogue() {
        return become.who() instanceof Become.SudoWithPassword(var _, var password)
                ? new Dialogue(prompt(), password, mark + "\n")
                : null;
    }

    /// What the script reads from standard input.
    byte[] input() {
        return script.input();
    }

    /// What the script itself wrote to a stream; empty if it has not started.
    Optional<byte[]> own(byte[] stream) {
        var line = (mark + "\n").getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i + line.length <= stream.length; i++) {
            if (Arrays.equals(stream, i, i + line.length, line, 0, line.length)) {
                return Optional.of(Arrays.copyOfRange(stream, i + line.length, stream.length));
            }
        }
        return Optional.empty();
    }

    /// What was said on standard error before the script started, without our own question.
    String said(byte[] stream) {
        return new String(stream, StandardCharsets.UTF_8).replace(prompt(), "").strip();
    }
}
