package dev.ferry.artifact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ferry.outcome.FailureException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavaArchiveTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream tar = new ByteArrayOutputStream();

    @ParameterizedTest
    @CsvSource({
        "jdk-17.0.15+6/, 17.0.15, x86_64, 17, x86_64",
        "jdk8u402-b06/, 1.8.0_402, amd64, 8, x86_64",
        "./jre/, 11.0.24, aarch64, 11, aarch64",
        "'', 25, ppc64le, 25, ppc64le",
    })
    void saysWhatItIs(String home, String version, String architecture, int feature, String machine) throws Exception {
        add(home + "lib/modules", new byte[1500]);
        add(home + "bin/java", new byte[600]);
        add(home + "release", release(version, "Linux", architecture));
        var file = write("java.tar.gz");
        var archive = JavaArchive.read(file);
        assertEquals(feature, archive.feature());
        assertEquals(machine, archive.architecture());
        assertEquals(home.replace("./", "").replaceAll("/$", ""), archive.home());
        assertEquals(Files.size(file), archive.file().bytes());
    }

    @Test
    void readsWhatTheSystemsOwnTarWrites() throws Exception {
        var jdk = Files.createDirectories(folder.resolve("jdk-21/bin"));
        Files.write(jdk.resolve("java"), new byte[9]);
        Files.write(jdk.resolveSibling("release"), release("21.0.4", "Linux", "x86_64"));
        // a name that is too long for a plain header
        Files.write(Files.createDirectories(jdk.resolve("x".repeat(120))).resolve("y".repeat(120)), new byte[700]);
        var tool = new ProcessBuilder("tar", "-czf", "jdk.tar.gz", "jdk-21")
                .directory(folder.toFile())
                .start();
        assertEquals(0, tool.waitFor());
        assertEquals(21, JavaArchive.read(folder.resolve("jdk.tar.gz")).feature());
    }

    @Test
    void refusesWhatIsForAnotherSystem() throws Exception {
        add("jdk/bin/java.exe", new byte[6]);
        add("jdk/release", release("17", "Windows", "x86_64"));
        assertRefused("artifact.java.other-system", write("windows.tar.gz"));
        tar.reset();
        add("jdk-17.jdk/Contents/Home/bin/java", new byte[6]);
        add("jdk-17.jdk/Contents/Home/release", release("17", "Darwin", "aarch64"));
        assertRefused("artifact.java.other-system", write("mac.tar.gz"));
    }

    @Test
    void refusesWhatHoldsNoJava() throws Exception {
        add("sources/README", new byte[6]);
        assertRefused("artifact.java.no-release", write("other.tar.gz"));
        add("sources/release", release("17", "Linux", "x86_64"));
        assertRefused("artifact.java.no-java", write("half.tar.gz"));
        tar.reset();
        add("jdk/bin/java", new byte[6]);
        add("jdk/release", "OS_NAME=\"Linux\"\n".getBytes(StandardCharsets.UTF_8));
        assertRefused("artifact.java.no-version", write("nameless.tar.gz"));
    }

    @Test
    void refusesWhatIsNoTarGz() throws Exception {
        assertRefused("artifact.java.zip", Files.writeString(folder.resolve("a.zip"), "PK\u0003\u0004"));
        assertRefused("artifact.java.not-gzip", Files.writeString(folder.resolve("a"), "text"));
        assertRefused("artifact.java.not-gzip", Files.writeString(folder.resolve("b"), ""));
        assertRefused("artifact.java.not-there", folder.resolve("nowhere"));
        assertRefused("artifact.java.not-there", folder);
        tar.write("no tar at all, but long enough to be taken for a header"
                .repeat(20)
                .getBytes());
        assertRefused("artifact.java.damaged", write("c.tar.gz"));
    }

    @Test
    void refusesATornArchive() throws Exception {
        add("jdk/bin/java", new byte[6]);
        add("jdk/release", release("17", "Linux", "x86_64"));
        add("jdk/lib/modules", new byte[9000]);
        var whole = Files.readAllBytes(write("whole.tar.gz"));
        var torn = Files.write(folder.resolve("torn.tar.gz"), Arrays.copyOf(whole, whole.length - 6));
        assertRefused("artifact.java.damaged", torn);
    }

    private static void assertRefused(String cause, Path file) {
        var refused = assertThrows(FailureException.class, () -> JavaArchive.read(file));
        assertEquals(cause, refused.failure().cause().key());
    }

    private static byte[] release(String version, String system, String architecture) {
        return "IMPLEMENTOR=\"Somebody\"\nJAVA_VERSION=\"%s\"\nOS_ARCH=\"%s\"\nOS_NAME=\"%s\"\n"
                .formatted(version, architecture, system)
                .getBytes(StandardCharsets.UTF_8);
    }

    private void add(String name, byte[] content) throws IOException {
        var header = new byte[512];
        put(header, 0, name);
        put(header, 124, "%011o".formatted(content.length));
        put(header, 148, " ".repeat(8));
        header[156] = '0';
        put(header, 257, "ustar\00000");
        var sum = 0;
        for (var each : header) {
            sum += each & 0xff;
        }
        put(header, 148, "%06o\0 ".formatted(sum));
        tar.write(header);
        tar.write(content);
        tar.write(new byte[(512 - content.length % 512) % 512]);
    }

    private static void put(byte[] header, int at, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    private Path write(String name) throws IOException {
        var file = folder.resolve(name);
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(tar.toByteArray());
            out.write(new byte[1024]);
        }
        return file;
    }
}
