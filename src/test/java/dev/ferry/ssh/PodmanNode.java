package dev.ferry.ssh;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// A machine with containers: a real OpenSSH server whose `podman` is the real one, with images and state in
/// a folder of its own. The image holds BusyBox and nothing else, as little as an Alpine has.
///
/// Podman is made to run where a container's usual limits and control groups may not be set, as in a container
/// on a build machine.
public final class PodmanNode implements AutoCloseable {
    private static final Path PODMAN = Path.of("/usr/bin/podman");
    private static final Path BUSYBOX = Path.of("/bin/busybox");

    private final OpenSshServer server;
    private final Path folder;
    private final List<String> containers = new ArrayList<>();

    private PodmanNode(OpenSshServer server, Path folder) {
        this.server = server;
        this.folder = folder;
    }

    /// Starts the server and makes the image. Passes the test over where there is no Podman, or it cannot run
    /// a container.
    public static PodmanNode start() throws Exception {
        assumeTrue(Files.isExecutable(PODMAN), "no podman on this machine");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/crun")), "no crun on this machine");
        assumeTrue(isStatic(), "no BusyBox on this machine that runs without libraries");
        assumeTrue(OpenSshServer.isRoot(), "only root can run containers without further ado");
        var folder = Files.createTempDirectory("ferry-podman");
        script(folder.resolve("podman"), """
                #!/bin/sh
                STORAGE_DRIVER=vfs; export STORAGE_DRIVER
                exec /usr/bin/podman --root FOLDER/store --runroot FOLDER/run --tmpdir FOLDER/tmp \\
                    --cgroup-manager=cgroupfs --runtime FOLDER/runtime/crun "$@"
                """.replace("FOLDER", folder.toString()));
        Files.createDirectory(folder.resolve("runtime"));
        script(folder.resolve("runtime/crun"), """
                #!/bin/sh
                last=
                for each; do
                    case $last in --bundle | -b) file=$each/config.json ;; --process | -p) file=$each ;; *) file= ;; esac
                    [ -n "$file" ] && [ -f "$file" ] && sed -i 's/"rlimits":\\[[^]]*\\]/"rlimits":[]/' "$file"
                    last=$each
                done
                exec unshare -m sh -c 'umount -l /sys/fs/cgroup; mount -t tmpfs none /sys/fs/cgroup; exec /usr/bin/crun "$@"' \\
                    crun "$@"
                """);
        var server = OpenSshServer.prepared()
                .with("SetEnv PATH=" + folder + ":/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin")
                .start();
        var node = new PodmanNode(server, folder);
        try {
            node.image();
            return node;
        } catch (Throwable e) {
            node.close();
            throw e;
        }
    }

    private static boolean isStatic() throws IOException, InterruptedException {
        if (!Files.isExecutable(BUSYBOX)) {
            return false;
        }
        var ldd = new ProcessBuilder("ldd", BUSYBOX.toString())
                .redirectErrorStream(true)
                .start();
        return new String(ldd.getInputStream().readAllBytes()).contains("not a dynamic");
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void image() throws Exception {
        var root = Files.createDirectory(folder.resolve("image"));
        for (var each : List.of("bin", "etc", "proc", "sys", "dev", "run", "var", "root")) {
            Files.createDirectory(root.resolve(each));
        }
        Files.copy(BUSYBOX, root.resolve("bin/busybox"));
        Files.setPosixFilePermissions(root.resolve("bin/busybox"), PosixFilePermissions.fromString("rwxr-xr-x"));
        for (var program : OpenSshServer.run(BUSYBOX.toString(), "--list").split("\n")) {
            if (!program.equals("busybox")) {
                Files.createSymbolicLink(root.resolve("bin").resolve(program), Path.of("busybox"));
            }
        }
        Files.createDirectory(
                root.resolve("tmp"),
                PosixFilePermissions.asFileAttribute(Set.copyOf(PosixFilePermissions.fromString("rwxrwxrwx"))));
        Files.writeString(root.resolve("etc/passwd"), "root:x:0:0::/root:/bin/sh\ncassandra:x:999:999::/:/bin/sh\n");
        OpenSshServer.run(
                "tar", "-C", root.toString(), "-cf", folder.resolve("image.tar").toString(), ".");
        try {
            podman("import", folder.resolve("image.tar").toString(), "ferry-test:1");
        } catch (AssertionError e) {
            assumeTrue(false, () -> "podman cannot keep images here: " + e.getMessage());
        }
    }

    /// Runs `podman`.
    public String podman(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(folder.resolve("podman").toString()));
        command.addAll(List.of(arguments));
        return OpenSshServer.run(command.toArray(String[]::new));
    }

    /// Starts a container whose first process is a shell script with these arguments.
    ///
    /// @param options such as `-v`, `/a:/b`
    public void run(String name, List<String> options, String script, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(
                folder.resolve("podman").toString(),
                "run",
                "-d",
                "--cgroups=disabled",
                "--network=host",
                "--name",
                name));
        command.addAll(options);
        command.addAll(List.of("ferry-test:1", "sh", "-c", script, "sh"));
        command.addAll(List.of(arguments));
        containers.add(name);
        var log = folder.resolve("log").toFile();
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        assumeTrue(
                process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0,
                () -> "podman cannot run a container here: " + log);
    }

    /// A connection to the machine, or into a container.
    public SshRemote connect(Become become) throws Exception {
        return SshRemote.connect(server.login(), become, _ -> {});
    }

    /// Where the server and Podman keep their files.
    public Path folder() {
        return folder;
    }

    @Override
    public void close() throws IOException {
        try {
            for (var name : containers) {
                new ProcessBuilder(folder.resolve("podman").toString(), "rm", "-f", "-t", "0", name)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("log").toFile())
                        .start()
                        .waitFor(30, TimeUnit.SECONDS);
            }
            // where no container ever ran, Podman leaves its store mounted on itself
            new ProcessBuilder("umount", "-l", folder.resolve("store/overlay").toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start()
                    .waitFor(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.close();
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
