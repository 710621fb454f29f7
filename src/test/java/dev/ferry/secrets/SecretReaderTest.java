package dev.ferry.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ferry.outcome.FailureException;
import dev.ferry.text.Messages;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SecretReaderTest {
    private final SecretReader reader = new SecretReader(
            name -> Optional.ofNullable(
                    Map.of("TOKEN", "from-environment", "EMPTY", "").get(name)),
            label -> label.equals("password") ? Optional.of("typed".toCharArray()) : Optional.empty(),
            new MemoryKeyRing(Map.of("ferry/acme", "from-key-ring")));

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "env:TOKEN",
                "file:/etc/secret with:colon",
                "keyring:ferry/acme/with/slash",
                "prompt",
                "prompt:password",
                "avn:",
                "avn:/home/ana/aiven-credentials.json"
            })
    void parsesWhatItWrites(String text) throws FailureException {
        assertEquals(text, SecretSource.parse(text).text());
    }

    @Test
    void parsesIntoTheRightKind() throws FailureException {
        assertEquals(new SecretSource.Environment("TOKEN"), SecretSource.parse("env:TOKEN"));
        assertEquals(new SecretSource.File(Path.of("a", "b")), SecretSource.parse("file:a/b"));
        assertEquals(new SecretSource.KeyRing("ferry", "acme"), SecretSource.parse("keyring:ferry/acme"));
        assertEquals(new SecretSource.Prompt(""), SecretSource.parse("prompt"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hunter2",
                "",
                "env:",
                "file:",
                "keyring:hunter2",
                "keyring:/a",
                "keyring:a/",
                "pass:hunter2",
                "avn"
            })
    void refusesAnythingElseWithoutQuotingIt(String text) {
        var e = assertThrows(FailureException.class, () -> SecretSource.parse(text));
        assertFalse((e + e.failure().toString()).contains("hunter2"), e.toString());
    }

    @Test
    void readsFromEverySource() throws Exception {
        assertEquals("from-environment", read("env:TOKEN"));
        assertEquals("from-key-ring", read("keyring:ferry/acme"));
        assertEquals("typed", read("prompt:password"));
        assertEquals("from file", read("file:" + file("from file\n", "rw-------")));
    }

    @Test
    void takesOneLineBreakOffTheEndOfAFileAndNoMore() throws Exception {
        assertEquals(" a\n", read("file:" + file(" a\n\n", "rw-------")));
        assertEquals("a", read("file:" + file("a\r\n", "r--------")));
        assertEquals("a", read("file:" + file("a", "rw-------")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw-rw-rw-", "rw--w----"})
    void refusesAFileThatOthersCanReach(String permissions) throws Exception {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        var path = file("secret", permissions);
        assertEquals("secrets.file.open", failure("file:" + path));
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        assertEquals("secrets.environment.missing", failure("env:NOBODY"));
        assertEquals("secrets.source.empty", failure("env:EMPTY"));
        assertEquals("secrets.source.empty", failure("file:" + file("\n", "rw-------")));
        assertEquals("secrets.file.unreadable", failure("file:" + folder.resolve("missing")));
        assertEquals("secrets.file.unreadable", failure("file:" + folder));
        assertEquals("secrets.keyring.missing", failure("keyring:ferry/other"));
        assertEquals("secrets.prompt.nobody", failure("prompt:elsewhere"));
    }

    @Test
    void saysThatAKeyRingIsOff() {
        var off = new SecretReader(name -> Optional.empty(), label -> Optional.empty(), KeyRing.off());
        var e = assertThrows(FailureException.class, () -> off.read(new SecretSource.KeyRing("a", "b")));
        assertEquals("secrets.keyring.unavailable", e.failure().cause().key());
        assertFalse(KeyRing.off().isAvailable());
    }

    @Test
    void makesWhatItReadKnownToTheRedactor() throws Exception {
        assertEquals("Bearer " + Redactor.MASK, Redactor.redact("Bearer " + read("env:TOKEN")));
    }

    private String read(String source) throws FailureException {
        return reader.read(SecretSource.parse(source)).reveal();
    }

    private String failure(String source) {
        var failure = assertThrows(FailureException.class, () -> read(source)).failure();
        Messages.text(failure.cause());
        Messages.text(failure.remedy());
        return failure.cause().key();
    }

    private Path file(String content, String permissions) throws IOException {
        var path = Files.writeString(Files.createTempFile(folder, "secret", ""), content);
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        }
        return path;
    }

    private static final class MemoryKeyRing implements KeyRing {
        private final Map<String, String> kept;

        MemoryKeyRing(Map<String, String> kept) {
            this.kept = new HashMap<>(kept);
        }

        @Override
        public boolean isAvailable() {
            return true;
        }

        @Override
        public Optional<Secret> find(String service, String account) {
            return Optional.ofNullable(kept.get(service + "/" + account)).map(Secret::of);
        }

        @Override
        public void keep(String service, String account, Secret secret) {
            kept.put(service + "/" + account, secret.reveal());
        }

        @Override
        public void forget(String service, String account) {
            kept.remove(service + "/" + account);
        }
    }
}
