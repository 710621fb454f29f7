package dev.ferry.ssh;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;

/// A POSIX `sh` script to run on another machine, with what it reads from its standard input.
///
/// Secrets go into the input, never into the text: the text can be seen in the process list there.
///
/// @param text the script; values from outside go into it through {@link #quote(String)} only
/// @param input what the script reads from standard input; empty if nothing
public record Script(String text, byte[] input) {
    public Script {
        Objects.requireNonNull(text);
        input = input.clone();
    }

    /// A script without input.
    public static Script of(String text) {
        return new Script(text, new byte[0]);
    }

    /// One command, each word quoted.
    public static Script command(String... words) {
        return of(Arrays.stream(words).map(Script::quote).collect(Collectors.joining(" ")));
    }

    /// The same script with this input.
    public Script withInput(String input) {
        return new Script(text, input.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public byte[] input() {
        return input.clone();
    }

    /// One word for `sh`, whatever is in it.
    public static String quote(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Script script && text.equals(script.text) && Arrays.equals(input, script.input);
    }

    @Override
    public int hashCode() {
        return Objects.hash(text, Arrays.hashCode(input));
    }

    /// The text only: the input may be secret.
    @Override
    public String toString() {
        return text;
    }
}
