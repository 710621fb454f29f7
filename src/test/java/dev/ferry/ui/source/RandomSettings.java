package dev.ferry.ui.source;

import dev.ferry.migration.Becoming;
import dev.ferry.migration.Jump;
import dev.ferry.migration.SourceSettings;
import dev.ferry.migration.SshCredentials;
import dev.ferry.migration.SshSettings;
import dev.ferry.migration.Tls;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Settings of a source that a document may hold, any of them.
final class RandomSettings {
    private static final List<String> SECRETS =
            List.of("prompt:a label", "env:NAME", "file:/run/secrets/x y", "keyring:Ferry/m1/me");
    private static final List<String> PATHS =
            List.of("/home/me/.ssh/id one", "/k=1/id", "C:\\keys\\id", "/home/ü/ca.p12", "relative.pem");

    private final Random random;

    RandomSettings(long seed) {
        this.random = new Random(seed);
    }

    SourceSettings settings() {
        return new SourceSettings(
                list(1, List.of("10.0.0.7", "cass-2.example.com", "fd00::7", "fe80::1%eth0")),
                port(),
                maybe(this::login),
                maybe(this::tls),
                one(List.of(SourceSettings.Road.values())),
                maybe(this::jmx),
                ssh());
    }

    private SshSettings ssh() {
        var isConfigured = random.nextBoolean();
        return new SshSettings(
                isConfigured && random.nextBoolean() ? "" : "ops",
                isConfigured && random.nextBoolean() ? 0 : port(),
                credentials(),
                maybe(this::path),
                list(0, List.of("SHA256:abc", "SHA256:def+/x")),
                becoming(),
                hosts(),
                Stream.generate(this::jump).limit(random.nextInt(4)).toList(),
                isConfigured ? path() : null,
                list(0, List.of("10.0.*", "old-?.example.com", "fd00::9")));
    }

    private Jump jump() {
        return new Jump(
                one(List.of("gate", "jump@bastion:2200", "[fd00::1]:22", "me@[fd00::1]")), maybe(this::credentials));
    }

    private SshCredentials credentials() {
        var password = maybe(this::secret);
        var kinds = new HashSet<>(list(0, List.of(SshCredentials.Kind.values())));
        if (password == null) {
            kinds.remove(SshCredentials.Kind.PASSWORD);
        }
        var certificates = new HashMap<String, String>();
        list(0, PATHS).forEach(key -> certificates.put(key, path()));
        return new SshCredentials(kinds, list(0, PATHS), certificates, maybe(this::secret), password);
    }

    private Becoming becoming() {
        var user = maybe(() -> "cassandra");
        return new Becoming(
                user,
                user == null ? null : maybe(this::secret),
                maybe(() -> new Becoming.Container(
                        one(List.of(Becoming.Engine.values())),
                        one(List.of("", "cassandra-1")),
                        one(List.of("", "999:999")))));
    }

    private Map<String, String> hosts() {
        return random.nextBoolean() ? Map.of() : Map.of("10.0.0.7", "cass-7:2022", "fd00::7", "cass-8");
    }

    private SourceSettings.Jmx jmx() {
        // a port that nobody named and no login are no settings at all
        return random.nextBoolean()
                ? new SourceSettings.Jmx(port(), maybe(this::login))
                : new SourceSettings.Jmx(0, login());
    }

    private Tls tls() {
        var authorities = maybe(this::path);
        var certificate = maybe(this::path);
        return new Tls(
                authorities,
                authorities == null ? null : maybe(this::secret),
                certificate,
                certificate == null ? null : maybe(this::path),
                maybe(this::secret),
                random.nextBoolean());
    }

    private SourceSettings.Login login() {
        return new SourceSettings.Login(one(List.of("app", "Mixed Case")), secret());
    }

    private String secret() {
        return one(SECRETS);
    }

    private String path() {
        return one(PATHS);
    }

    private int port() {
        return 1 + random.nextInt(65_535);
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private <T> List<T> list(int least, List<T> values) {
        var most = least + random.nextInt(values.size() - least + 1);
        return values.subList(0, Math.max(least, most));
    }

    private <T> T maybe(Supplier<T> value) {
        return random.nextBoolean() ? value.get() : null;
    }
}
