package dev.ferry.loader;

import static dev.ferry.ssh.Script.quote;

import dev.ferry.ssh.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/// What the probe on a node (`dev.ferry.node.Probe`) is asked: whether the target's ports can be reached
/// from there and accept the client certificate, as the loader will need it.
///
/// @param hosts the target nodes, names or addresses
/// @param nativePort the CQL port
/// @param internodePort the port for streams
/// @param security how those two are guarded
/// @param configurationFolder the folder with {@link LoaderConfiguration#files}, where the stores and the
///     probe lie
/// @param kinds the ports that are asked about
public record ProbeRequest(
        List<String> hosts,
        int nativePort,
        int internodePort,
        TargetSecurity security,
        String configurationFolder,
        Set<Kind> kinds) {
    public ProbeRequest {
        hosts = List.copyOf(hosts);
        kinds = Set.copyOf(kinds);
        Objects.requireNonNull(security);
        Objects.requireNonNull(configurationFolder);
    }

    /// The script that runs the probe with a Java of the node, its own or the loader's. The stores'
    /// passwords are in the script's input and nowhere else.
    ///
    /// @param java the path of the program
    public Script script(String java) {
        var jar = configurationFolder + "/" + LoaderConfiguration.NODE_JAR;
        return Script.of("exec " + quote(java) + " -Xmx64m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp " + quote(jar)
                        + " dev.ferry.node.Probe")
                .withInput(input());
    }

    /// What the probe reads.
    String input() {
        var lines = new ArrayList<List<String>>();
        var stores = security.stores();
        if (stores != null) {
            lines.add(List.of("keystore", configurationFolder + "/" + LoaderConfiguration.KEY_STORE));
            lines.add(List.of("keystorePassword", stores.keyStorePassword().reveal()));
            lines.add(List.of("truststore", configurationFolder + "/" + LoaderConfiguration.TRUST_STORE));
            lines.add(List.of("truststorePassword", stores.trustStorePassword().reveal()));
        }
        for (var port : ports()) {
            var encryption = port.encryption().name().toLowerCase(Locale.ROOT);
            lines.add(List.of("check", port.host(), String.valueOf(port.number()), port.kind(), encryption));
        }
        var text = new StringBuilder();
        lines.forEach(line -> text.append(joined(line)));
        return text.toString();
    }

    /// Every port that is asked about of every target node, in the order of the checks.
    List<Port> ports() {
        var ports = new ArrayList<Port>();
        for (var host : hosts) {
            if (kinds.contains(Kind.NATIVE)) {
                ports.add(new Port(host, nativePort, "native", security.nativePort()));
            }
            if (kinds.contains(Kind.INTERNODE)) {
                ports.add(new Port(host, internodePort, "internode", security.internodePort()));
            }
        }
        return ports;
    }

    private static String joined(List<String> fields) {
        if (fields.stream().anyMatch(field -> field.contains("\t") || field.contains("\n") || field.contains("\r"))) {
            throw new IllegalArgumentException("a tab or a line break in the setting " + fields.getFirst());
        }
        return String.join("\t", fields) + "\n";
    }

    /// The two ports of a target node.
    public enum Kind {
        /// The port for CQL.
        NATIVE,
        /// The port for streams.
        INTERNODE
    }

    /// One thing to check.
    ///
    /// @param kind `native` or `internode`
    record Port(String host, int number, String kind, TargetSecurity.Encryption encryption) {}
}
