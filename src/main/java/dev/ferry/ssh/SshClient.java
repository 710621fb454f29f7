package dev.ferry.ssh;

import dev.ferry.text.Message;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// The OpenSSH client on this machine, asked what its configuration means for a host: `ssh -G`, which
/// connects to nothing.
///
/// @param program its name or path
record SshClient(String program) {
    // a `Match exec` may look for a network
    private static final long ANSWER_SECONDS = 15;

    // each is a process of 10 ms of processor time
    private static final Semaphore AT_ONCE =
            new Semaphore(Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 8));

    /// What it says; empty if there is no such program.
    ///
    /// @param arguments what stands between `-G` and the host
    Optional<Answer> ask(List<String> arguments, String host) throws InterruptedException {
        var command = new ArrayList<>(List.of(program, "-G"));
        command.addAll(arguments);
        command.addAll(List.of("--", host));
        AT_ONCE.acquire();
        try {
            var process = new ProcessBuilder(command)
                    .redirectInput(ProcessBuilder.Redirect.from(nowhere()))
                    .redirectErrorStream(true)
                    .start();
            return Optional.of(answer(process, host));
        } catch (IOException e) {
            return Optional.empty();
        } finally {
            AT_ONCE.release();
        }
    }

    private static File nowhere() {
        return new File(System.getProperty("os.name").startsWith("Windows") ? "NUL" : "/dev/null");
    }

    private static Answer answer(Process process, String host) throws IOException, InterruptedException {
        try {
            // some five kibibytes: they fit into the pipe
            if (!process.waitFor(ANSWER_SECONDS, TimeUnit.SECONDS)) {
                return Answer.none(Message.of("ssh.config.slow", host, ANSWER_SECONDS));
            }
            var lines = process.inputReader().lines().toList();
            if (process.exitValue() != 0) {
                return Answer.none(Message.of("ssh.config.refused", host, String.join(" ", lines)));
            }
            return new Answer(said(lines), List.of());
        } finally {
            process.destroyForcibly();
        }
    }

    private static Map<String, List<String>> said(List<String> lines) {
        return lines.stream()
                .filter(line -> line.contains(" "))
                .collect(Collectors.groupingBy(
                        line -> line.substring(0, line.indexOf(' ')).toLowerCase(Locale.ROOT),
                        LinkedHashMap::new,
                        Collectors.mapping(
                                line -> line.substring(line.indexOf(' ') + 1).strip(), Collectors.toList())));
    }

    /// What it said.
    ///
    /// @param said keyword in small letters → values; empty if it said nothing that can be used
    /// @param warnings why not
    record Answer(Map<String, List<String>> said, List<Message> warnings) {
        static Answer none(Message reason) {
            return new Answer(Map.of(), List.of(reason));
        }
    }
}
