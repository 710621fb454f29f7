package dev.ferry.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KnownHostsTest {
    private static final String KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl";

    @TempDir
    Path folder;

    /// Appends lines of its own, as another Ferry would.
    static final class Writer {
        public static void main(String[] arguments) throws Exception {
            for (int i = 0; i < 100; i++) {
                KnownHosts.append(Path.of(arguments[0]), arguments[1] + i + " " + KEY);
            }
        }
    }

    @Test
    void losesNoLineWhenTwoProcessesAndTwoThreadsWrite() throws Exception {
        var file = folder.resolve("made").resolve("known_hosts");
        var processes = new ArrayList<Process>();
        for (var name : List.of("first", "second")) {
            processes.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Writer.class.getName(),
                            file.toString(),
                            name)
                    .inheritIO()
                    .start());
        }
        var thread = Thread.ofVirtual().start(() -> {
            try {
                Writer.main(new String[] {file.toString(), "third"});
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        Writer.main(new String[] {file.toString(), "fourth"});
        thread.join();
        for (var process : processes) {
            assertEquals(0, process.waitFor());
        }
        var known = KnownHosts.read(new HostKeyPolicy(file, List.of(), Set.of()));
        assertEquals(List.of(), known.broken());
        assertEquals(400, known.lines().size());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void addsALineOnceAndAfterAnUnfinishedOne() throws Exception {
        var file = Files.writeString(folder.resolve("known_hosts"), "# mine\na " + KEY);
        KnownHosts.append(file, "a " + KEY);
        KnownHosts.append(file, "b " + KEY);
        KnownHosts.append(file, "b " + KEY);
        assertEquals("# mine\na " + KEY + "\nb " + KEY + "\n", Files.readString(file));
    }

    @Test
    void readsAllFilesAndReportsWhatItCannotRead() throws Exception {
        var own = Files.writeString(folder.resolve("own"), "a " + KEY + "\nb ssh-ed25519 AAAA\n");
        var theirs = Files.writeString(folder.resolve("theirs"), "\ngarbage\nc " + KEY + " caf\u00e9\n");
        var known = KnownHosts.read(new HostKeyPolicy(own, List.of(folder.resolve("none"), theirs), Set.of()));
        assertEquals(
                List.of(own + ":1", theirs + ":3"),
                known.lines().stream().map(KnownHost::place).toList());
        assertEquals(2, known.broken().size());
        assertEquals(own + ":2: the key in it cannot be read", known.broken().getFirst());
        assertEquals(theirs + ":2: it is cut short", known.broken().getLast());
    }
}
