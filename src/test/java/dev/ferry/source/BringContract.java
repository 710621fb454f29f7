package dev.ferry.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.artifact.LocalFile;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.ssh.Remote;
import dev.ferry.text.Messages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How a {@link NodeFolder} brings files and a Java, through whatever remote.
interface BringContract {
    int LARGE = 9_000_000;
    String WORKING_JAVA = "#!/bin/sh\necho 'openjdk version \"17.0.15\"' >&2\n";

    Remote remote(String path) throws Exception;

    private NodeFolder create(Path folder) throws Exception {
        var fake = new FakeNode(folder).withShop();
        var machine = new SourceNode(remote(fake.bin()), NodeHint.of("10.9.8.7")).survey(FakeNode.TABLES);
        return NodeFolder.create(remote(""), machine, "m1");
    }

    @Test
    default void bringsFilesAndTellsHowFarItIs(@TempDir Path folder) throws Exception {
        var made = create(folder);
        var files = List.of(file(folder, "a.jar", 1000), file(folder, "empty.jar", 0), file(folder, "b.jar", LARGE));
        var told = new ArrayList<Long>();
        made.bring("loader-4.1.10", files, told::add);
        assertEquals(0, told.getFirst());
        assertEquals(told.stream().sorted().toList(), told);
        assertEquals(1000 + LARGE, told.getLast());
        assertTrue(told.contains(1000L + (8 << 20)), told.toString());
        var target = Path.of(made.path("loader-4.1.10"));
        for (var file : files) {
            assertArrayEquals(Files.readAllBytes(file.path()), Files.readAllBytes(target.resolve(file.name())));
            assertEquals(
                    "rw-------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(target.resolve(file.name()))));
        }
        assertEquals(List.of("a.jar", "b.jar", "empty.jar"), list(target));
    }

    @Test
    default void bringsOnlyWhatIsMissingOrDifferent(@TempDir Path folder) throws Exception {
        var made = create(folder);
        var files = List.of(file(folder, "a.jar", 1000), file(folder, "b.jar", 1000), file(folder, "c.jar", LARGE));
        made.bring("l", files, _ -> {});
        var target = Path.of(made.path("l"));
        var kept = List.of(inode(target.resolve("a.jar")), inode(target.resolve("c.jar")));
        Files.write(target.resolve("b.jar"), new byte[1000]);
        var told = new ArrayList<Long>();
        made.bring("l", files, told::add);
        assertEquals(List.of(1000L + LARGE, 2000L + LARGE), told);
        assertEquals(kept, List.of(inode(target.resolve("a.jar")), inode(target.resolve("c.jar"))));
        assertArrayEquals(Files.readAllBytes(files.get(1).path()), Files.readAllBytes(target.resolve("b.jar")));
        told.clear();
        made.bring("l", files, told::add);
        assertEquals(List.of(2000L + LARGE), told);
    }

    @Test
    default void goesOnWhereALargeFileWasCutOff(@TempDir Path folder) throws Exception {
        var made = create(folder);
        var file = file(folder, "large.jar", LARGE);
        var target = Files.createDirectories(Path.of(made.path("l")));
        Files.write(target.resolve("large.jar.part"), Arrays.copyOf(Files.readAllBytes(file.path()), 5_000_001));
        var told = new ArrayList<Long>();
        made.bring("l", List.of(file), told::add);
        assertEquals(List.of(0L, LARGE - 1L, (long) LARGE), told, "one piece was left");
        assertArrayEquals(Files.readAllBytes(file.path()), Files.readAllBytes(target.resolve("large.jar")));
        assertEquals(List.of("large.jar"), list(target));
    }

    @Test
    default void doesNotBelieveAPartThatIsDifferent(@TempDir Path folder) throws Exception {
        var made = create(folder);
        var file = file(folder, "large.jar", LARGE);
        var target = Files.createDirectories(Path.of(made.path("l")));
        Files.write(target.resolve("large.jar.part"), new byte[5_000_001]);
        var failure = assertThrows(FailureException.class, () -> made.bring("l", List.of(file), _ -> {}))
                .failure();
        assertEquals("source.bring.different", failure.cause().key());
        assertEquals(Failure.Kind.RETRYABLE, failure.kind());
        assertFalse(Messages.text(failure.remedy()).isBlank());
        assertEquals(List.of(), list(target));
        made.bring("l", List.of(file), _ -> {});
        assertEquals(List.of("large.jar"), list(target));
    }

    @Test
    default void saysThatAFileOfTheWorkstationHasChanged(@TempDir Path folder) throws Exception {
        var made = create(folder);
        var file = file(folder, "a.jar", 1000);
        Files.write(file.path(), new byte[999]);
        var failure = assertThrows(FailureException.class, () -> made.bring("l", List.of(file), _ -> {}))
                .failure();
        assertEquals("source.bring.unreadable", failure.cause().key());
        assertEquals("workstation", failure.hop());
        Files.write(file.path(), new byte[1000]);
        failure = assertThrows(FailureException.class, () -> made.bring("l", List.of(file), _ -> {}))
                .failure();
        assertEquals("source.bring.different", failure.cause().key());
        assertEquals("a.jar", failure.evidence());
    }

    @Test
    default void unpacksAJavaOnce(@TempDir Path folder) throws Exception {
        for (var inside : List.of("bin/java", "jdk-17/bin/java", "jdk-17.jdk/Contents/Home/bin/java")) {
            var home = folder.resolve(inside.replace('/', '-'));
            var made = create(Files.createDirectories(home));
            var archive = archive(home, inside, WORKING_JAVA);
            var told = new ArrayList<Long>();
            var path = made.bringJava("java-17", archive, told::add);
            assertEquals(made.path("java-17") + "/" + inside, path);
            assertEquals(archive.bytes(), told.getLast());
            var inode = inode(Path.of(path));
            told.clear();
            assertEquals(path, made.bringJava("java-17", archive, told::add));
            assertEquals(List.of(archive.bytes()), told);
            assertEquals(inode, inode(Path.of(path)));
            assertEquals(List.of("java-17"), list(Path.of(made.roots().getFirst())), "the archive is gone again");
        }
    }

    @Test
    default void replacesTheJavaOfAnotherArchive(@TempDir Path folder) throws Exception {
        var made = create(folder);
        made.bringJava("java", archive(folder, "one/bin/java", WORKING_JAVA), _ -> {});
        var path = made.bringJava("java", archive(folder, "two/bin/java", WORKING_JAVA + "\n"), _ -> {});
        assertEquals(made.path("java") + "/two/bin/java", path);
        assertEquals(List.of("ferry-archive", "two"), list(Path.of(made.path("java"))));
    }

    @Test
    default void saysWhyAJavaCannotBeUsed(@TempDir Path folder) throws Exception {
        var made = create(folder);
        // an ELF header whose processor no machine has
        var strange = "\u007fELF" + "\u0001".repeat(14) + "\u007e\u007e" + "\u0001".repeat(40);
        refused(made, "source.java.architecture", archive(folder, "bin/java", strange));
        refused(made, "source.java.none", archive(folder, "doc/readme", "x"));
        refused(made, "source.java.broken", archive(folder, "bin/java", "#!/bin/sh\necho no luck >&2; exit 1\n"));
        var text = Files.writeString(folder.resolve("jdk.zip"), "no archive");
        refused(made, "source.java.not-unpacked", local("jdk.zip", text));
    }

    private static void refused(NodeFolder made, String cause, LocalFile archive) throws Exception {
        var failure = assertThrows(FailureException.class, () -> made.bringJava("java", archive, _ -> {}))
                .failure();
        assertEquals(cause, failure.cause().key(), failure.evidence());
        assertFalse(Messages.text(failure.cause()).isBlank());
        assertFalse(Messages.text(failure.remedy()).isBlank());
        assertFalse(Files.exists(Path.of(made.path("java"))));
        assertFalse(Files.exists(Path.of(made.path("java.part"))));
    }

    @Test
    default void saysThatNoProgramMayRunThere(@TempDir Path folder) throws Exception {
        try (var _ = NoExec.on(folder)) {
            var made = create(folder.resolve("mounted"));
            refused(made, "source.java.noexec", archive(folder, "jdk/bin/java", WORKING_JAVA));
        }
    }

    private static LocalFile archive(Path folder, String inside, String java) throws Exception {
        var home = Files.createTempDirectory(folder, "archive");
        var file = home.resolve("in").resolve(inside);
        Files.createDirectories(file.getParent());
        Files.writeString(file, java);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        var archive = home.resolve("jdk+1.tar.gz");
        var top = inside.substring(0, inside.indexOf('/'));
        var tar = new ProcessBuilder("tar", "-czf", archive.toString(), "-C", home + "/in", top).start();
        assertEquals(0, tar.waitFor());
        return local("jdk+1.tar.gz", archive);
    }

    private static LocalFile file(Path folder, String name, int size) throws Exception {
        var content = new byte[size];
        new Random(size).nextBytes(content);
        return local(name, Files.write(folder.resolve(name), content));
    }

    private static LocalFile local(String name, Path path) throws Exception {
        var content = Files.readAllBytes(path);
        var sum = MessageDigest.getInstance("SHA-256").digest(content);
        return new LocalFile(name, path, content.length, HexFormat.of().formatHex(sum));
    }

    private static Object inode(Path file) throws Exception {
        return Files.getAttribute(file, "unix:ino");
    }

    private static List<String> list(Path folder) throws Exception {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
