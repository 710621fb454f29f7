package dev.ferry.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.journal.Document;
import dev.ferry.migration.Target;
import dev.ferry.ui.Samples;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {
    @TempDir
    private Path folder;

    @Test
    void newWritesDownWhatWasSaidAndNothingElse() throws Exception {
        var file = folder.resolve("acme.ferry");
        var ended = ferry(
                "new",
                file.toString(),
                "--from",
                "10.0.0.7,10.0.0.8",
                "--from-user",
                "reader",
                "--from-password",
                "env:SOURCE_PASSWORD",
                "--ssh-user",
                "ops",
                "--ssh-key",
                "/k",
                "--become",
                "cassandra",
                "--ssh-host",
                "10.0.0.7=bastion:2222",
                "--to",
                "10.1.0.3",
                "--to-user",
                "admin",
                "--to-password",
                "env:TARGET_PASSWORD",
                "--to-ca",
                "/ca.pem",
                "--tables",
                "shop",
                "--replication",
                "shop=aiven:3,other:2",
                "--throttle",
                "50");
        assertEquals(ExitCode.DONE, ended.code(), ended.printed());
        try (var document = Document.view(file)) {
            var migration = document.migration();
            assertEquals("acme", migration.name());
            assertEquals(List.of("10.0.0.7", "10.0.0.8"), migration.source().contactPoints());
            assertEquals("cassandra", migration.source().ssh().becoming().user());
            assertEquals(
                    Map.of("10.0.0.7", "bastion:2222"), migration.source().ssh().hosts());
            assertEquals(
                    Map.of("shop", Map.of("aiven", 3, "other", 2)),
                    migration.options().replication());
            assertEquals(50, migration.options().limits().throttleMebibytesPerSecond());
            assertEquals(java.util.Set.of("env:SOURCE_PASSWORD", "env:TARGET_PASSWORD"), migration.secretSources());
            assertTrue(migration.target() instanceof Target.CassandraCluster);
        }
    }

    @Test
    void anAivenTargetIsProjectAndService() throws Exception {
        var file = folder.resolve("cloud.ferry");
        assertEquals(
                ExitCode.DONE,
                ferry("new", file.toString(), "--from", "a", "--to-aiven", "project/service", "--token", "prompt")
                        .code());
        try (var document = Document.view(file)) {
            assertEquals("project/service", document.migration().target().name());
        }
    }

    @Test
    void aProductionClusterIsNotChangedBeforeItsNameIsTyped() throws Exception {
        var file = folder.resolve("marked.ferry");
        ferry("new", file.toString(), "--from", "10.20.0.11", "--to", "10.30.0.21", "--production", "target");
        try (var document = Document.open(file)) {
            document.save(Samples.plan("p1", Samples.cluster(2, 4)));
        }
        for (var command : List.of("run", "finish")) {
            var ended = ferry(command, file.toString(), "--yes", "--confirm", "another");
            assertEquals(ExitCode.USAGE, ended.code(), ended.printed());
            assertTrue(ended.printed().contains("--confirm 10.30.0.21:9042"), ended.printed());
        }
        try (var document = Document.view(file)) {
            assertTrue(document.facts().isEmpty(), "nothing was begun");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "new x.ferry",
                "new x.ferry --from a",
                "new x.ferry --from a --to b --to-aiven p/s --token prompt",
                "new x.ferry --from a --to-aiven nonsense --token prompt",
                "new x.ferry --from a --to-aiven p/s",
                "new x.ferry --from a --to b --to-user admin",
                "new x.ferry --from a --to b --replication shop=aiven",
                "new x.ferry --from a --to b --replication shop=aiven:x",
                "new x.ferry --from a --to b --password hunter2",
                "run",
                "nonsense"
            })
    void aWrongCommandLineIsSaidAndLeavesNothing(String line) throws Exception {
        var ended = ferry(
                line.replace("x.ferry", folder.resolve("x.ferry").toString()).split(" "));
        assertEquals(ExitCode.USAGE, ended.code(), ended.printed());
        assertFalse(Files.exists(folder.resolve("x.ferry")));
    }

    @ParameterizedTest
    @CsvSource({"status", "report", "survey", "plan", "run", "verify", "finish"})
    void aDocumentThatIsNotThereIsSaidInOneSentence(String command) throws Exception {
        var ended = ferry(command, folder.resolve("none.ferry").toString());
        assertTrue(ended.code() != ExitCode.DONE, ended.printed());
        assertFalse(ended.printed().contains("Exception"), ended.printed());
    }

    @Test
    void statusWithoutAPlanSaysWhatComesNext() throws Exception {
        var file = folder.resolve("acme.ferry").toString();
        ferry("new", file, "--from", "a", "--to", "b");
        var ended = ferry("status", file);
        assertEquals(ExitCode.DONE, ended.code());
        assertTrue(ended.printed().contains("ferry plan"), ended.printed());
    }

    @Test
    void everyCommandTeaches() {
        var top = new CommandLine(new Cli());
        for (var command : top.getSubcommands().values()) {
            var help = command.getUsageMessage(CommandLine.Help.Ansi.OFF);
            assertTrue(help.lines().allMatch(line -> line.length() <= 80), help);
            assertTrue(help.length() > 100, help);
        }
        assertTrue(top.getUsageMessage(CommandLine.Help.Ansi.OFF).contains("Exit codes"));
    }

    private static Ended ferry(String... words) throws Exception {
        var standard = System.out;
        var error = System.err;
        var printed = new ByteArrayOutputStream();
        var stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
        try {
            System.setOut(stream);
            System.setErr(stream);
            return new Ended(Cli.run(words), printed.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(standard);
            System.setErr(error);
        }
    }

    private record Ended(int code, String printed) {}
}
