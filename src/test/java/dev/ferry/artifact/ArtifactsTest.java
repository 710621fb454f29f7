package dev.ferry.artifact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.ferry.artifact.Coordinate.Exclusion;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.text.Messages;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against a repository on the loopback address, which the settings name as the mirror of everything.
class ArtifactsTest {
    @TempDir
    private Path folder;

    private final Map<String, byte[]> files = new HashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void startRepository() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var path = exchange.getRequestURI().getPath();
            asked.add(path);
            var content = files.get(path);
            exchange.sendResponseHeaders(content == null ? 404 : 200, content == null ? -1 : content.length);
            if (content != null) {
                exchange.getResponseBody().write(content);
            }
            exchange.close();
        });
        server.start();
        writeSettings("*");
        publish(
                "app",
                "<dependency><groupId>org.sample</groupId><artifactId>lib</artifactId><version>1</version>"
                        + "</dependency><dependency><groupId>org.sample</groupId><artifactId>tests</artifactId>"
                        + "<version>1</version><scope>test</scope></dependency>");
        publish("lib", "");
    }

    @AfterEach
    void stopRepository() {
        server.stop(0);
    }

    @Test
    void bringsAnArtifactWithWhatItNeedsAtRunTime() throws Exception {
        var told = new CopyOnWriteArrayList<String>();
        var jars = artifacts().resolve(List.of(sample("app")), told::add);
        assertEquals(List.of("app-1.jar", "lib-1.jar"), names(jars));
        assertEquals("app", Files.readString(jars.getFirst()));
        assertEquals(
                List.of("app-1.jar (0.0 MB)", "lib-1.jar (0.0 MB)"),
                told.stream().sorted().toList());
    }

    @Test
    void asksNobodyForWhatIsThereAlready() throws Exception {
        artifacts().resolve(List.of(sample("app")), line -> {});
        asked.clear();
        assertEquals(2, artifacts().resolve(List.of(sample("app")), line -> {}).size());
        assertEquals(List.of(), asked);
    }

    @Test
    void leavesOutWhatIsExcluded() throws Exception {
        var root = sample("app").without(new Exclusion("org.sample", "*"));
        assertEquals(List.of("app-1.jar"), names(artifacts().resolve(List.of(root), line -> {})));
    }

    @Test
    void refusesAFileWithAnotherChecksum() throws Exception {
        files.put("/org/sample/lib/1/lib-1.jar", "evil".getBytes(StandardCharsets.UTF_8));
        var failure = assertThrows(
                        FailureException.class, () -> artifacts().resolve(List.of(sample("app")), line -> {}))
                .failure();
        assertEquals("artifact.checksum.wrong", failure.cause().key());
    }

    @Test
    void namesWhatTheRepositoryDoesNotHave() {
        var failure = assertThrows(
                        FailureException.class, () -> artifacts().resolve(List.of(sample("nothing")), line -> {}))
                .failure();
        assertEquals("artifact.missing", failure.cause().key());
        assertEquals("workstation → Maven repository", failure.hop());
        assertTrue(Messages.text(failure.cause()).contains("org.sample:nothing:1"));
        assertTrue(Messages.text(failure.remedy())
                .contains(folder.resolve("settings.xml").toString()));
    }

    @Test
    void mayBeTriedAgainWhenTheRepositoryIsDown() {
        server.stop(0);
        var failure = assertThrows(
                        FailureException.class, () -> artifacts().resolve(List.of(sample("app")), line -> {}))
                .failure();
        assertEquals("artifact.unreachable", failure.cause().key());
        assertEquals(Failure.Kind.RETRYABLE, failure.kind());
        assertTrue(failure.evidence().contains("refused"), failure.evidence());
    }

    @Test
    void stopsWhenInterrupted() {
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> artifacts().resolve(List.of(sample("app")), line -> {}));
    }

    @Test
    void asksWhereMavenItselfAsksWhenNoMirrorCoversIt() throws Exception {
        writeSettings("somewhere-else");
        var settings = UserSettings.read(folder);
        assertEquals(folder.resolve("local"), settings.localRepository());
        assertEquals(null, settings.mirrors().getMirror(Artifacts.repositories().getFirst()));
        assertEquals("central", Artifacts.repositories().getFirst().getId());
    }

    @Test
    void saysWhichSettingsCannotBeRead() throws Exception {
        Files.writeString(folder.resolve("settings.xml"), "<settings><mirrors>");
        var failure = assertThrows(FailureException.class, () -> UserSettings.read(folder))
                .failure();
        assertEquals("artifact.settings.unreadable", failure.cause().key());
    }

    private Artifacts artifacts() throws FailureException {
        return new Artifacts(UserSettings.read(folder));
    }

    private void writeSettings(String mirrorOf) throws IOException {
        Files.writeString(folder.resolve("settings.xml"), """
                <settings xmlns="http://maven.apache.org/SETTINGS/1.0.0">
                  <localRepository>%s</localRepository>
                  <mirrors><mirror>
                    <id>here</id><url>http://127.0.0.1:%d/</url><mirrorOf>%s</mirrorOf>
                  </mirror></mirrors>
                </settings>
                """.formatted(
                        folder.resolve("local"), server.getAddress().getPort(), mirrorOf));
    }

    private void publish(String name, String dependencies) throws Exception {
        put(name, ".pom", """
                <project><modelVersion>4.0.0</modelVersion><groupId>org.sample</groupId>
                <artifactId>%s</artifactId><version>1</version><dependencies>%s</dependencies></project>
                """.formatted(name, dependencies));
        put(name, ".jar", name);
    }

    private void put(String name, String suffix, String content) throws Exception {
        var bytes = content.getBytes(StandardCharsets.UTF_8);
        var path = "/org/sample/" + name + "/1/" + name + "-1" + suffix;
        files.put(path, bytes);
        var sum = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
        files.put(path + ".sha1", sum.getBytes(StandardCharsets.UTF_8));
    }

    private static Coordinate sample(String name) {
        return Coordinate.of("org.sample", name, "1");
    }

    private static List<String> names(List<Path> jars) {
        return jars.stream().map(jar -> jar.getFileName().toString()).toList();
    }
}
