package dev.ferry.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ferry.secrets.Inquiry;
import dev.ferry.secrets.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a server asks, asked on a terminal that is one: `script` (of util-linux) gives the process its own.
@Timeout(60)
class TerminalQuestionTest {
    @Test
    void whatIsHiddenIsNotSeenAndWhatIsShownIs() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")) && Files.isDirectory(Path.of("/proc/self")));
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        var command =
                "'" + java + "' -cp '" + System.getProperty("java.class.path") + "' '" + Asking.class.getName() + "'";
        var process = new ProcessBuilder("/usr/bin/script", "-qec", command, "/dev/null")
                .redirectErrorStream(true)
                .start();
        try {
            var seen = new StringBuilder();
            until(process, seen, "asks: Code: ");
            process.getOutputStream().write("314159\n".getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
            until(process, seen, "asks: Option: ");
            process.getOutputStream().write("2\n".getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
            until(process, seen, "both are right");
            assertEquals(0, process.waitFor());
            assertFalse(seen.toString().contains("314159"), seen::toString);
            assertTrue(seen.toString().contains("asks: Option: 2"), seen::toString);
        } finally {
            process.destroyForcibly();
        }
    }

    private static void until(Process process, StringBuilder seen, String wanted) throws IOException {
        while (seen.indexOf(wanted) < 0) {
            var next = process.getInputStream().read();
            assertTrue(next >= 0, seen::toString);
            seen.append((char) next);
        }
    }

    /// Asks for both kinds, and says whether it was given what the test typed.
    static final class Asking {
        private Asking() {}

        static void main() throws InterruptedException {
            var console = new Console();
            var hidden = new Inquiry("workstation → ops@gate:22", "Code:", Inquiry.Echo.HIDDEN);
            var shown = new Inquiry("workstation → ops@gate:22", "Option:", Inquiry.Echo.SHOWN);
            var isCode = console.answering()
                    .answer(hidden)
                    .filter(Secret.of("314159")::equals)
                    .isPresent();
            var isOption = console.answering()
                    .answer(shown)
                    .filter(Secret.of("2")::equals)
                    .isPresent();
            console.print(isCode && isOption ? "both are right" : "code " + isCode + ", option " + isOption);
        }
    }
}
