package dev.ferry.sandbox;

import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.text.Message;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The folder of a sandbox, and the guarantee that every process that was started for it ends: when it is
/// closed, and also when this process is killed. A {@link CassandraProcess} belongs to it by {@link
/// NodePlan#sandbox()}.
public final class SandboxFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SandboxFolder.class);
    private static final int CLEAN_UP_SECONDS = 90;

    private final Path path;
    private final Process keeper;

    private SandboxFolder(Path path, Process keeper) {
        this.path = path;
        this.keeper = keeper;
    }

    /// A new folder among the system's temporary files, which goes when it is closed.
    public static SandboxFolder temporary() throws FailureException {
        return open(null);
    }

    /// This folder, which stays when it is closed.
    ///
    /// @param folder an empty folder, or one yet to be made
    public static SandboxFolder at(Path folder) throws FailureException {
        return open(folder);
    }

    private static SandboxFolder open(@Nullable Path wanted) throws FailureException {
        try {
            var path = (wanted == null ? Files.createTempDirectory("ferry-sandbox-") : Files.createDirectories(wanted))
                    .toRealPath();
            if (!isEmpty(path)) {
                throw new FailureException(failure("sandbox.folder.used", path, "", "sandbox.folder.used.remedy"));
            }
            return new SandboxFolder(path, keeper(path, wanted == null));
        } catch (IOException | URISyntaxException e) {
            throw new FailureException(
                    failure(
                            "sandbox.folder.unusable",
                            wanted == null ? System.getProperty("java.io.tmpdir") : wanted,
                            e.toString(),
                            "sandbox.folder.unusable.remedy"),
                    e);
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }

    private static Process keeper(Path folder, boolean temporary) throws IOException, URISyntaxException {
        var classes = Path.of(
                Keeper.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        var command = new ArrayList<>(Ignoring.keyboard());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx16m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        command.addAll(List.of("-cp", classes.toString(), Keeper.class.getName(), folder.toString()));
        if (temporary) {
            command.add(Keeper.DELETE);
        }
        return new ProcessBuilder(command)
                .directory(classes.getRoot().toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static Failure failure(String cause, Object folder, String evidence, String remedy) {
        return new Failure(
                Failure.Kind.NEEDS_ATTENTION,
                "workstation",
                Message.of(cause, folder),
                evidence,
                Message.of(remedy, folder));
    }

    /// Where it is.
    public Path path() {
        return path;
    }

    /// The process that cleans up.
    ProcessHandle keeper() {
        return keeper.toHandle();
    }

    /// Ends every process that belongs to it, and waits until they are gone, and the folder with them if
    /// it is temporary.
    @Override
    public void close() {
        try {
            keeper.getOutputStream().close();
            if (!keeper.waitFor(CLEAN_UP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("the clean-up of {} takes long and goes on by itself", path);
            }
        } catch (IOException e) {
            LOG.warn("cannot reach the process that cleans {} up", path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the clean-up goes on by itself
        }
    }
}
