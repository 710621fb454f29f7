package dev.ferry.ssh;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.outcome.FailureException;
import dev.ferry.ssh.Remote.FileKind;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every {@link Remote} does. The machine at the other end is this one.
interface RemoteContract {
    Duration LIMIT = Duration.ofSeconds(20);

    Remote remote() throws Exception;

    @Test
    default void tellsOutputErrorsAndExitCodeApart() throws Exception {
        var ended = remote().run(Script.of("echo out; echo err >&2; exit 3"), LIMIT);
        assertEquals(new Ended(3, "out\n", "err\n"), ended);
    }

    @Test
    default void givesTheSignalsNumberWhenAScriptWasKilled() throws Exception {
        assertEquals(
                128 + 9,
                remote().run(Script.of("sh -c 'kill -9 $$'; exit $?"), LIMIT).code());
    }

    @Test
    default void startsInTheRootFolder() throws Exception {
        assertEquals("/\n", remote().run(Script.of("pwd"), LIMIT).out());
    }

    @Test
    default void keepsEveryWordOfACommandWhole() throws Exception {
        var ended = remote().run(
                        Script.command("printf", "%s|", "it's", "a b", "$HOME", "`id`", "\"", "\\", "", "ü\n*"), LIMIT);
        assertEquals("it's|a b|$HOME|`id`|\"|\\||ü\n*|", ended.out());
    }

    @Test
    default void feedsTheInputAndEndsIt() throws Exception {
        var input = "line\n".repeat(100_000);
        assertEquals(
                input, remote().run(Script.of("cat").withInput(input), LIMIT).out());
        assertEquals("", remote().run(Script.of("cat"), LIMIT).out());
    }

    @Test
    default void endsWhenAScriptDoesNotReadItsInput() throws Exception {
        var ended = remote().run(Script.of("exit 5").withInput("x".repeat(8_000_000)), LIMIT);
        assertEquals(5, ended.code());
    }

    @Test
    default void readsBothStreamsAtOnce() throws Exception {
        var ended = remote().run(Script.of("head -c 3000000 /dev/zero >&2; head -c 3000000 /dev/zero"), LIMIT);
        assertEquals(3_000_000, ended.out().length());
        assertEquals(3_000_000, ended.err().length());
    }

    @Test
    default void givesUpAfterTheLimit() throws Exception {
        var start = Instant.now();
        var thrown = assertThrows(
                FailureException.class, () -> remote().run(Script.of("exec sleep 30"), Duration.ofSeconds(1)));
        assertEquals("ssh.script.timeout", thrown.failure().cause().key());
        assertTrue(Duration.between(start, Instant.now()).toSeconds() < 10);
        assertTrue(remote().run(Script.of("true"), LIMIT).isZero(), "others go on");
    }

    @Test
    default void endsWithAnInterrupt() throws Exception {
        var remote = remote();
        var thrown = new AtomicReference<Throwable>();
        var thread = Thread.ofPlatform().start(() -> {
            try {
                remote.run(Script.of("exec sleep 30"), Duration.ofSeconds(60));
            } catch (Throwable e) {
                thrown.set(e);
            }
        });
        Thread.sleep(500);
        thread.interrupt();
        thread.join(Duration.ofSeconds(5));
        assertInstanceOf(InterruptedException.class, thrown.get());
        assertTrue(remote.run(Script.of("true"), LIMIT).isZero(), "others go on");
    }

