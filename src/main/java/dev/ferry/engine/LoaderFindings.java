package dev.ferry.engine;

import dev.ferry.artifact.LoaderJars;
import dev.ferry.loader.LoaderChoice;
import dev.ferry.loader.LoaderChoice.Chosen;
import dev.ferry.outcome.Finding;
import dev.ferry.outcome.Severity;
import dev.ferry.text.Units;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a plan says of the loaders of all nodes: which ones there will be and why, and what is to be known of
/// them. What holds for several nodes is said once.
final class LoaderFindings {
    // a person reads them one by one; more are counted
    private static final int MOST_NAMED = 4;

    private final Map<Finding, List<String>> nodes = new LinkedHashMap<>();

    /// Adds what was decided for a node.
    void add(String node, LoaderChoice choice) {
        choice.loader().ifPresent(chosen -> {
            // the first one says which loader, and why
            var which = choice.findings().getFirst();
            add(node, which, evidence(chosen));
        });
        choice.findings().stream()
                .filter(finding -> finding.severity() != Severity.PASS)
                .forEach(finding -> add(node, finding, finding.evidence()));
    }

    private void add(String node, Finding said, String evidence) {
        var anywhere = new Finding(said.code(), said.severity(), "", said.reason(), evidence, said.remedy());
        nodes.computeIfAbsent(anywhere, ignored -> new ArrayList<>()).add(node);
    }

    private static String evidence(Chosen chosen) {
        return switch (chosen) {
            case Chosen.Own own -> "Java " + own.loader().javaVersion();
            case Chosen.Bring bring -> {
                var java = bring.java() == null
                        ? "Java from your archive"
                        : "Java " + bring.java().feature();
                var bytes = LoaderJars.bytes(bring.version().text());
                yield java + "\n" + Units.bytes(bytes) + " of jars to each node";
            }
        };
    }

    /// All of it, in the order of the nodes.
    List<Finding> findings() {
        return nodes.entrySet().stream()
                .map(each -> at(place(each.getValue()), each.getKey()))
                .toList();
    }

    private static Finding at(String place, Finding said) {
        return new Finding(said.code(), said.severity(), place, said.reason(), said.evidence(), said.remedy());
    }

    private static String place(List<String> nodes) {
        return nodes.size() <= MOST_NAMED
                ? "loader on " + String.join(", ", nodes)
                : "loader on " + nodes.size() + " nodes, from " + nodes.getFirst() + " to " + nodes.getLast();
    }
}
