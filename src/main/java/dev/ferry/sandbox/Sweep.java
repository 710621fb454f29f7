package dev.ferry.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/// Ends whatever belongs to a sandbox, and takes its folder away.
final class Sweep {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private Sweep() {}

    /// Kills every process of the sandbox but this one and the given one, again and again until none is
    /// left: a process may start another while it is being killed.
    ///
    /// @param spared the process that owns the sandbox
    static void processes(Path folder, long spared) throws InterruptedException {
        var end = System.nanoTime() + LIMIT.toNanos();
        for (var found = find(folder, spared); !found.isEmpty(); found = find(folder, spared)) {
            if (System.nanoTime() > end) {
                return; // stuck in the kernel: nobody can do more
            }
            found.forEach(ProcessHandle::destroyForcibly);
            Thread.sleep(PAUSE);
        }
    }

    private static List<ProcessHandle> find(Path folder, long spared) {
        var self = ProcessHandle.current().pid();
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != self && process.pid() != spared)
                .filter(process -> Mark.bears(process, folder))
                .toList();
    }

    /// Deletes a folder with all that is in it; what is gone already is as good.
    static void folder(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
