package dev.ferry.source;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A small file system, mounted so that no program may be run from it, where the tests' user may mount one.
final class NoExec implements AutoCloseable {
    private final Path folder;

    private NoExec(Path folder) {
        this.folder = folder;
    }

    /// Mounts it as the folder `mounted`; the test is passed over where that is not allowed.
    static NoExec on(Path folder) throws Exception {
        var mounted = Files.createDirectories(folder.resolve("mounted"));
        assumeTrue("root".equals(System.getProperty("user.name")), "only root may mount");
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "noexec,size=64m", "ferry-test", mounted.toString()),
                "not allowed to mount");
        return new NoExec(mounted);
    }

    private static boolean run(String... command) throws IOException {
        return new ProcessBuilder(command).inheritIO().start().onExit().join().exitValue() == 0;
    }

    @Override
    public void close() throws IOException {
        run("umount", "-l", folder.toString());
    }
}
