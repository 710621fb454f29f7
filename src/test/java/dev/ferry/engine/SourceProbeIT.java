package dev.ferry.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.migration.SourceSettings;
import dev.ferry.sandbox.Sandbox;
import dev.ferry.sandbox.SandboxOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The hop test and the survey's progress against a real cluster with an SSH server on each node.
class SourceProbeIT {
    @TempDir
    private static Path folder;

    private static Sandbox sandbox;

    @BeforeAll
    static void start() throws Exception {
        sandbox = Sandbox.start(SandboxOptions.usual(), line -> {});
    }

    @AfterAll
    static void stop() {
        if (sandbox != null) {
            sandbox.close();
        }
    }

    private static boolean walk(SourceSettings settings, List<HopSeen> heard) throws Exception {
        var access = new SourceAccess(settings, new Secrets(Map.of()), folder.resolve("known_hosts"));
        return new SourceProbe(access, heard::add).walk();
    }

    @Test
    void everyHopOfARealClusterPasses() throws Exception {
        var heard = new ArrayList<HopSeen>();
        assertTrue(walk(Sources.of(sandbox), heard), heard::toString);
        // each of the two contact points has four hops, each of the two nodes seven
        assertEquals(
                22,
                heard.stream()
                        .filter(hop -> hop.state() instanceof HopState.Passed)
                        .count());
        assertEquals(
                2,
                heard.stream()
                        .filter(hop -> hop.kind() == HopKind.CASSANDRA)
                        .filter(hop -> hop.state() instanceof HopState.Passed(var seen, var _)
                                && seen.contains("sstableloader"))
                        .count());
    }

    @Test
    void aHostKeyThatNobodyKnowsIsOfferedByEveryNode() throws Exception {
        var known = Sources.of(sandbox);
        var blind = known.with(known.ssh().withKnownHosts(folder.resolve("none").toString()));
        var heard = new ArrayList<HopSeen>();
        assertFalse(walk(blind, heard));
        var keys = heard.stream()
                .filter(hop -> hop.state() instanceof HopState.Failed)
                .map(hop -> assertInstanceOf(HopState.Failed.class, hop.state()).unknownKey())
                .toList();
        assertEquals(2, keys.size());
        var prints = Set.of(keys.get(0).fingerprint(), keys.get(1).fingerprint());
        assertTrue(walk(blind.accepting(prints), heard));
    }

    @Test
    void aSurveyTellsHowManyNodesItHasLookedAt() throws Exception {
        var told = new ArrayList<SurveyProgress>();
        try (var link = SourceLink.open(Sources.of(sandbox), new Secrets(Map.of()), folder.resolve("known_hosts"))) {
            Survey.source(link, Scope.ALL, told::add);
        }
        assertEquals(List.of(0, 1, 2), told.stream().map(SurveyProgress::looked).toList());
        assertTrue(told.stream().allMatch(progress -> progress.of() == 2));
    }
}
