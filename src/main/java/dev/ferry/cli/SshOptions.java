package dev.ferry.cli;

import dev.ferry.migration.Becoming;
import dev.ferry.migration.Jump;
import dev.ferry.migration.SshCredentials;
import dev.ferry.migration.SshCredentials.Kind;
import dev.ferry.migration.SshSettings;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// SSH to the source nodes, and who works there.
final class SshOptions {
    private static final int SSH_PORT = 22;

    @Option(
            names = "--ssh-user",
            paramLabel = "NAME",
            description = "Login (${sys:user.name}, or as --ssh-config says).")
    private @Nullable String user;

    @Option(names = "--ssh-port", paramLabel = "PORT", description = "Port (22, or as --ssh-config says).")
    private int port;

    @Option(
            names = "--ssh-config",
            paramLabel = "FILE",
            description = "An OpenSSH configuration that says what is left open here: ~/.ssh/config.")
    private @Nullable String configuration;

    @Option(
            names = "--ssh-login",
            split = ",",
            paramLabel = "KIND",
            description = "Kinds of login that are tried: key, agent, password, questions. Else what the rest allows.")
    private Set<Kind> kinds = Set.of();

    @Option(names = "--ssh-key", paramLabel = "FILE", description = "Private key; several may be given.")
    private List<String> keys = List.of();

    @Option(
            names = "--ssh-certificate",
            paramLabel = "KEY=FILE",
            description = "OpenSSH certificate of a key, where it does not lie beside it.")
    private Map<String, String> certificates = Map.of();

    @Option(names = "--ssh-passphrase", paramLabel = "SOURCE", description = "Where the keys' pass phrase is.")
    private @Nullable String passphrase;

    @Option(names = "--ssh-password", paramLabel = "SOURCE", description = "Where a login password comes from.")
    private @Nullable String password;

    @Option(
            names = "--jump",
            paramLabel = "[USER@]HOST[:PORT]",
            description =
                    "Jump host, with the nodes' login unless it has its own below; several may be given, nearest first.")
    private List<String> jumps = List.of();

    @Option(
            names = "--jump-login",
            paramLabel = "PLACE=KIND,…",
            description = "Kinds of a jump host's own login; PLACE as --jump says it.")
    private List<String> jumpLogins = List.of();

    @Option(
            names = "--jump-key",
            paramLabel = "PLACE=FILE",
            description = "Key of its own login; several may be given.")
    private List<String> jumpKeys = List.of();

    @Option(names = "--jump-passphrase", paramLabel = "PLACE=SOURCE", description = "Where its pass phrase is.")
    private List<String> jumpPassphrases = List.of();

    @Option(names = "--jump-password", paramLabel = "PLACE=SOURCE", description = "Where its password is.")
    private List<String> jumpPasswords = List.of();

    @Option(names = "--known-hosts", paramLabel = "FILE", description = "Host keys (~/.ssh/known_hosts).")
    private @Nullable String knownHosts;

    @Option(
            names = "--accept-host-key",
            paramLabel = "SHA256:…",
            description = "Fingerprint of a host key that you have checked; several may be given.")
    private List<String> accepted = List.of();

    @Option(
            names = "--ssh-host",
            paramLabel = "NODE=HOST[:PORT]",
            description = "A node that SSH reaches under another name.")
    private Map<String, String> hosts = Map.of();

    @Option(
            names = "--ssh-legacy",
            paramLabel = "HOST",
            description = "A host, or a pattern with * and ?, that may use SHA-1 and CBC, which can be broken:"
                    + " only for servers that cannot do better.")
    private List<String> legacy = List.of();

    @Option(names = "--become", paramLabel = "USER", description = "Run as this user there, by sudo.")
    private @Nullable String become;

    @Option(names = "--sudo-password", paramLabel = "SOURCE", description = "Where sudo's password comes from.")
    private @Nullable String sudoPassword;

