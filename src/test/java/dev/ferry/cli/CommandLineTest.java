package dev.ferry.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.engine.Scope;
import dev.ferry.journal.Document;
import dev.ferry.migration.Becoming;
import dev.ferry.migration.Jump;
import dev.ferry.migration.Migration;
import dev.ferry.migration.SourceSettings;
import dev.ferry.migration.SshCredentials;
import dev.ferry.migration.SshSettings;
import dev.ferry.migration.Target;
import dev.ferry.migration.Tls;
import dev.ferry.run.Check;
import dev.ferry.ui.Samples;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
            assertEquals(Set.of("env:SOURCE_PASSWORD", "env:TARGET_PASSWORD"), migration.secretSources());
            assertTrue(migration.target() instanceof Target.CassandraCluster);
        }
    }

    @Test
    void everythingThatCanBeSetIsWrittenDownAsItWasSaid() throws Exception {
        var file = folder.resolve("all.ferry");
        var line = """
                --from cass-1,cass-2 --from-port 9142 --from-user reader --from-password env:P --from-road ssh
                --from-ca trust.jks --from-ca-password env:TRUST --from-certificate own.p12
                --from-key-password env:OWN --from-host-names verified
                --jmx-port 7299 --jmx-user monitor --jmx-password file:/jmx
                --ssh-config /home/me/.ssh/config --ssh-login key,QUESTIONS --ssh-key /k1 --ssh-key /k2
                --ssh-certificate /k1=/c1-cert.pub --ssh-passphrase prompt:keys
                --jump ana@bastion:2200 --jump inner --jump-login ana@bastion:2200=key,questions
                --jump-key ana@bastion:2200=/b1 --jump-key ana@bastion:2200=/b2
                --jump-passphrase ana@bastion:2200=prompt:bastion --ssh-legacy 10.20.0.1? --ssh-legacy old-*
                --become root --sudo-password env:SUDO --container podman:cassandra-1 --container-user 999
                --to 10.1.0.3 --to-ca public --to-certificate n.pem --to-key n.key
                --to-internode-ca i.p12 --to-internode-ca-password env:I --to-internode-certificate i.pem
                --to-internode-key i.key --to-internode-key-password env:K --to-internode-host-names verified
                --to-disk 1788
                --data-centre north --map-data-centre north=aiven --map-data-centre south=aiven""";
        var ended = ferry(java.util.stream.Stream.concat(
                        java.util.stream.Stream.of("new", file.toString()),
                        java.util.stream.Stream.of(line.split("\\s+")))
                .toArray(String[]::new));
        assertEquals(ExitCode.DONE, ended.code(), ended.printed());
        var bastion = new SshCredentials(
                Set.of(SshCredentials.Kind.KEY, SshCredentials.Kind.QUESTIONS),
                List.of("/b1", "/b2"),
                Map.of(),
                "prompt:bastion",
                null);
        var ssh = new SshSettings(
                "",
                0,
                new SshCredentials(
                        Set.of(SshCredentials.Kind.KEY, SshCredentials.Kind.QUESTIONS),
                        List.of("/k1", "/k2"),
                        Map.of("/k1", "/c1-cert.pub"),
                        "prompt:keys",
                        null),
                null,
                List.of(),
                new Becoming("root", "env:SUDO", new Becoming.Container(Becoming.Engine.PODMAN, "cassandra-1", "999")),
                Map.of(),
                List.of(new Jump("ana@bastion:2200", bastion), Jump.to("inner")),
                "/home/me/.ssh/config",
                List.of("10.20.0.1?", "old-*"));
        try (var document = Document.view(file)) {
            var migration = document.migration();
            assertEquals(
                    new SourceSettings(
                            List.of("cass-1", "cass-2"),
                            9142,
                            new SourceSettings.Login("reader", "env:P"),
                            new Tls("trust.jks", "env:TRUST", "own.p12", null, "env:OWN", true),
                            SourceSettings.Road.SSH,
                            new SourceSettings.Jmx(7299, new SourceSettings.Login("monitor", "file:/jmx")),
                            ssh),
                    migration.source());
            assertEquals(
                    new Target.CassandraCluster(
                            List.of("10.1.0.3"),
                            9042,
                            7000,
                            null,
                            new Tls(null, null, "n.pem", "n.key", null, true),
                            new Tls("i.p12", "env:I", "i.pem", "i.key", "env:K", true),
                            1788),
                    migration.target());
            assertEquals("north", migration.options().dataCentre());
            assertEquals(
                    Map.of("north", "aiven", "south", "aiven"),
                    migration.options().dataCentres());
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
                "new x.ferry --from a --to b --to-password env:P",
                "new x.ferry --from a --to b --from-port 0",
                "new x.ferry --from a --to b --jmx-user monitor",
                "new x.ferry --from a --to b --from-certificate c.pem",
                "new x.ferry --from a --to b --from-host-names verified",
                "new x.ferry --from a --to b --to-ca public --to-ca-password env:P",
                "new x.ferry --from a --to b --to-disk 0",
                "new x.ferry --from a --to b --to-internode-ca ca.pem --to-internode-key k.pem",
                "new x.ferry --from a --to b --ssh-login password",
                "new x.ferry --from a --to b --ssh-login keys",
                "new x.ferry --from a --to b --jump-key gate=/k",
                "new x.ferry --from a --to b --jump gate --jump-key gate",
                "new x.ferry --from a --to b --jump gate --jump-login gate=keys",
                "new x.ferry --from a --to b --jump a@b@c",
                "new x.ferry --from a --to b --sudo-password env:P",
                "new x.ferry --from a --to b --container lxc",
                "new x.ferry --from a --to b --container-user 999",
                "new x.ferry --from a --to b --from-road bumpy",
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
        assertFalse(ended.printed().contains("cli."), ended.printed());
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
    void aWrongOptionIsNotBuriedUnderAllThatThereAre() throws Exception {
        var ended =
                ferry("new", folder.resolve("acme.ferry").toString(), "--from", "a", "--to", "b", "--container", "foo");
        assertEquals(ExitCode.USAGE, ended.code());
        assertTrue(ended.printed().startsWith("foo: say docker or podman"), ended.printed());
        assertTrue(ended.printed().endsWith("ferry new --help shows what there is to say.\n"), ended.printed());
        assertEquals(2, ended.printed().lines().count(), ended.printed());
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--to-aiven p/s --token env:T --to-ca /ca.pem|--to-ca says nothing of a target by --to-aiven",
                "--to-aiven p/s --token env:T --to-port 9142|--to-port says nothing of a target by --to-aiven",
                "--to 10.1.0.3 --plan business-8|--plan says nothing of a target by --to:",
                "--to 10.1.0.3 --to-aiven p/s --token env:T|either --to-aiven PROJECT/SERVICE or --to HOST"
            })
    void whatIsSaidOfAnotherKindOfTargetIsRefused(String target, String said) throws Exception {
        var file = folder.resolve("wrong.ferry");
        var words = ("new " + file + " --from 10.0.0.7 " + target).split(" ");
        var ended = ferry(words);
        assertEquals(ExitCode.USAGE, ended.code(), ended.printed());
        assertTrue(ended.printed().contains(said), ended.printed());
        assertFalse(Files.exists(file));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "new",
                "survey",
                "plan",
                "run",
                "status",
                "check",
                "verify",
                "finish",
                "report",
                "aiven",
                "aiven log",
                "sandbox",
                "sandbox run"
            })
    void everyCommandExplainsItself(String command) throws Exception {
        var ended = ferry((command + " --help").split(" "));
        assertEquals(ExitCode.DONE, ended.code(), ended.printed());
        assertTrue(ended.printed().contains("Usage: ferry " + command), ended.printed());
    }

    @Test
    void onlyNodesOfThePlanAreChecked() throws Exception {
        var ended = ferry("check", planned().toString(), "--yes", "--node", "10.99.0.1");
        assertEquals(ExitCode.USAGE, ended.code(), ended.printed());
        assertTrue(ended.printed().contains("10.99.0.1 is no source node of the plan."), ended.printed());
        assertTrue(ended.printed().contains("10.20.0.11, 10.20.0.12"), ended.printed());
    }

    @Test
    void nothingIsBroughtToATargetByACheckBeforeSomebodyHasSaidYes() throws Exception {
        var ended = ferry("check", planned().toString());
        assertEquals(ExitCode.USAGE, ended.code(), ended.printed());
        assertTrue(ended.printed().contains("say --yes"), ended.printed());
    }

    @Test
    void aCheckOfFilesOnOneNodeAsksForNothingElse() {
        var check = new CheckCommand();
        new CommandLine(check).parseArgs("acme.ferry", "--node", "10.20.0.12", "--verify-files");
        assertEquals(new Scope(Set.of("10.20.0.12"), Set.of(), Set.of(Check.CHECKSUMS)), check.scope());
        var all = new CheckCommand();
        new CommandLine(all).parseArgs("acme.ferry");
        assertEquals(Scope.ALL, all.scope());
    }

    @Test
    void withoutAPlanNothingIsVerified() throws Exception {
        var file = folder.resolve("new.ferry");
        Document.create(file, migration()).close();
        var ended = ferry("verify", file.toString());
        assertEquals(ExitCode.REFUSED, ended.code(), ended.printed());
        assertTrue(ended.printed().contains("has no plan yet: ferry plan makes one."), ended.printed());
    }

    /// To a cluster that asks for no login.
    private static Migration migration() {
        return Samples.draft()
                .with(new Target.CassandraCluster(List.of("10.30.0.21"), 9042, 7000, null, null, null))
                .migration()
                .orElseThrow();
    }

    private Path planned() throws Exception {
        var file = folder.resolve("planned.ferry");
        var cluster = Samples.cluster(2, 8);
        try (var document = Document.create(file, migration())) {
            document.save(cluster);
            document.save(Samples.plan("p1", cluster));
        }
        return file;
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
