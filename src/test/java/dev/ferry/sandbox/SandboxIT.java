package dev.ferry.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.aiven.AivenClient;
import dev.ferry.aiven.AivenService;
import dev.ferry.aiven.Pace;
import dev.ferry.aiven.ServiceName;
import dev.ferry.aiven.ServiceRequest;
import dev.ferry.cassandra.Consistency;
import dev.ferry.cassandra.CqlClient;
import dev.ferry.cassandra.CqlEndpoint;
import dev.ferry.cassandra.CqlLogin;
import dev.ferry.cassandra.CqlReading;
import dev.ferry.cassandra.CqlTls;
import dev.ferry.cassandra.Reach;
import dev.ferry.cluster.Node;
import dev.ferry.sandbox.Sandbox.SourceNode;
import dev.ferry.schema.Cql;
import dev.ferry.schema.TableName;
import dev.ferry.secrets.KeyStores;
import dev.ferry.secrets.Passwords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.IOUtils;
import net.schmizz.sshj.transport.verification.OpenSSHKnownHosts;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SandboxIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static Sandbox sandbox;

    @BeforeAll
    static void start() throws Exception {
        sandbox = Sandbox.start(SandboxOptions.usual(), System.out::println);
    }

    @AfterAll
    static void end() {
        var folder = sandbox.folder();
        sandbox.close();
        assertFalse(Files.exists(folder));
    }

    @Test
    void everyTableHoldsWhatItIsSaidToHold() throws Exception {
        var expected = new TreeMap<String, Integer>(Map.of(
                "MixedCase.OrderLines", 120,
                "shop.customers", 60,
                "shop.invoices", 100,
                "shop.orders", 2000,
                "shop.products", 200,
                "shop.returns", 0,
                "shop.stock", 90,
                "shop.visits", 40,
                "shop.vouchers", 60));
        // 30 devices of 20; 10 single rows, 10 ranges of 4 and one whole device are deleted
        expected.put("history.events", 30 * 20 - 10 - 10 * 4 - 20);
        expected.put("history.sessions", 200);
        expected.put("telemetry.readings", 1024);
        for (var table = 1; table <= 20; table++) {
            expected.put("small.list_%02d".formatted(table), 20);
        }
        var found = new TreeMap<String, Integer>();
        try (var client = connect()) {
            for (var row : client.query("SELECT keyspace_name, table_name FROM system_schema.tables")) {
                var table = new TableName(text(row.text("keyspace_name")), text(row.text("table_name")));
                if (!table.keyspace().startsWith("system")) {
                    found.put(table.toString(), count(client, table));
                }
            }
        }
        assertEquals(expected, found);
    }

    private static int count(CqlClient client, TableName table) throws Exception {
        var all = new CqlReading(Consistency.ALL, LIMIT);
        return (int) client.query("SELECT count(*) AS rows FROM " + Cql.name(table), all)
                .getFirst()
                .number("rows");
    }

    @Test
    void schemaHasEveryKindThatAMigrationMeets() throws Exception {
        try (var client = connect()) {
            assertEquals(
                    List.of("products_by_category"),
                    client.query("SELECT index_name FROM system_schema.indexes WHERE keyspace_name = 'shop'").stream()
                            .map(row -> row.text("index_name"))
                            .toList());
            assertEquals(
                    List.of("note"),
                    client
                            .query("SELECT column_name FROM system_schema.dropped_columns WHERE keyspace_name = 'shop'")
                            .stream()
                            .map(row -> row.text("column_name"))
                            .toList());
            assertEquals(
                    List.of("address", "position"),
                    client.query("SELECT type_name FROM system_schema.types WHERE keyspace_name = 'shop'").stream()
                            .map(row -> row.text("type_name"))
                            .sorted()
                            .toList());
            var ttl = client.query("SELECT ttl(user) AS ttl FROM history.sessions WHERE id = 1")
                    .getFirst();
            assertTrue(ttl.number("ttl") > 80 * 24 * 3600);
        }
    }

    @Test
    void nodetoolAndLoaderAnswerOverSsh() throws Exception {
        for (var node : sandbox.source().nodes()) {
            try (var client = login(node)) {
                var status = run(client, "nodetool status shop");
                assertEquals(0, status.code());
                assertEquals(
                        2,
                        status.out()
                                .lines()
                                .filter(line -> line.startsWith("UN "))
                                .count(),
                        status.out());
                var help = run(client, "sstableloader --help");
                assertEquals(0, help.code());
                assertTrue(help.out().contains("usage: sstableloader"), help.out());
                assertEquals(1, run(client, "nodetool no-such-command").code());
            }
        }
    }

    @Test
    void bothNodesHoldFilesOfEveryTableThatIsNotEmpty() throws Exception {
        for (var node : sandbox.source().nodes()) {
            try (var client = login(node)) {
                assertEquals(0, run(client, "nodetool flush").code());
                var without = run(client, """
                        cd var/lib/cassandra
                        for table in data/shop/* data/history/* data/telemetry/* data/small/* data/MixedCase/*; do
                            [ -n "$(find "$table" "data2/${table#data/}" -name '*-Data.db' 2>/dev/null)" ] || echo "${table%-*}"
                        done""");
                assertEquals("data/shop/returns\n", without.out());
                assertEquals(
                        "2\n",
                        run(client, "ls -d var/lib/cassandra/data/shop/vouchers-* | wc -l")
                                .out());
            }
        }
    }

    @Test
    void anotherSandboxFindsItsOwnPlace() throws Exception {
        try (var slot = Slot.claim(2, 1)) {
            assertTrue(slot.sources(2).stream().noneMatch(sandbox.source().contactPoints()::contains));
            assertTrue(slot.targets(1).stream().noneMatch(sandbox.targetAddresses()::contains));
        }
    }

    @Test
    void aKilledOwnerLeavesNeitherCassandraNorFolder() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin/java").toString();
        var owner = new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), Owner.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var said = owner.inputReader()) {
            var folder = Path.of(said.readLine());
            var cassandra = ProcessHandle.of(Long.parseLong(said.readLine())).orElseThrow();
            assertTrue(cassandra.isAlive());
            owner.destroyForcibly();
            var end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while ((cassandra.isAlive() || Files.exists(folder)) && System.nanoTime() < end) {
                Thread.sleep(20);
            }
            assertFalse(cassandra.isAlive());
            assertFalse(Files.exists(folder));
        } finally {
            owner.destroyForcibly();
        }
    }

    /// Runs a node until it is killed; prints the folder and the node's process id.
    static final class Owner {
        private Owner() {}

        static void main() throws Exception {
            var folder = SandboxFolder.temporary();
            var slot = Slot.claim(2, 1);
            var software = Software.find(Release.V4_1, _ -> {});
            var plan =
                    NodePlan.among(software, folder.path(), folder.path().resolve("node"), "dc1", slot.sources(1), 0);
            var node = CassandraProcess.start(plan);
            node.awaitCql(LIMIT);
            System.out.println(folder.path());
            System.out.println(node.pid());
            Thread.sleep(Duration.ofMinutes(5));
            slot.close();
        }
    }

    @Test
    void aNodesOwnLoaderStreamsIntoAServiceMadeThroughTheApi() throws Exception {
        var api = sandbox.api();
        try (var aiven = new AivenClient(api.base(), api.token(), _ -> {})) {
            aiven.create(api.project(), ServiceRequest.of(ServiceName.of("acme"), "startup-4", "google-europe-west1"));
            var pace = new Pace(Duration.ofMillis(200), 2);
            var service = aiven.awaitRunning(api.project(), "acme", pace, Duration.ofMinutes(4), _ -> {});
            var login = Objects.requireNonNull(service.login());
            var authority = aiven.projectAuthority(api.project());
            try (var target = CqlClient.connect(target(service, authority), _ -> {});
                    var ssh = login(sandbox.source().nodes().getFirst())) {
                assertEquals(
                        sandbox.targetAddresses(),
                        target.ring().nodes().stream().map(Node::address).toList());
                target.execute(
                        "CREATE KEYSPACE small WITH replication = {'class': 'SimpleStrategy',"
                                + " 'replication_factor': 1}",
                        LIMIT);
                target.execute("CREATE TABLE small.list_01 (id int PRIMARY KEY, name text)", LIMIT);
                var stores = stores(aiven, authority);
                assertEquals(
                        0,
                        run(ssh, "nodetool flush small && nodetool snapshot -t one small")
                                .code());
                var load = run(ssh, """
                        sstableloader -f %s -d %s -p 24510 -sp 24512 -ssp 24512 -prtcl TLSv1.2 -u %s -pw '%s' -k small \
                            var/lib/cassandra/data/small/list_01-*/snapshots/one 2>&1""".formatted(
                                stores,
                                Objects.requireNonNull(service.internode()).host(),
                                login.user(),
                                login.password().reveal()));
                assertEquals(0, load.code(), load.out());
                var rows = target.query("SELECT id FROM small.list_01").size();
                assertTrue(rows > 0 && rows < 20, "rows of one of two nodes: " + rows + "\n" + load.out());
            }
            aiven.delete(api.project(), "acme");
        }
    }

    private static CqlEndpoint target(AivenService service, String authority) throws Exception {
        var cql = Objects.requireNonNull(service.cql());
        var login = Objects.requireNonNull(service.login());
        return new CqlEndpoint(
                List.of(cql.host()),
                cql.port(),
                new CqlLogin(login.user(), login.password()),
                new CqlTls(KeyStores.clientContext(List.of(authority), null), CqlTls.HostNames.VERIFIED));
    }

    /// The loader's configuration with its stores, written where the node can read them.
    private static Path stores(AivenClient aiven, String authority) throws Exception {
        var project = sandbox.api().project();
        var folder = Files.createDirectories(sandbox.folder().resolve("loader"));
        var password = Passwords.random(20);
        Files.write(folder.resolve("key.jks"), KeyStores.keyStore(aiven.loaderKeyPair(project, "acme"), password));
        Files.write(
                folder.resolve("trust.jks"),
                KeyStores.trustStore(
                        Map.of("project", authority, "internode", aiven.internodeAuthority(project, "acme")),
                        password));
        var stores =
                "keystore: %1$s/key.jks, keystore_password: %2$s, truststore: %1$s/trust.jks, truststore_password: %2$s"
                        .formatted(folder, password.reveal());
        return Files.writeString(folder.resolve("cassandra.yaml"), """
                client_encryption_options: {enabled: true, %1$s}
                server_encryption_options: {internode_encryption: all, %1$s}
                """.formatted(stores));
    }

    private static CqlClient connect() throws Exception {
        var source = sandbox.source();
        return CqlClient.connect(
                new CqlEndpoint(source.contactPoints(), source.cqlPort(), null, null), Reach.CONTACT_POINTS, _ -> {});
    }

    private static SSHClient login(SourceNode node) throws IOException {
        var client = new SSHClient();
        client.addHostKeyVerifier(new OpenSSHKnownHosts(node.knownHosts().toFile()));
        client.connect(node.address(), node.sshPort());
        client.authPublickey(node.user(), client.loadKeys(node.key().toString()));
        return client;
    }

    private record Ended(int code, String out) {}

    private static Ended run(SSHClient client, String line) throws IOException {
        try (var session = client.startSession();
                var command = session.exec(line)) {
            var out = IOUtils.readFully(command.getInputStream()).toString(StandardCharsets.UTF_8);
            command.join();
            return new Ended(command.getExitStatus(), out);
        }
    }

    private static String text(String text) {
        return Objects.requireNonNull(text);
    }
}
