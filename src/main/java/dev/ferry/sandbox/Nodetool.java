package dev.ferry.sandbox;

import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.text.Message;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A node's own nodetool, run on this machine.
final class Nodetool {
    private Nodetool() {}

    /// Runs it to its end.
    ///
    /// @return what it wrote
    static String run(NodePlan plan, String... arguments) throws FailureException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(new PackagedNode(plan).bin().resolve("nodetool").toString());
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectInput(new File("/dev/null"));
        // the node's Java, not one that this process was started with
        builder.environment().keySet().removeAll(List.of("JAVA_HOME", "JVM_OPTS", "CLASSPATH", "CASSANDRA_CONF"));
        try {
            var process = builder.start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new FailureException(failure(plan, arguments, output));
            }
            return output;
        } catch (IOException e) {
            throw new FailureException(failure(plan, arguments, e.toString()), e);
        }
    }

    private static Failure failure(NodePlan plan, String[] arguments, String evidence) {
        return new Failure(
                Failure.Kind.RETRYABLE,
                "node " + plan.address(),
                Message.of("sandbox.nodetool.failed", String.join(" ", arguments)),
                evidence,
                Message.of("sandbox.node.remedy", new PackagedNode(plan).logs()));
    }
}
