package dev.ferry.loader;

import static dev.ferry.loader.LoaderConfiguration.INTERNODE_KEY_STORE;
import static dev.ferry.loader.LoaderConfiguration.INTERNODE_TRUST_STORE;
import static dev.ferry.loader.LoaderConfiguration.NATIVE_KEY_STORE;
import static dev.ferry.loader.LoaderConfiguration.NATIVE_TRUST_STORE;
import static dev.ferry.ssh.Script.quote;

import dev.ferry.loader.TargetSecurity.Stores;
import dev.ferry.ssh.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the probe on a node (`dev.ferry.node.Probe`) is asked: whether the target's ports can be reached
/// from there and accept the client certificate, as the loader will need it.
///
/// @param hosts the target nodes' names or addresses for CQL
/// @param internodeHosts their addresses for streams
/// @param nativePort the CQL port
/// @param internodePort the port for streams
/// @param security how those two are guarded
/// @param configurationFolder the folder with {@link LoaderConfiguration#files}, where the stores and the
///     probe lie
/// @param kinds the ports that are asked about
public record ProbeRequest(
        List<String> hosts,
        List<String> internodeHosts,
        int nativePort,
        int internodePort,
        TargetSecurity security,
        String configurationFolder,
        Set<Kind> kinds) {
    public ProbeRequest {
        hosts = List.copyOf(hosts);
        internodeHosts = List.copyOf(internodeHosts);
        if (hosts.size() != internodeHosts.size()) {
            throw new IllegalArgumentException(hosts + " are not the nodes of " + internodeHosts);
        }
        kinds = Set.copyOf(kinds);
        Objects.requireNonNull(security);
        Objects.requireNonNull(configurationFolder);
    }

    /// The same where each node has one address for all.
    public ProbeRequest(
            List<String> hosts,
            int nativePort,
            int internodePort,
            TargetSecurity security,
            String configurationFolder,
            Set<Kind> kinds) {
        this(hosts, hosts, nativePort, internodePort, security, configurationFolder, kinds);
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
        var nativeTls = security.nativeTls();
        if (nativeTls != null) {
            lines.addAll(stores("native", NATIVE_KEY_STORE, NATIVE_TRUST_STORE, nativeTls.stores()));
        }
        var internodeTls = security.internodeTls();
        if (internodeTls != null) {
            lines.addAll(stores("internode", INTERNODE_KEY_STORE, INTERNODE_TRUST_STORE, internodeTls.stores()));
        }
        for (var port : ports()) {
            lines.add(List.of("check", port.host(), String.valueOf(port.number()), port.kind(), spoken(port.tls())));
        }
        var text = new StringBuilder();
        lines.forEach(line -> text.append(joined(line)));
        return text.toString();
    }

    private List<List<String>> stores(String kind, String keyStore, String trustStore, Stores stores) {
        return List.of(
                List.of(kind + ".keystore", configurationFolder + "/" + keyStore),
                List.of(kind + ".keystorePassword", stores.keyStorePassword().reveal()),
                List.of(kind + ".truststore", configurationFolder + "/" + trustStore),
                List.of(
                        kind + ".truststorePassword",
                        stores.trustStorePassword().reveal()));
    }

    private static String spoken(TargetSecurity.@Nullable Tls tls) {
        if (tls == null) {
            return "plain";
        }
        return tls.names() == TargetSecurity.Names.VERIFIED ? "named-tls" : "tls";
    }

    /// Every port that is asked about of every target node, in the order of the checks.
    List<Port> ports() {
        var ports = new ArrayList<Port>();
        for (var i = 0; i < hosts.size(); i++) {
            if (kinds.contains(Kind.NATIVE)) {
                ports.add(new Port(hosts.get(i), nativePort, "native", security.nativeTls()));
            }
            if (kinds.contains(Kind.INTERNODE)) {
                ports.add(new Port(internodeHosts.get(i), internodePort, "internode", security.internodeTls()));
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
    /// @param tls null for a plain port
    record Port(String host, int number, String kind, TargetSecurity.@Nullable Tls tls) {}
}
