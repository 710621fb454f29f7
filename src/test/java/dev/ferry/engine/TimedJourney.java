package dev.ferry.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.artifact.JarSources;
import dev.ferry.artifact.PublishedJars;
import dev.ferry.journal.Document;
import dev.ferry.journal.Journaled;
import dev.ferry.migration.Migration;
import dev.ferry.migration.Options;
import dev.ferry.migration.Selection;
import dev.ferry.plan.Plan;
import dev.ferry.run.Fact;
import dev.ferry.run.Step;
import dev.ferry.sandbox.OwnTarget;
import dev.ferry.sandbox.Sandbox;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Ferry's whole way, from the survey to the verified result, and what its journal says about the time.
///
/// @param rows of each table, as Ferry counted them on the target
record TimedJourney(Plan plan, List<Journaled> facts, Map<String, Long> rows, double seconds) {
    private static final int INTERNODE_PORT = 24512;
    private static final String PASSWORD = "env:TARGET_PASSWORD";

    /// Travels.
    ///
    /// @param folder for the migration's document and the like
    /// @param id of the migration: one that was not there yet
    static TimedJourney of(Sandbox sandbox, OwnTarget target, List<String> keyspaces, Path folder, String id)
            throws Exception {
        var migration = new Migration(
                id,
                id,
                Sources.of(sandbox),
                target.settings(target.goodClient(), INTERNODE_PORT, PASSWORD),
                new Selection(keyspaces, List.of()),
                Options.usual());
        var engine = new MigrationEngine(folder.resolve("known_hosts"), new PublishedJars(JarSources.of(null, null)));
        var secrets = new Secrets(Map.of(PASSWORD, OwnTarget.PASSWORD));
        var started = System.nanoTime();
        try (var document = Document.create(folder.resolve(id + ".ferry"), migration)) {
            var cluster = engine.survey(migration.source(), secrets);
            document.save(cluster);
            document.save(engine.plan(migration, secrets, cluster, "p1"));
            var failure = engine.start(document, secrets, Goal.VERIFIED, Scope.ALL, (event, run) -> {})
                    .await();
            var seconds = (System.nanoTime() - started) / 1e9;
            assertTrue(failure.isEmpty(), failure.toString());
            var rows = document.run().checks().entrySet().stream()
                    .collect(Collectors.toMap(
                            each -> each.getKey().toString(),
                            each -> each.getValue().targetRows()));
            return new TimedJourney(document.plan().orElseThrow(), document.facts(), rows, seconds);
        }
    }

    /// The seconds of each step: of those that nodes take side by side the longest.
    Map<Step, Double> steps() {
        var steps = new TreeMap<Step, Double>();
        var starts = new TreeMap<String, Instant>();
        for (var journaled : facts) {
            switch (journaled.fact()) {
                case Fact.StepStarted started -> starts.put(started.step().toString(), journaled.at());
                case Fact.StepEnded ended ->
                    steps.merge(
                            ended.step().step(),
                            seconds(starts.get(ended.step().toString()), journaled.at()),
                            ended.step().subject().isEmpty() || ended.step().step() == Step.SCHEMA
                                    ? Double::sum
                                    : Math::max);
                default -> {
                    // only steps take time
                }
            }
        }
        return steps;
    }

    /// The seconds from the moment when the only loader of this journey was about to be started to its end.
    double onlyLoad() {
        var starting = facts.stream()
                .filter(each -> each.fact() instanceof Fact.LoaderStarting)
                .toList();
        var ended = facts.stream()
                .filter(each -> each.fact() instanceof Fact.LoaderEnded)
                .toList();
        if (starting.size() != 1 || ended.size() != 1) {
            throw new AssertionError(starting.size() + " loaders were started and " + ended.size() + " ended");
        }
        return seconds(starting.getFirst().at(), ended.getFirst().at());
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }
}
