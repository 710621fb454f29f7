package dev.ferry.ssh;

import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.secrets.Secret;
import dev.ferry.text.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.userauth.keyprovider.KeyProvider;
import net.schmizz.sshj.userauth.method.AuthKeyboardInteractive;
import net.schmizz.sshj.userauth.method.AuthMethod;
import net.schmizz.sshj.userauth.method.AuthPassword;
import net.schmizz.sshj.userauth.method.AuthPublickey;
import net.schmizz.sshj.userauth.method.PasswordResponseProvider;
import net.schmizz.sshj.userauth.password.PasswordFinder;
import net.schmizz.sshj.userauth.password.Resource;

/// Logs in on a connected hop with all that a login brings, and says what was tried when nothing helped.
final class Credentials {
    private final SshLogin login;
    private final Hop hop;
    private final Set<String> kinds = new LinkedHashSet<>();

    Credentials(SshLogin login, Hop hop) {
        this.login = login;
        this.hop = hop;
    }

    /// Logs in.
    void use(SSHClient client) throws FailureException {
        var methods = methods(client);
        if (methods.isEmpty()) {
            throw hop.failure(Failure.Kind.NEEDS_ATTENTION, Message.of("ssh.login.nothing", login.user()), "", null);
        }
        try {
            client.auth(login.user(), methods);
        } catch (IOException e) {
            throw refused(client, e);
        }
    }

    private FailureException refused(SSHClient client, IOException reason) {
        var allowed = new LinkedHashSet<String>();
        client.getUserAuth().getAllowedMethods().forEach(allowed::add);
        var evidence =
                Hop.said(reason) + (allowed.isEmpty() ? "" : "; the server allows: " + String.join(", ", allowed));
        var cause = Message.of("ssh.login.refused", login.user(), String.join(", ", kinds));
        return hop.failure(Failure.Kind.NEEDS_ATTENTION, cause, evidence, reason);
    }

    private List<AuthMethod> methods(SSHClient client) throws FailureException {
        var methods = new ArrayList<AuthMethod>();
        for (var key : login.keys()) {
            kinds.add("key " + key.file().getFileName());
            methods.add(new AuthPublickey(load(client, key)));
        }
        var agent = login.agent();
        if (agent != null) {
            methods.addAll(agentKeys(agent));
        }
        var password = login.password();
        if (password != null) {
            kinds.add("password");
            methods.add(new AuthPassword(new Known(password)));
            methods.add(new AuthKeyboardInteractive(new PasswordResponseProvider(new Known(password))));
        }
        return methods;
    }

    private List<AuthMethod> agentKeys(Path socket) throws FailureException {
        try {
            var keys = new AgentKeys(socket).methods();
            kinds.add("agent (" + keys.size() + ")");
            return keys;
        } catch (IOException e) {
            throw hop.failure(
                    Failure.Kind.NEEDS_ATTENTION, Message.of("ssh.agent.unreachable", socket), Hop.said(e), e);
        }
    }

    private KeyProvider load(SSHClient client, SshKey key) throws FailureException {
        try {
            if (!Files.exists(key.file())) {
                throw new NoSuchFileException(key.file().toString());
            }
            var passphrase = key.passphrase();
            var provider = passphrase == null
                    ? client.loadKeys(key.file().toString())
                    : client.loadKeys(key.file().toString(), passphrase.reveal());
            // opened here, not in the middle of the login, where the reason would be lost
            provider.getPrivate();
            provider.getPublic();
            return provider;
        } catch (NoSuchFileException e) {
            throw keyFailure("ssh.key.missing", key, e);
        } catch (IOException | RuntimeException e) {
            throw keyFailure(reason(key), key, e);
        }
    }

    private static String reason(SshKey key) {
        if (!isEncrypted(key.file())) {
            return "ssh.key.unreadable";
        }
        return key.passphrase() == null ? "ssh.key.passphrase.missing" : "ssh.key.passphrase.wrong";
    }

    private FailureException keyFailure(String cause, SshKey key, Exception reason) {
        return hop.failure(Failure.Kind.NEEDS_ATTENTION, Message.of(cause, key.file()), Hop.said(reason), reason);
    }

    /// PEM says it in a header, PuTTY in a field; OpenSSH's own format in the cipher's name, which stands
    /// in the first line of base64 (`openssh-key-v1\0`, length, `none` if it is not encrypted).
    private static boolean isEncrypted(Path file) {
        try {
            var text = Files.readString(file);
            if (text.contains("BEGIN OPENSSH PRIVATE KEY")) {
                return !text.replaceAll("\\s", "").contains("b3BlbnNzaC1rZXktdjEAAAAABG5vbmU");
            }
            return text.contains("ENCRYPTED") || text.contains("Encryption: aes");
        } catch (IOException e) {
            return false;
        }
    }

    /// The password, for whoever asks, once.
    private record Known(Secret password) implements PasswordFinder {
        @Override
        public char[] reqPassword(Resource<?> resource) {
            return password.reveal().toCharArray();
        }

        @Override
        public boolean shouldRetry(Resource<?> resource) {
            return false;
        }
    }
}
