package dev.ferry.ssh;

import dev.ferry.secrets.Secret;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// Wraps a script for one run: what the server is asked to execute, what is sent to its input, and how its
/// own output is told from what the login shell and sudo print before it.
///
/// A mark, new for every run, is the first line of both streams. Without it the script has not started,
/// whatever the exit code.
final class Shell {
    // One argument of a program holds at most 128 KiB on Linux (MAX_ARG_STRLEN).
    private static final int LONGEST_COMMAND = 120_000;

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
        var shell = "sh -c " + Script.quote(marked());
        var command = switch (become) {
            case Become.Direct() -> "exec " + shell;
            case Become.SudoWithoutPassword(String user) -> "exec sudo -n -H -u " + Script.quote(user) + " -- " + shell;
            case Become.SudoWithPassword(String user, Secret _) ->
                "exec sudo -S -p '' -H -u " + Script.quote(user) + " -- " + shell;
        };
        if (command.getBytes(StandardCharsets.UTF_8).length > LONGEST_COMMAND) {
            throw new IllegalArgumentException("a script of " + script.text().length() + " characters");
        }
        return command;
    }

    private String marked() {
        var start = "printf '%s\\n' " + mark + "; printf '%s\\n' " + mark + " >&2; cd /\n";
        // sudo may not have asked for the password: then it must not be read as the script's input
        var skip = "while IFS= read -r line; do [ \"$line\" = " + mark + " ] && break; done\n";
        return (become instanceof Become.SudoWithPassword ? skip : "") + start + script.text();
    }

    /// What is sent to standard input.
    byte[] input() {
        if (!(become instanceof Become.SudoWithPassword(String _, Secret password))) {
            return script.input();
        }
        var input = new ByteArrayOutputStream();
        input.writeBytes((password.reveal() + "\n" + mark + "\n").getBytes(StandardCharsets.UTF_8));
        input.writeBytes(script.input());
        return input.toByteArray();
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
}
