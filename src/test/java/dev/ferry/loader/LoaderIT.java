package dev.ferry.loader;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.cassandra.CqlClient;
import dev.ferry.cassandra.CqlEndpoint;
import dev.ferry.cassandra.CqlLogin;
import dev.ferry.cassandra.CqlTls;
import dev.ferry.cassandra.CqlTls.HostNames;
import dev.ferry.cluster.Loader;
import dev.ferry.loader.TargetSecurity.Login;
import dev.ferry.loader.TargetSecurity.Names;
import dev.ferry.loader.TargetSecurity.Stores;
import dev.ferry.loader.TargetSecurity.Tls;
import dev.ferry.outcome.Outcome;
import dev.ferry.outcome.Outcome.Failed;
import dev.ferry.outcome.Outcome.Succeeded;
import dev.ferry.sandbox.CassandraProcess;
import dev.ferry.sandbox.NodePlan;
import dev.ferry.sandbox.Release;
import dev.ferry.sandbox.SandboxFolder;
import dev.ferry.sandbox.SandboxTarget;
import dev.ferry.sandbox.Slot;
import dev.ferry.sandbox.Software;
import dev.ferry.secrets.Authority;
import dev.ferry.secrets.KeyPairPem;
import dev.ferry.secrets.KeyStores;
import dev.ferry.secrets.Secret;
import dev.ferry.secrets.Validity;
import dev.ferry.simulator.TargetSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// The real loader, started as on a node, from a real node's files into a target with TLS on both ports.
@ParameterizedClass
@EnumSource(
        value = Release.class,
        names = {"V4_0", "V4_1", "V5_0"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LoaderIT {
    private static final int ROWS = 1000;

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private static final Validity VALIDITY = Validity.next(Duration.ofDays(1));

    private static final Secret ADMINISTRATOR = Secret.of("administrator's own");

    private static final Secret THROWAWAY = Secret.of("thrown-away-soon");

    private static final Secret STORE = Secret.of("store: it's #1");

    private static final Authority PROJECT = Authority.create("project", Authority.KeyKind.RSA, VALIDITY);

    private static final Authority INTERNODE = Authority.create("internode", Authority.KeyKind.RSA, VALIDITY);

    @Parameter
    private Release release;

    private Slot slot;

    private SandboxFolder folder;

    private CassandraProcess source;

    private SandboxTarget target;

    private String address;

    @BeforeParameterizedClassInvocation
    void start() throws Exception {
        slot = Slot.claim(1, 1);
        folder = SandboxFolder.temporary();
        address = slot.targets(1).getFirst();
        var software = Software.find(release, _ -> {});
        source = CassandraProcess.start(NodePlan.alone(
                software, folder.path().resolve("source-1"), slot.sources(1).getFirst()));
        target = new SandboxTarget(folder, slot.targets(1), release, _ -> {});
        target.launch(spec());
        source.awaitCql(LIMIT);
        fill();
        prepareTarget();
        stage();
    }

    @AfterParameterizedClassInvocation
    void stop() throws Exception {
        target.close();
        source.close();
        folder.close();
        slot.close();
    }

    @Test
    void loadsATableAndProvesIt() throws Exception {
        var outcome = load("shop", "orders", security(client(INTERNODE), THROWAWAY));
        var evidence =
                assertInstanceOf(Succeeded.class, outcome, outcome::toString).evidence();
        assertEquals("took part: " + address, evidence.getLast());
        try (var client = administrator()) {
            assertEquals(ROWS, client.query("SELECT id FROM shop.orders").size());
        }
    }

    @Test
    void loadsWithABroughtLoader() throws Exception {
        var jars = Files.createDirectories(folder.path().resolve("loader"));
        for (var jar : source.plan().software().jars()) {
            Files.createSymbolicLink(jars.resolve(jar.getFileName()), jar);
        }
        var brought = new LoaderProgram.Brought(
                release.version(),
                jars.toString(),
                java(),
                source.plan().software().java());
        var outcome = load(brought, "shop", "orders", security(client(INTERNODE), THROWAWAY));
        var evidence =
                assertInstanceOf(Succeeded.class, outcome, outcome::toString).evidence();
        assertEquals("took part: " + address, evidence.getLast());
    }

    @Test
    void provesTheWayBeforeItIsTaken() throws Exception {
        assertEquals(List.of("pass", "pass"), probe(security(client(INTERNODE), THROWAWAY)));
        assertEquals(List.of("pass", "client-refused"), probe(security(client(PROJECT), THROWAWAY)));
    }

    // The target's internode certificate carries another name, which nobody has to mind.
    @Test
    void comparesNamesWhereThatIsAskedFor() throws Exception {
        var strict = security(client(INTERNODE), THROWAWAY, Names.VERIFIED);
        assertEquals(List.of("pass-once", "server-name"), probe(strict));
        assertInstanceOf(Failed.class, load("shop", "orders", strict));
    }

    @Test
    void saysThatTheLoginWasRefused() throws Exception {
        assertEquals("login", failed(load("shop", "orders", security(client(INTERNODE), Secret.of("not-this-one")))));
    }

    @Test
    void saysThatTheClientCertificateWasRefused() throws Exception {
        assertEquals("certificate", failed(load("shop", "orders", security(client(PROJECT), THROWAWAY))));
    }

    @Test
    void saysThatTheTargetHasNoSuchTable() throws Exception {
        assertEquals("skipped.table", failed(load("shop", "elsewhere", security(client(INTERNODE), THROWAWAY))));
    }

    private void fill() throws Exception {
        var plan = source.plan();
        try (var client =
                CqlClient.connect(new CqlEndpoint(List.of(plan.address()), plan.cqlPort(), null, null), _ -> {})) {
            createTable(client, "dc1", "orders");
            for (var id = 0; id < ROWS; id++) {
                client.execute("INSERT INTO shop.orders (id, remark) VALUES (" + id + ", 'number " + id + "')", LIMIT);
            }
        }
        var nodetool = plan.root().resolve("usr/bin/nodetool").toString();
        var flush = new ProcessBuilder(nodetool, "flush", "shop").inheritIO();
        // The tests' own Java is not the node's.
        flush.environment().remove("JAVA_HOME");
        assertEquals(0, flush.start().waitFor());
    }

    private void prepareTarget() throws Exception {
        try (var client = administrator()) {
            createTable(client, "aiven", "orders");
            // A login without a single grant is all that the loader needs.
            client.createLogin("ferry_throwaway", THROWAWAY);
        }
    }

    private static void createTable(CqlClient client, String dataCentre, String table) throws Exception {
        client.execute(
                "CREATE KEYSPACE shop WITH replication = {'class': 'NetworkTopologyStrategy', '" + dataCentre + "': 1}",
                LIMIT);
        client.execute("CREATE TABLE shop." + table + " (id int PRIMARY KEY, remark text)", LIMIT);
    }

    private void stage() throws IOException {
        var data = source.plan().root().resolve("var/lib/cassandra/data/shop");
        try (var tables = Files.list(data)) {
            var from = tables.findFirst().orElseThrow();
            for (var table : List.of("orders", "elsewhere")) {
                var to = Files.createDirectories(staged("shop", table));
                for (var file : files(from)) {
                    Files.createLink(to.resolve(file.getFileName()), file);
                }
            }
        }
    }

    private Path staged(String keyspace, String table) {
        return folder.path().resolve("it's staged/" + keyspace + "/" + table);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private Outcome load(String keyspace, String table, TargetSecurity security) throws Exception {
        var own = new Loader(
                source.plan().root().resolve("usr/bin/sstableloader").toString(),
                release.version(),
                java(),
                source.plan().software().java());
        return load(new LoaderProgram.Own(own), keyspace, table, security);
    }

    private String java() {
        return source.plan().software().jdk().resolve("bin/java").toString();
    }

    private Outcome load(LoaderProgram program, String keyspace, String table, TargetSecurity security)
            throws Exception {
        var staged = staged(keyspace, table);
        var names = files(staged).stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> name.endsWith("-Data.db"))
                .collect(Collectors.toSet());
        var call = new LoaderCall(
                program,
                release.version(),
                List.of(address),
                24510,
                24512,
                security,
                Throttle.UNLIMITED,
                configure(security).toString(),
                staged.toString(),
                1 << 20,
                names.size());
        return run(LoaderCommand.script(call), new Staged("node", names, Set.of(address)));
    }

    private Outcome run(String script, Staged staged) throws Exception {
        var process =
                new ProcessBuilder("sh", "-c", script).redirectErrorStream(true).start();
        var output = new LoaderOutput();
        try (var in = process.getInputStream()) {
            var buffer = new byte[777];
            for (var count = in.read(buffer); count > 0; count = in.read(buffer)) {
                output.out(Arrays.copyOf(buffer, count));
                assertNoSecretIn(process.toHandle());
            }
        }
        output.end();
        return LoaderVerdict.judge(process.waitFor(), output, staged);
    }

    private static void assertNoSecretIn(ProcessHandle process) {
        Stream.concat(Stream.of(process), process.descendants())
                .flatMap(handle -> handle.info().commandLine().stream())
                .forEach(line -> {
                    for (var secret : List.of(THROWAWAY, STORE, ADMINISTRATOR)) {
                        assertFalse(line.contains(secret.reveal()));
                    }
                });
    }

    private Path configure(TargetSecurity security) throws IOException {
        var configuration = Files.createTempDirectory(folder.path(), "configuration");
        Files.createDirectories(configuration.resolve("conf"));
        for (var file : LoaderConfiguration.files(release.version(), configuration.toString(), security)
                .entrySet()) {
            Files.write(configuration.resolve(file.getKey()), file.getValue());
        }
        return configuration;
    }

    private List<String> probe(TargetSecurity security) throws Exception {
        var request = new ProbeRequest(
                List.of(address),
                24510,
                24512,
                security,
                configure(security).toString(),
                EnumSet.allOf(ProbeRequest.Kind.class));
        var script = request.script(
                source.plan().software().jdk().resolve("bin/java").toString());
        var process = new ProcessBuilder("sh", "-c", script.text())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var in = process.getOutputStream()) {
            in.write(script.input());
        }
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertEquals(0, process.waitFor());
        return ProbeAnswer.parse("node", request, output).stream()
                .map(finding -> finding.reason().key().replace("loader.probe.", ""))
                .toList();
    }

    private static String failed(Outcome outcome) {
        var failure = assertInstanceOf(Failed.class, outcome, outcome::toString).failure();
        assertTrue(failure.hop().startsWith("node"));
        return failure.cause().key().replace("loader.failed.", "");
    }

    private static KeyPairPem client(Authority authority) {
        return authority.issueClient("loader", VALIDITY);
    }

    private static TargetSecurity security(KeyPairPem client, Secret password) throws Exception {
        return security(client, password, Names.IGNORED);
    }

    /// Each port has its own authority, and is shown a certificate of its own.
    private static TargetSecurity security(KeyPairPem client, Secret password, Names names) throws Exception {
        return new TargetSecurity(
                new Tls(stores(PROJECT, client(PROJECT)), names),
                new Tls(stores(INTERNODE, client), names),
                new Login("ferry_throwaway", password));
    }

    private static Stores stores(Authority authority, KeyPairPem client) throws Exception {
        return new Stores(
                KeyStores.keyStore(client, STORE),
                STORE,
                KeyStores.trustStore(Map.of("authority", authority.pem()), STORE),
                STORE);
    }

    private CqlClient administrator() throws Exception {
        var tls = new CqlTls(KeyStores.clientContext(List.of(PROJECT.pem()), null), HostNames.IGNORED);
        return CqlClient.connect(
                new CqlEndpoint(List.of(address), 24510, new CqlLogin("avnadmin", ADMINISTRATOR), tls), _ -> {});
    }

    private TargetSpec spec() {
        var addresses = List.of(address);
        return new TargetSpec(
                "acme",
                1,
                release.version().text(),
                "aiven",
                "avnadmin",
                ADMINISTRATOR,
                PROJECT.pem(),
                PROJECT.issueServer("node", addresses, VALIDITY),
                INTERNODE.pem(),
                INTERNODE.issueServer("node", List.of("elsewhere.example"), VALIDITY),
                true);
    }
}
