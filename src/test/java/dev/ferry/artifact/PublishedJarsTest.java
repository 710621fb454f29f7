package dev.ferry.artifact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
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
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against a company's mirror on the loopback address, with two releases of a made-up Cassandra 5.0 in it: jars
/// of a few bytes, one of them pinned nowhere.
class PublishedJarsTest {
    private static final String FREE = "5.0.77";
    private static final String JAR = "/org/apache/cassandra/cassandra-all/5.0.77/cassandra-all-5.0.77.jar";

    @TempDir
    private Path folder;

    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final List<String> logins = new CopyOnWriteArrayList<>();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile String slow = "";
    private volatile String torn = "";
    private HttpServer server;

    @BeforeEach
    void startMirror() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            var path = exchange.getRequestURI().getPath();
            var login = exchange.getRequestHeaders().getFirst("Authorization");
            if (login == null) {
                exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"jars\"");
                exchange.sendResponseHeaders(401, -1);
                exchange.close();
                return;
            }
            logins.add(login);
            answer(path, exchange);
        });
        server.start();
        put("/org/apache/cassandra/cassandra-all/5.0.77/cassandra-all-5.0.77.pom", """
                <project><modelVersion>4.0.0</modelVersion><groupId>org.apache.cassandra</groupId>
                <artifactId>cassandra-all</artifactId><version>5.0.77</version></project>
                """.getBytes(
                        StandardCharsets.UTF_8));
        put(JAR, new byte[300_000]);
    }

    private void answer(String path, com.sun.net.httpserver.HttpExchange exchange) throws IOException {
        var content = files.get(path);
        if (content == null) {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
            return;
        }
        exchange.sendResponseHeaders(200, content.length);
        var isHalf = path.equals(slow) || path.equals(torn);
        exchange.getResponseBody().write(content, 0, isHalf ? content.length / 2 : content.length);
        if (path.equals(slow)) {
            exchange.getResponseBody().flush();
            asked.countDown();
            await(released);
        }
        exchange.close();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void stopMirror() {
        released.countDown();
        server.stop(0);
    }

    @Test
    void downloadsIntoFerrysOwnCacheWithTheMirrorsLogin() throws Exception {
        var told = new CopyOnWriteArrayList<String>();
        var jars = mirrored().of(FREE, told::add);
        assertEquals(
                List.of("cassandra-all-5.0.77.jar"),
                jars.stream().map(LocalFile::name).toList());
        assertTrue(jars.getFirst().path().startsWith(folder.resolve("cache")));
        assertEquals(300_000, jars.getFirst().bytes());
        assertEquals(List.of("cassandra-all-5.0.77.jar (0.3 MB)"), told);
        assertEquals(
                "Basic " + Base64.getEncoder().encodeToString("ops:sesame".getBytes(StandardCharsets.UTF_8)),
                logins.getFirst());
        assertFalse(Files.exists(folder.resolve("m2")), "nothing is written to the user's own repository");
    }

    @Test
    void namesTheMirrorThatIsDownButNotItsPassword() {
        server.stop(0);
        var failure = failure(mirrored(), FREE);
        assertEquals("artifact.unreachable", failure.cause().key());
        assertEquals(Failure.Kind.RETRYABLE, failure.kind());
        assertTrue(failure.hop().contains("ops:•••@127.0.0.1"), failure.hop());
        var all = failure + Messages.text(failure.cause()) + Messages.text(failure.remedy());
        assertFalse(all.contains("sesame"), all);
    }

    @Test
    void aWrongChecksumIsRefusedAndNothingStays() {
        files.put(JAR, new byte[299_999]);
        assertEquals(
                "artifact.checksum.wrong", failure(mirrored(), FREE).cause().key());
        assertFalse(Files.exists(folder.resolve("cache" + JAR)));
    }

    @Test
    void aDownloadThatBreaksOffIsNotUsed() {
        torn = JAR;
        assertEquals("artifact.unreachable", failure(mirrored(), FREE).cause().key());
        assertFalse(Files.exists(folder.resolve("cache" + JAR)));
    }

    @Test
    void anInterruptEndsADownloadAtOnceEvenIfTheMirrorIsSilent() throws Exception {
        slow = JAR;
        var thrown = new AtomicReference<@Nullable Throwable>();
        var asker = Thread.startVirtualThread(() -> {
            try {
                mirrored().of(FREE, line -> {});
            } catch (FailureException | InterruptedException e) {
                thrown.set(e);
            }
        });
        assertTrue(asked.await(20, TimeUnit.SECONDS));
        asker.interrupt();
        assertTrue(asker.join(Duration.ofSeconds(5)));
        assertTrue(thrown.get() instanceof InterruptedException, String.valueOf(thrown.get()));
        assertFalse(Files.exists(folder.resolve("cache" + JAR)));
    }

    @Test
    void aMirrorCannotHandOutAnotherFileThanThePinnedOneThoughItsChecksumFits() throws Exception {
        for (var pin : LoaderPins.of("3.11.19").orElseThrow()) {
            put("/" + pin.path(), "evil".getBytes(StandardCharsets.UTF_8));
        }
        var failure = failure(mirrored(), "3.11.19");
        assertEquals("artifact.pin.wrong", failure.cause().key());
        assertFalse(Files.exists(folder.resolve("cache")
                .resolve(LoaderPins.of("3.11.19").orElseThrow().getFirst().path())));
    }

    @Test
    void withAnOfflineFolderNobodyIsAskedAndEveryMissingJarIsNamed() throws Exception {
        var offline = Files.createDirectories(folder.resolve("offline"));
        Files.writeString(offline.resolve("jamm-0.3.2.jar"), "another content");
        var jars = new PublishedJars(new JarSources(mirror(), offline, null, cache(), folder.resolve("m2")));
        var failure = failure(jars, "4.1.10");
        assertEquals("artifact.offline.missing", failure.cause().key());
        assertEquals(76, failure.evidence().lines().count());
        assertTrue(failure.evidence().contains("cassandra-driver-core-3.11.0-shaded.jar"));
        assertTrue(failure.evidence().contains("jamm-0.3.2.jar (there, but with another content"));
        assertEquals(List.of(), logins);
    }

    @Test
    void aReleaseThatIsNotPinnedComesFromAnOfflineRepositoryWithItsChecksums() throws Exception {
        var offline = folder.resolve("offline");
        for (var file : files.entrySet()) {
            var place = offline.resolve(file.getKey().substring(1));
            Files.createDirectories(place.getParent());
            Files.write(place, file.getValue());
        }
        var sources = new JarSources(null, offline, null, cache(), folder.resolve("m2"));
        assertEquals(1, new PublishedJars(sources).of(FREE, line -> {}).size());
        new PublishedJars(sources).emptyCache();
        assertFalse(Files.exists(cache()));
        Files.write(offline.resolve(JAR.substring(1)), new byte[7]);
        assertEquals(
                "artifact.checksum.wrong",
                failure(new PublishedJars(sources), FREE).cause().key());
    }

    @Test
    void anOfflineFolderThatIsNotThereIsSaid() {
        var sources = new JarSources(null, folder.resolve("nowhere"), null, cache(), folder.resolve("m2"));
        var failure = failure(new PublishedJars(sources), "5.0.9");
        assertEquals("artifact.folder.unreadable", failure.cause().key());
    }

    private Failure failure(PublishedJars jars, String release) {
        return assertThrows(FailureException.class, () -> jars.of(release, line -> {}))
                .failure();
    }

    private Path cache() {
        return folder.resolve("cache");
    }

    private Mirror mirror() {
        return Mirror.of("http://ops:sesame@127.0.0.1:" + server.getAddress().getPort() + "/")
                .orElseThrow();
    }

    private PublishedJars mirrored() {
        return new PublishedJars(new JarSources(mirror(), null, null, cache(), folder.resolve("m2")));
    }

    private void put(String path, byte[] content) throws Exception {
        files.put(path, content);
        var sum = MessageDigest.getInstance("SHA-1").digest(content);
        files.put(path + ".sha1", HexFormat.of().formatHex(sum).getBytes(StandardCharsets.UTF_8));
    }
}
