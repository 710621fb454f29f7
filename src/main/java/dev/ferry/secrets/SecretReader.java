package dev.ferry.secrets;

import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.text.Message;
import dev.ferry.text.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Fetches secrets from where their {@link SecretSource} says.
public final class SecretReader {
    private static final Logger LOG = LoggerFactory.getLogger(SecretReader.class);
    private static final int LARGEST = 1 << 20;

    private static final EnumSet<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private final Function<String, Optional<String>> environment;
    private final Function<String, Optional<char[]>> prompt;
    private final KeyRing keyRing;

    /// A reader of this process's environment, terminal and desktop key ring.
    public SecretReader() {
        this(SecretReader::variable, SecretReader::ask, KeyRing.ofDesktop());
    }

    /// A reader with its three doors given.
    ///
    /// @param environment variable → value
    /// @param prompt label → what was typed; empty if nobody can be asked
    /// @param keyRing {@link KeyRing#off()} for none
    public SecretReader(
            Function<String, Optional<String>> environment,
            Function<String, Optional<char[]>> prompt,
            KeyRing keyRing) {
        this.environment = environment;
        this.prompt = prompt;
        this.keyRing = keyRing;
    }

    /// The secret. May wait for a person or for the desktop.
    ///
    /// @throws FailureException with a remedy if there is none, or others may read its file
    public Secret read(SecretSource source) throws FailureException {
        var value = switch (source) {
            case SecretSource.Environment(var variable) ->
                environment.apply(variable).orElseThrow(() -> failure(source, "secrets.environment.missing", variable));
            case SecretSource.File(var path) -> file(source, path);
            case SecretSource.KeyRing(var service, var account) -> kept(source, service, account);
            case SecretSource.Avn avn -> ofAvn(avn);
            case SecretSource.Prompt(var label) ->
                prompt.apply(label).map(String::new).orElseThrow(() -> failure(source, "secrets.prompt.nobody", label));
        };
        if (value.isEmpty()) {
            throw failure(source, "secrets.source.empty", source.text());
        }
        return Secret.of(value);
    }

    /// avn works with a file that others may read, so it is no reason to stop here.
    private String ofAvn(SecretSource.Avn avn) throws FailureException {
        var login = AvnLogin.read(avn, environment);
        var warning = login.warning();
        if (warning != null) {
            LOG.warn("{}", Messages.text(warning));
        }
        return login.token().reveal();
    }

    private String kept(SecretSource source, String service, String account) throws FailureException {
        return keyRing.find(service, account)
                .orElseThrow(() -> failure(source, "secrets.keyring.missing", service + "/" + account))
                .reveal();
    }

    private static String file(SecretSource source, Path path) throws FailureException {
        try {
            if (isOpenToOthers(path)) {
                throw failure(source, "secrets.file.open", path);
            }
            if (Files.size(path) > LARGEST) {
                throw failure(source, "secrets.file.unreadable", path);
            }
            return Files.readString(path).replaceFirst("\\R\\z", "");
        } catch (IOException e) {
            throw failure(source, "secrets.file.unreadable", path);
        }
    }

    private static boolean isOpenToOthers(Path path) throws IOException {
        var posix = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        return posix != null && posix.readAttributes().permissions().stream().anyMatch(OTHERS::contains);
    }

    private static FailureException failure(SecretSource source, String key, Object... arguments) {
        return new FailureException(new Failure(
                Failure.Kind.NEEDS_ATTENTION,
                "workstation → " + source.text(),
                Message.of(key, arguments),
                "",
                Message.of(key + ".remedy", arguments)));
    }

    private static Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name));
    }

    private static Optional<char[]> ask(String label) {
        var console = System.console();
        return console == null || !console.isTerminal()
                ? Optional.empty()
                : Optional.ofNullable(console.readPassword("%s: ", label));
    }
}
