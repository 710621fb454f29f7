package dev.ferry.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
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

final class AvnLoginTest {
    // As avn 4.16 writes it: json.dump with indent and sorted keys.
    private static final String FILE = """
            {
                "auth_token": "dG9rZW4tb2YtYW5h+/=",
                "user_email": "ana@acme.example"
            }
            """;

    @TempDir
    Path home;

    private final Map<String, String> environment = new HashMap<>();

    @Test
    void readsTheFileInTheHomeFolder() throws Exception {
        environment.put(windows() ? "USERPROFILE" : "HOME", home.toString());
        var file = write(home.resolve(".config/aiven/aiven-credentials.json"), FILE);
        write(home.resolve(".config/aiven/aiven-client.json"), "{\"default_project\": \"acme-prod\", \"x\": [1, {}]}");
        var login = read(SecretSource.Avn.usual());
        assertEquals("dG9rZW4tb2YtYW5h+/=", login.token().reveal());
        assertEquals("ana@acme.example", login.user());
        assertEquals("acme-prod", login.project());
        assertEquals(file.toString(), login.origin());
        assertNull(login.warning());
        assertFalse(login.toString().contains("dG9r"), login.toString());
    }

    @Test
    void theVariablesOfAvnSayWhere() throws Exception {
        environment.put("HOME", home.resolve("nobody").toString());
        environment.put("AIVEN_CONFIG_DIR", home.resolve("conf").toString());
        write(home.resolve("conf/aiven-credentials.json"), FILE);
        assertEquals("ana@acme.example", read(SecretSource.Avn.usual()).user());
        environment.put("AIVEN_CREDENTIALS_FILE", home.resolve("other.json").toString());
        write(home.resolve("other.json"), "{\"auth_token\":\"another\"}");
        assertEquals("another", read(SecretSource.Avn.usual()).token().reveal());
        environment.put("AIVEN_PROJECT", "acme-test");
        assertEquals("acme-test", read(SecretSource.Avn.usual()).project());
    }

    @Test
    void aTokenOfAvnsVariableComesBeforeTheFileAndThatOfTerraformAfterIt() throws Exception {
        environment.put("AIVEN_CONFIG_DIR", home.toString());
        environment.put("AIVEN_TOKEN", "of-terraform");
        assertEquals("of-terraform", read(SecretSource.Avn.usual()).token().reveal());
        write(home.resolve("aiven-credentials.json"), FILE);
        assertEquals("ana@acme.example", read(SecretSource.Avn.usual()).user());
        environment.put("AIVEN_AUTH_TOKEN", "of-avn");
        var login = read(SecretSource.Avn.usual());
        assertEquals("of-avn AIVEN_AUTH_TOKEN", login.token().reveal() + " " + login.origin());
    }

    @Test
    void aFileThatIsNamedComesBeforeEverything() throws Exception {
        environment.put("AIVEN_AUTH_TOKEN", "of-avn");
        var file = write(home.resolve("named.json"), FILE);
        assertEquals("ana@acme.example", read(new SecretSource.Avn(file)).user());
    }

    @Test
    void warnsOfAFileThatOthersMayRead() throws Exception {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        var file = write(home.resolve("open.json"), FILE);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        var warning = read(new SecretSource.Avn(file)).warning();
        assertNotNull(warning);
        assertEquals("secrets.avn.open", warning.key());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hunter2",
                "[]",
                "{\"auth_token\": \"hunter2\"",
                "{\"auth_token\": \"hunter2\"} x",
                "{\"auth_token\": 'hunter2'}",
                "{\"auth_token\": \"hunter2\\q\"}",
                "{\"auth_token\": hunter2}"
            })
    void refusesWhatIsNoJsonWithoutQuotingIt(String text) throws Exception {
        var file = write(home.resolve("broken.json"), text);
        var e = assertThrows(FailureException.class, () -> read(new SecretSource.Avn(file)));
        assertEquals("secrets.avn.malformed", e.failure().cause().key());
        assertFalse((e + e.failure().toString()).contains("hunter2"), e.toString());
        assertFalse(Messages.text(e.failure().remedy()).contains("{"));
    }

    @Test
    void saysThatNobodyIsLoggedIn() throws Exception {
        var missing = home.resolve("none.json");
        assertEquals("secrets.avn.missing", failing(new SecretSource.Avn(missing)));
        var loggedOut = write(home.resolve("out.json"), "{\"user_email\": \"ana@acme.example\", \"auth_token\": null}");
        assertEquals("secrets.avn.no-token", failing(new SecretSource.Avn(loggedOut)));
        assertEquals("secrets.avn.malformed", failing(new SecretSource.Avn(home)));
    }

    @Test
    void readsEveryEscapeOfJson() {
        assertEquals(
                Map.of("a\"b", "\\/\b\f\n\r\té", "z", ""),
                FlatJson.texts(
                        "{\"a\\\"b\":\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\", \"n\": -1.5e3, \"o\": {\"p\": \"}\"},\"z\":\"\"}"));
        assertEquals(Map.of(), FlatJson.texts(" { } "));
    }

    @Test
    void aNestOfListsIsNoWayToFillTheStack() {
        assertThrows(IllegalArgumentException.class, () -> FlatJson.texts("{\"a\":" + "[".repeat(100_000)));
    }

    private AvnLogin read(SecretSource.Avn source) throws FailureException {
        return AvnLogin.read(source, name -> Optional.ofNullable(environment.get(name)));
    }

    private String failing(SecretSource.Avn source) {
        return assertThrows(FailureException.class, () -> read(source))
                .failure()
                .cause()
                .key();
    }

    private static boolean windows() {
        return System.getProperty("os.name").startsWith("Windows");
    }

    private static Path write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        return file;
    }
}
