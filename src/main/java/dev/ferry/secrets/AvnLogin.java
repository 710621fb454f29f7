package dev.ferry.secrets;

import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.text.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The login of Aiven's own command line, avn, which can be used here as well.
///
/// avn keeps it in `aiven-credentials.json` (its keys `auth_token` and `user_email`), in the folder
/// `~/.config/aiven` on every system unless `AIVEN_CONFIG_DIR` or `AIVEN_CREDENTIALS_FILE` say otherwise; its
/// default project stands in `aiven-client.json` beside it, or in `AIVEN_PROJECT`. A token in
/// `AIVEN_AUTH_TOKEN` comes before the file, as it does for avn; one in `AIVEN_TOKEN`, where Aiven's
/// Terraform provider looks, comes after it. (aiven-client: `envdefault.py`, `cli.py`.)
///
/// @param origin where it was found: a variable or a file
/// @param user whose it is; empty if that is not told
/// @param project avn's default project; empty if it has none
/// @param warning what is wrong with it although it can be used; null for nothing
/// @param token the token
public record AvnLogin(
        String origin,
        String user,
        String project,
        @Nullable Message warning,
        Secret token) {
    private static final int LARGEST = 1 << 20;

    private static final EnumSet<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    /// avn's login on this machine, if there is one that can be read. Reads a file.
    public static Optional<AvnLogin> ofThisMachine() {
        return at(SecretSource.Avn.usual());
    }

    /// avn's login at this place, if there is one that can be read. Reads a file.
    public static Optional<AvnLogin> at(SecretSource.Avn source) {
        try {
            return Optional.of(read(source, AvnLogin::variable));
        } catch (FailureException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name));
    }

    /// @param environment variable → value
    /// @throws FailureException if there is none, or it cannot be read
    static AvnLogin read(SecretSource.Avn source, Function<String, Optional<String>> environment)
            throws FailureException {
        var given = source.path();
        if (given != null) {
            return ofFile(source, given, environment);
        }
        var own = ofVariable("AIVEN_AUTH_TOKEN", environment);
        if (own.isPresent()) {
            return own.get();
        }
        var file = file(environment);
        var other = ofVariable("AIVEN_TOKEN", environment);
        return Files.exists(file) || other.isEmpty() ? ofFile(source, file, environment) : other.get();
    }

    private static Optional<AvnLogin> ofVariable(String name, Function<String, Optional<String>> environment) {
        return set(name, environment)
                .map(token -> new AvnLogin(name, "", project(environment), null, Secret.of(token.strip())));
    }

    private static AvnLogin ofFile(SecretSource.Avn source, Path file, Function<String, Optional<String>> environment)
            throws FailureException {
        var texts = texts(source, file);
        var token = texts.getOrDefault("auth_token", "").strip();
        if (token.isEmpty()) {
            throw failure(source, "secrets.avn.no-token", file);
        }
        return new AvnLogin(
                file.toString(),
                texts.getOrDefault("user_email", ""),
                project(environment),
                isOpenToOthers(file) ? Message.of("secrets.avn.open", file) : null,
                Secret.of(token));
    }

    private static Map<String, String> texts(SecretSource.Avn source, Path file) throws FailureException {
        try {
            if (Files.size(file) > LARGEST) {
                throw failure(source, "secrets.avn.malformed", file);
            }
            return FlatJson.texts(Files.readString(file));
        } catch (NoSuchFileException e) {
            throw failure(source, "secrets.avn.missing", file);
        } catch (IllegalArgumentException | IOException e) {
            throw failure(source, "secrets.avn.malformed", file);
        }
    }

    /// avn's default project; a file of preferences that cannot be read is none.
    private static String project(Function<String, Optional<String>> environment) {
        var named = set("AIVEN_PROJECT", environment);
        if (named.isPresent()) {
            return named.get();
        }
        try {
            var file = set("AIVEN_CLIENT_CONFIG", environment)
                    .map(Path::of)
                    .orElseGet(() -> folder(environment).resolve("aiven-client.json"));
            return FlatJson.texts(Files.readString(file)).getOrDefault("default_project", "");
        } catch (IllegalArgumentException | IOException e) {
            return "";
        }
    }

    private static Path file(Function<String, Optional<String>> environment) throws FailureException {
        try {
            return set("AIVEN_CREDENTIALS_FILE", environment)
                    .map(Path::of)
                    .orElseGet(() -> folder(environment).resolve("aiven-credentials.json"));
        } catch (InvalidPathException e) {
            throw failure(SecretSource.Avn.usual(), "secrets.avn.missing", String.valueOf(e.getInput()));
        }
    }

    /// The same on Linux, macOS and Windows.
    private static Path folder(Function<String, Optional<String>> environment) {
        var isWindows =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
        return set("AIVEN_CONFIG_DIR", environment)
                .map(Path::of)
                .orElseGet(() -> Path.of(
                        set(isWindows ? "USERPROFILE" : "HOME", environment)
                                .orElseGet(() -> System.getProperty("user.home")),
                        ".config",
                        "aiven"));
    }

    private static Optional<String> set(String name, Function<String, Optional<String>> environment) {
        return environment.apply(name).filter(value -> !value.isBlank());
    }

    /// avn itself makes the file with mode 0600.
    private static boolean isOpenToOthers(Path file) {
        try {
            var posix = Files.getFileAttributeView(file, PosixFileAttributeView.class);
            return posix != null
                    && posix.readAttributes().permissions().stream().anyMatch(OTHERS::contains);
        } catch (IOException e) {
            return false;
        }
    }

    private static FailureException failure(SecretSource source, String key, Object file) {
        return new FailureException(new Failure(
                Failure.Kind.NEEDS_ATTENTION,
                "workstation → " + source.text(),
                Message.of(key, file),
                "",
                Message.of(key + ".remedy", file)));
    }
}
