package dev.ferry.cli;

import java.util.HashMap;
import java.util.Map;

/// Reads `--replication keyspace=dc:3,dc2:2`.
final class Replications {
    private Replications() {}

    /// Keyspace → data centre → factor.
    static Map<String, Map<String, Integer>> parse(Map<String, String> texts, Complaint complaint) {
        var replications = new HashMap<String, Map<String, Integer>>();
        texts.forEach((keyspace, text) -> replications.put(keyspace, factors(text, complaint)));
        return replications;
    }

    private static Map<String, Integer> factors(String text, Complaint complaint) {
        var factors = new HashMap<String, Integer>();
        for (var part : text.split(",")) {
            var colon = part.lastIndexOf(':');
            try {
                factors.put(part.substring(0, Math.max(0, colon)), Integer.parseInt(part.substring(colon + 1)));
            } catch (NumberFormatException e) {
                throw complaint.about("cli.replication", text);
            }
            if (colon < 1) {
                throw complaint.about("cli.replication", text);
            }
        }
        return factors;
    }

    /// Makes the exception for a wrong command line.
    @FunctionalInterface
    interface Complaint {
        RuntimeException about(String key, Object... arguments);
    }
}
