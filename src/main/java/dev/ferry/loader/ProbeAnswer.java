package dev.ferry.loader;

import dev.ferry.loader.ProbeRequest.Port;
import dev.ferry.outcome.Finding;
import dev.ferry.outcome.Severity;
import dev.ferry.text.Message;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads what the probe on a node answered.
///
/// ```
/// 10.1.0.3	24512	internode	fail	tls	client-expired	javax.net.ssl.SSLException: …
/// ```
public final class ProbeAnswer {
    private static final int FIELDS = 7;

    private static final int LONGEST_EVIDENCE = 1000;

    // What the probe gives as the reason for a failure; each has its texts.
    static final Set<String> REASONS = Set.of(
            "store",
            "name",
            "refused",
            "unreachable",
            "timeout",
            "untrusted",
            "server-expired",
            "server-name",
            "client-refused",
            "client-expired",
            "not-tls",
            "is-tls",
            "handshake",
            "closed",
            "not-cql");

    private static final String SILENT = "silent";

    private ProbeAnswer() {}

    /// One finding for every port of every target node that was asked about, in the order of the request.
    /// A port about which nothing was said is blocked too.
    ///
    /// @param node the source node, as the user knows it
    /// @param request what was asked
    /// @param output what the probe wrote to standard output
    public static List<Finding> parse(String node, ProbeRequest request, String output) {
        var answers = new HashMap<List<String>, String[]>();
        output.lines()
                .map(line -> line.split("\t", -1))
                .filter(fields -> fields.length == FIELDS)
                .forEach(fields -> answers.put(List.of(fields[0], fields[1], fields[2]), fields));
        return request.ports().stream()
                .map(port -> finding(node, port, answers, output))
                .toList();
    }

    private static Finding finding(String node, Port port, Map<List<String>, String[]> answers, String output) {
        var fields = answers.get(List.of(port.host(), String.valueOf(port.number()), port.kind()));
        if (fields == null) {
            return finding(node, port, Severity.BLOCK, "loader.probe." + SILENT, shortened(output.strip()));
        }
        if (fields[3].equals("pass")) {
            var key = "loader.probe." + passed(port, fields[5]);
            var severity = key.equals("loader.probe.pass") ? Severity.PASS : Severity.WARN;
            return finding(node, port, severity, key, shortened(fields[6]));
        }
        var reason = REASONS.contains(fields[5]) ? fields[5] : SILENT;
        return finding(node, port, Severity.BLOCK, "loader.probe." + reason, shortened(fields[6]));
    }

    // No loader compares names on the native port: whoever wants them compared has to know.
    private static String passed(Port port, String reason) {
        var tls = port.tls();
        if (reason.equals("unnamed")) {
            return "pass-unnamed";
        }
        var isNamed = tls != null && tls.names() == TargetSecurity.Names.VERIFIED;
        return isNamed && port.kind().equals("native") ? "pass-once" : "pass";
    }

    private static Finding finding(String node, Port port, Severity severity, String key, String evidence) {
        var name = port.kind().equals("native") ? "CQL" : "internode";
        return new Finding(
                "loader.probe." + port.kind(),
                severity,
                node + " → " + (port.host().contains(":") ? "[" + port.host() + "]" : port.host()) + ":"
                        + port.number(),
                Message.of(key, name),
                evidence,
                Message.of(key + ".remedy", name));
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_EVIDENCE ? text : text.substring(0, LONGEST_EVIDENCE) + "…";
    }
}
