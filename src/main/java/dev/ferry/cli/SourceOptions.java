package dev.ferry.cli;

import dev.ferry.cli.TlsArguments.HostNames;
import dev.ferry.migration.SourceSettings;
import dev.ferry.migration.SshSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The source cluster, over CQL and JMX.
final class SourceOptions {
    private static final int LARGEST_PORT = 65_535;

    @Option(names = "--from", split = ",", paramLabel = "HOST", description = "Contact points.")
    private List<String> hosts = List.of();

    @Option(
            names = "--from-port",
            paramLabel = "PORT",
            defaultValue = "9042",
            description = "CQL port (${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--from-user", paramLabel = "NAME", description = "CQL login, if the cluster asks for one.")
    private @Nullable String user;

    @Option(names = "--from-password", paramLabel = "SOURCE", description = "Where its password comes from.")
    private @Nullable String password;

    @Option(
            names = "--from-road",
            paramLabel = "ROAD",
            defaultValue = "automatic",
            description = "How the CQL port is reached: automatic, direct, ssh (${DEFAULT-VALUE}).")
    private SourceSettings.Road road = SourceSettings.Road.AUTOMATIC;

    @Option(
            names = "--from-ca",
            paramLabel = "FILE",
            description = "Who signs the CQL port's certificates: PEM, PKCS12, JKS, or public. No TLS without.")
    private @Nullable String authorities;

    @Option(names = "--from-ca-password", paramLabel = "SOURCE", description = "Where that store's password is.")
    private @Nullable String authoritiesPassword;

    @Option(
            names = "--from-certificate",
            paramLabel = "FILE",
            description = "Own certificate: PEM, or a store with key and chain.")
    private @Nullable String certificate;

    @Option(names = "--from-key", paramLabel = "FILE", description = "Its key as PEM, if it is in a file of its own.")
    private @Nullable String key;

    @Option(names = "--from-key-password", paramLabel = "SOURCE", description = "Of the key, or of its store.")
    private @Nullable String keyPassword;

    @Option(
            names = "--from-host-names",
            paramLabel = "WHAT",
            description = "Names in certificates: verified or ignored (ignored; with public: verified).")
    private @Nullable HostNames names;

    @Option(
            names = "--jmx-port",
            paramLabel = "PORT",
            description = "For nodetool; else the one that the process names.")
    private int jmxPort;

    @Option(names = "--jmx-user", paramLabel = "NAME", description = "JMX login, if it asks for one.")
    private @Nullable String jmxUser;

    @Option(names = "--jmx-password", paramLabel = "SOURCE", description = "Where its password comes from.")
    private @Nullable String jmxPassword;

    /// The settings.
    SourceSettings settings(SshSettings ssh, Wrong wrong) {
        if (hosts.isEmpty()) {
            throw wrong.because("cli.new.no-source");
        }
        port("--from-port", port, wrong);
        var jmxLogin = login(jmxUser, jmxPassword, "--jmx", wrong);
        if (jmxPort != 0) {
            port("--jmx-port", jmxPort, wrong);
        }
        var tls = new TlsArguments(
                "--from", authorities, authoritiesPassword, certificate, key, keyPassword, names, HostNames.IGNORED);
        return new SourceSettings(
                hosts,
                port,
                login(user, password, "--from", wrong),
                tls.settings(wrong),
                road,
                jmxPort == 0 && jmxLogin == null ? null : new SourceSettings.Jmx(jmxPort, jmxLogin),
                ssh);
    }

    /// A login, of which a name alone or a password alone is none.
    static SourceSettings.@Nullable Login login(
            @Nullable String user, @Nullable String password, String prefix, Wrong wrong) {
        if (user == null && password == null) {
            return null;
        }
        if (user == null) {
            throw wrong.because("cli.new.no-user", prefix);
        }
        if (password == null) {
            throw wrong.because("cli.new.no-password", prefix);
        }
        return new SourceSettings.Login(user, password);
    }

    static void port(String option, int port, Wrong wrong) {
        if (port < 1 || port > LARGEST_PORT) {
            throw wrong.because("cli.new.port", option);
        }
    }
}
