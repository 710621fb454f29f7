package dev.ferry.cli;

import dev.ferry.cli.TlsArguments.HostNames;
import dev.ferry.migration.Target;
import dev.ferry.text.Units;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// A target that is any other cluster.
final class ClusterOptions {
    @Option(names = "--to", split = ",", paramLabel = "HOST", description = "Contact points.")
    private List<String> hosts = List.of();

    @Option(
            names = "--to-port",
            paramLabel = "PORT",
            defaultValue = "9042",
            description = "CQL port (${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--to-internode-port",
            paramLabel = "PORT",
            defaultValue = "7000",
            description = "Internode port, with TLS the one that speaks TLS (${DEFAULT-VALUE}).")
    private int internodePort;

    @Option(names = "--to-user", paramLabel = "NAME", description = "CQL login, if the cluster asks for one.")
    private @Nullable String user;

    @Option(names = "--to-password", paramLabel = "SOURCE", description = "Where its password comes from.")
    private @Nullable String password;

    @Option(
            names = "--to-ca",
            paramLabel = "FILE",
            description = "Who signs the CQL port's certificates: PEM, PKCS12, JKS, or public. No TLS without.")
    private @Nullable String authorities;

    @Option(names = "--to-ca-password", paramLabel = "SOURCE", description = "Where that store's password is.")
    private @Nullable String authoritiesPassword;

    @Option(
            names = "--to-certificate",
            paramLabel = "FILE",
            description = "Own certificate for the CQL port: PEM, or a store with key and chain.")
    private @Nullable String certificate;

    @Option(names = "--to-key", paramLabel = "FILE", description = "Its key as PEM, if it is in a file of its own.")
    private @Nullable String key;

    @Option(names = "--to-key-password", paramLabel = "SOURCE", description = "Of the key, or of its store.")
    private @Nullable String keyPassword;

    @Option(
            names = "--to-host-names",
            paramLabel = "WHAT",
            description = "Names in its certificates: verified or ignored (verified).")
    private @Nullable HostNames names;

    @Option(
            names = "--to-internode-ca",
            paramLabel = "FILE",
            description = "The same for the internode port, which the loaders speak to; here and below.")
    private @Nullable String internodeAuthorities;

    @Option(
            names = "--to-internode-ca-password",
            paramLabel = "SOURCE",
            description = "Where that store's password is.")
    private @Nullable String internodeAuthoritiesPassword;

    @Option(
            names = "--to-internode-certificate",
            paramLabel = "FILE",
            description = "Own certificate for the internode port.")
    private @Nullable String internodeCertificate;

    @Option(names = "--to-internode-key", paramLabel = "FILE", description = "Its key as PEM.")
    private @Nullable String internodeKey;

    @Option(names = "--to-internode-key-password", paramLabel = "SOURCE", description = "Of the key, or of its store.")
    private @Nullable String internodeKeyPassword;

    @Option(
            names = "--to-internode-host-names",
            paramLabel = "WHAT",
            description = "verified or ignored (ignored; with public: verified).")
    private @Nullable HostNames internodeNames;

    @Option(
            names = "--to-disk",
            paramLabel = "GIB",
            description = "What each node's disk for data holds, in GiB: then it is reckoned whether all fits.")
    private @Nullable Integer disk;

    /// Whether anything of a cluster was said.
    boolean isSaid() {
        return !hosts.isEmpty();
    }

    /// The target.
    Target target(Wrong wrong) {
        SourceOptions.port("--to-port", port, wrong);
        SourceOptions.port("--to-internode-port", internodePort, wrong);
        if (disk != null && (disk < 1 || disk > Target.CassandraCluster.MOST_GIBIBYTES)) {
            throw wrong.because("cli.new.disk", "--to-disk", Units.count(Target.CassandraCluster.MOST_GIBIBYTES));
        }
        var forNative = new TlsArguments(
                "--to", authorities, authoritiesPassword, certificate, key, keyPassword, names, HostNames.VERIFIED);
        var forInternode = new TlsArguments(
                "--to-internode",
                internodeAuthorities,
                internodeAuthoritiesPassword,
                internodeCertificate,
                internodeKey,
                internodeKeyPassword,
                internodeNames,
                HostNames.IGNORED);
        return new Target.CassandraCluster(
                hosts,
                port,
                internodePort,
                SourceOptions.login(user, password, "--to", wrong),
                forNative.settings(wrong),
                forInternode.settings(wrong),
                disk);
    }
}