    @Option(
            names = "--container",
            paramLabel = "ENGINE[:NAME]",
            description = "Cassandra runs in a container: docker or podman, and its name unless it is the only one.")
    private @Nullable String container;

    @Option(names = "--container-user", paramLabel = "USER", description = "The user inside (as the image says).")
    private @Nullable String containerUser;

    /// The settings.
    SshSettings settings(Wrong wrong) {
        if (port != 0) {
            SourceOptions.port("--ssh-port", port, wrong);
        }
        if (kinds.contains(Kind.PASSWORD) && password == null) {
            throw wrong.because("cli.new.ssh.no-password");
        }
        if (sudoPassword != null && become == null) {
            throw wrong.because("cli.new.sudo.nobody");
        }
        var isConfigured = configuration != null;
        return new SshSettings(
                user != null ? user : isConfigured ? "" : System.getProperty("user.name"),
                port != 0 || isConfigured ? port : SSH_PORT,
                new SshCredentials(kinds, keys, certificates, passphrase, password),
                knownHosts,
                accepted,
                new Becoming(become, sudoPassword, container(wrong)),
                hosts,
                jumps(wrong),
                configuration,
                legacy);
    }

    private Becoming.@Nullable Container container(Wrong wrong) {
        if (container == null) {
            if (containerUser != null) {
                throw wrong.because("cli.new.container.none");
            }
            return null;
        }
        var colon = container.indexOf(':');
        var engine = (colon < 0 ? container : container.substring(0, colon)).toUpperCase(Locale.ROOT);
        for (var each : Becoming.Engine.values()) {
            if (each.name().equals(engine)) {
                return new Becoming.Container(
                        each,
                        colon < 0 ? "" : container.substring(colon + 1),
                        containerUser == null ? "" : containerUser);
            }
        }
        throw wrong.because("cli.new.container.engine", container);
    }

    private List<Jump> jumps(Wrong wrong) {
        var own = new LinkedHashMap<String, SshCredentials>();
        add(own, "--jump-login", jumpLogins, (login, text) -> login.by(kinds(text, wrong)), wrong);
        add(own, "--jump-key", jumpKeys, (login, file) -> login.withKeys(and(login.keys(), file)), wrong);
        add(own, "--jump-passphrase", jumpPassphrases, SshCredentials::withPassphrase, wrong);
        add(own, "--jump-password", jumpPasswords, SshCredentials::withPassword, wrong);
        for (var jump : jumps) {
            if (!jump.matches("(?:[^@\\s]+@)?(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::\\d{1,5})?")) {
                throw wrong.because("cli.new.jump.place", jump);
            }
        }
        return jumps.stream().map(place -> new Jump(place, own.get(place))).toList();
    }

    private static List<String> and(List<String> keys, String file) {
        var all = new ArrayList<>(keys);
        all.add(file);
        return all;
    }

    private static Set<Kind> kinds(String text, Wrong wrong) {
        var kinds = EnumSet.noneOf(Kind.class);
        for (var word : text.split(",")) {
            try {
                kinds.add(Kind.valueOf(word.strip().toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                throw wrong.because("cli.new.jump.kind", word);
            }
        }
        return kinds;
    }

    /// What is said of a jump host that nobody named would be lost, so it is refused.
    private void add(
            Map<String, SshCredentials> own,
            String option,
            List<String> said,
            BiFunction<SshCredentials, String, SshCredentials> change,
            Wrong wrong) {
        for (var each : said) {
            var equals = each.indexOf('=');
            if (equals < 1 || equals == each.length() - 1) {
                throw wrong.because("cli.new.jump.pair", option, each);
            }
            var place = each.substring(0, equals);
            if (!jumps.contains(place)) {
                throw wrong.because("cli.new.jump.unknown", option, place);
            }
            own.put(place, change.apply(own.getOrDefault(place, SshCredentials.none()), each.substring(equals + 1)));
        }
    }
}