    @Test
    default void runsMoreScriptsAtOnceThanAServerAllowsSessions() throws Exception {
        var remote = remote();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = new ArrayList<Callable<String>>();
            for (int i = 0; i < 25; i++) {
                var script = Script.of("sleep 0.1; echo " + i);
                calls.add(() -> remote.run(script, LIMIT).out());
            }
            var outs = new ArrayList<String>();
            for (Future<String> done : executor.invokeAll(calls)) {
                outs.add(done.get().strip());
            }
            assertEquals(25, outs.stream().distinct().count());
        }
    }

    @Test
    default void uploadsAndDownloadsBytes(@TempDir Path folder) throws Exception {
        var content = new byte[1_500_000];
        new Random(7).nextBytes(content);
        var file = folder.resolve("it's a file");
        remote().upload(content, file.toString(), FileKind.DATA);
        assertArrayEquals(content, Files.readAllBytes(file));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertArrayEquals(content, remote().download(file.toString(), content.length));
    }

    @Test
    default void replacesAFileAndLeavesNoOther(@TempDir Path folder) throws Exception {
        var file = folder.resolve("run.sh");
        Files.writeString(file, "old and longer than the new one");
        remote().upload("new".getBytes(StandardCharsets.UTF_8), file.toString(), FileKind.PROGRAM);
        assertEquals("new", Files.readString(file));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        try (var files = Files.list(folder)) {
            assertEquals(1, files.count());
        }
        remote().upload(new byte[0], file.toString(), FileKind.DATA);
        assertEquals(0, Files.size(file));
    }

    @Test
    default void failsToUploadIntoAFolderThatDoesNotExist(@TempDir Path folder) {
        var path = folder.resolve("none/file").toString();
        var thrown = assertThrows(FailureException.class, () -> remote().upload(new byte[1], path, FileKind.DATA));
        assertEquals("ssh.upload.failed", thrown.failure().cause().key());
        assertFalse(Files.exists(folder.resolve("none")));
    }

    @Test
    default void writesALargeFileInPieces(@TempDir Path folder) throws Exception {
        var file = folder.resolve("it's large");
        var content = new byte[700_000];
        new Random(8).nextBytes(content);
        remote().append(java.util.Arrays.copyOf(content, 400_000), file.toString(), 0);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        remote().append(java.util.Arrays.copyOfRange(content, 400_000, 700_000), file.toString(), 400_000);
        assertArrayEquals(content, Files.readAllBytes(file));
        var thrown = assertThrows(FailureException.class, () -> remote().append(new byte[3], file.toString(), 9));
        assertEquals("ssh.upload.failed", thrown.failure().cause().key());
        assertArrayEquals(content, Files.readAllBytes(file));
    }

    @Test
    default void refusesToDownloadALargerFile(@TempDir Path folder) throws Exception {
        var file = Files.writeString(folder.resolve("file"), "12345");
        var thrown = assertThrows(FailureException.class, () -> remote().download(file.toString(), 4));
        assertEquals("ssh.download.large", thrown.failure().cause().key());
    }

    @Test
    default void failsToDownloadWhatIsNotThere(@TempDir Path folder) {
        var path = folder.resolve("none").toString();
        var thrown = assertThrows(FailureException.class, () -> remote().download(path, 10));
        assertEquals("ssh.download.failed", thrown.failure().cause().key());
    }

    @Test
    default void forwardsAPort() throws Exception {
        try (var echo = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> echo(echo));
            try (var forward = remote().forward("127.0.0.1", echo.getLocalPort());
                    var socket = new Socket("127.0.0.1", forward.localPort())) {
                socket.getOutputStream().write("hello".getBytes(StandardCharsets.UTF_8));
                socket.shutdownOutput();
                assertEquals("hello", new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    default void saysThatNothingListensWhereItForwardsTo() throws Exception {
        int port;
        try (var closed = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        var thrown = assertThrows(FailureException.class, () -> remote().forward("127.0.0.1", port));
        assertEquals("ssh.forward.refused", thrown.failure().cause().key());
    }

    private static void echo(ServerSocket server) {
        try {
            while (true) {
                var socket = server.accept();
                Thread.ofVirtual().start(() -> echo(socket));
            }
        } catch (java.io.IOException e) {
            // the test is over
        }
    }

    private static void echo(Socket socket) {
        try (socket) {
            socket.getInputStream().transferTo(socket.getOutputStream());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
