package dev.ferry.ui;

import dev.ferry.cluster.Cluster;
import dev.ferry.cluster.DataDirectory;
import dev.ferry.cluster.JavaRuntime;
import dev.ferry.cluster.Loader;
import dev.ferry.cluster.Machine;
import dev.ferry.cluster.Node;
import dev.ferry.cluster.TableFiles;
import dev.ferry.engine.TargetLook;
import dev.ferry.migration.Becoming;
import dev.ferry.migration.Draft;
import dev.ferry.migration.Limits;
import dev.ferry.migration.Options;
import dev.ferry.migration.Selection;
import dev.ferry.migration.SourceSettings;
import dev.ferry.migration.SshCredentials;
import dev.ferry.migration.SshSettings;
import dev.ferry.migration.Target;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.Finding;
import dev.ferry.outcome.Outcome;
import dev.ferry.outcome.Severity;
import dev.ferry.plan.CellId;
import dev.ferry.plan.CellPlan;
import dev.ferry.plan.Plan;
import dev.ferry.plan.SourceShape;
import dev.ferry.plan.TablePlan;
import dev.ferry.run.Check;
import dev.ferry.run.Fact;
import dev.ferry.run.Run;
import dev.ferry.run.Step;
import dev.ferry.run.StepId;
import dev.ferry.schema.CassandraVersion;
import dev.ferry.schema.Column;
import dev.ferry.schema.Index;
import dev.ferry.schema.Keyspace;
import dev.ferry.schema.OptionValue;
import dev.ferry.schema.Replication;
import dev.ferry.schema.ReplicationPolicy;
import dev.ferry.schema.Schema;
import dev.ferry.schema.SchemaPlanner;
import dev.ferry.schema.Stage;
import dev.ferry.schema.Table;
import dev.ferry.schema.TableName;
import dev.ferry.schema.TableOptions;
import dev.ferry.schema.TargetShape;
import dev.ferry.schema.UserType;
import dev.ferry.text.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/// A migration in every state, small and huge; the same every time.
public final class Samples {
    private static final String MURMUR3 = "org.apache.cassandra.dht.Murmur3Partitioner";
    private static final List<String> KEYSPACES = List.of("shop", "billing", "telemetry", "identity", "search");
    private static final List<String> TABLES = List.of(
            "orders",
            "events_by_day",
            "customers",
            "invoices",
            "sessions",
            "readings",
            "payments",
            "products",
            "audit_trail",
            "baskets");
    private static final long MEBIBYTE = 1L << 20;

    private Samples() {}

    /// A draft from a source of this many nodes to a service.
    public static Draft draft() {
        return new Draft("macme01", "acme", source(), service(), Selection.everything(), Options.usual());
    }

    /// How to reach the sample source: no secret is asked for.
    public static SourceSettings source() {
        return SourceSettings.plain(
                List.of("10.20.0.11", "10.20.0.12"),
                9042,
                SshSettings.of("ops", 22)
                        .with(SshCredentials.none().withKeys(List.of("/home/ana/.ssh/id_ed25519")))
                        .with(Becoming.user("cassandra")));
    }

    /// A service as the target.
    public static Target service() {
        return new Target.AivenService(
                "https://api.aiven.io",
                "env:AIVEN_TOKEN",
                "acme-prod",
                "orders-eu",
                "google-europe-west1",
                "business-8",
                "4.1");
    }

    /// Any cluster as the target, without a login.
    public static Target anyCluster() {
        return new Target.CassandraCluster(List.of("10.30.0.21"), 9042, 7001, null, null, null);
    }

    /// A cluster of this many nodes and tables.
    public static Cluster cluster(int nodes, int tables) {
        var schema = schema(tables);
        var ring = new ArrayList<Node>();
        for (var i = 0; i < nodes; i++) {
            ring.add(node(i, schema));
        }
        return new Cluster(Instant.parse("2026-11-22T09:30:00Z"), "acme-production", MURMUR3, ring, schema);
    }

    private static Node node(int i, Schema schema) {
        var address = "10.20." + i / 200 + "." + (11 + i % 200);
        var random = new Random(i);
        var files = new HashMap<TableName, TableFiles>();
        var number = 0;
        for (var table : schema.tables()) {
            var sstables = 1 + random.nextInt(9);
            var bytes = (long) (MEBIBYTE * Math.exp(random.nextGaussian() * 2 + 3)) + 4096L * number++;
            files.put(
                    table.name(),
                    new TableFiles(
                            table.name(),
                            table.id(),
                            List.of("/var/lib/cassandra/data/" + table.name().keyspace() + "/"
                                    + table.name().table() + "-"
                                    + table.id().toString().replace("-", "")),
                            sstables,
                            bytes,
                            i % 5 == 4 ? Set.of("me", "nb") : Set.of("nb")));
        }
        var machine = new Machine(
                "ops",
                "cassandra",
                "/etc/cassandra/cassandra.yaml",
                List.of(new DataDirectory(
                        "/var/lib/cassandra/data", "259:1", (120L + i % 7 * 40) << 30, 800L << 30, true, true)),
                new Loader(
                        "/usr/bin/sstableloader",
                        CassandraVersion.of("4.1.8"),
                        "/usr/lib/jvm/java-11-openjdk/bin/java",
                        11),
                "/usr/bin/nodetool",
                files);
        return new Node(
                new UUID(7, i),
                address,
                address,
                i % 2 == 0 ? "dc-frankfurt" : "dc-dublin",
                "rack" + (1 + i % 3),
                CassandraVersion.of("4.1.8"),
                16,
                true,
                machine);
    }

    /// A schema of this many tables in up to five keyspaces, more of each name where there are many.
    public static Schema schema(int tables) {
        var byKeyspace = new TreeMap<String, List<Table>>();
        for (var i = 0; i < tables; i++) {
            var keyspace = KEYSPACES.get(i % KEYSPACES.size());
            var round = i / TABLES.size();
            var name = TABLES.get(i % TABLES.size()) + (round == 0 ? "" : "_" + (2000 + round));
            byKeyspace.computeIfAbsent(keyspace, key -> new ArrayList<>()).add(table(keyspace, name, i));
        }
        return new Schema(byKeyspace.entrySet().stream()
                .map(each -> new Keyspace(
                        each.getKey(),
                        each.getKey().equals("shop")
                                ? Replication.simple(1)
                                : Replication.networkTopology(new TreeMap<>(Map.of("dc-frankfurt", 3, "dc-dublin", 2))),
                        true,
                        each.getValue(),
                        each.getKey().equals("shop")
                                ? List.of(new UserType(
                                        "shop",
                                        "address",
                                        List.of(
                                                new UserType.Field("street", "text"),
                                                new UserType.Field("city", "text"))))
                                : List.of(),
                        List.of(),
                        List.of(),
                        List.of()))
                .toList());
    }

    private static Table table(String keyspace, String name, int i) {
        var table = new TableName(keyspace, name);
        var indexes = i % 4 == 1
                ? List.of(
                        new Index(name + "_by_status", table, "COMPOSITES", new TreeMap<>(Map.of("target", "status"))))
                : List.<Index>of();
        var columns = new ArrayList<>(List.of(
                Column.partitionKey("id", "uuid", 0),
                Column.clustering("at", "timestamp", 0, Column.Order.DESC),
                Column.regular("status", "text"),
                Column.regular("amount", "decimal"),
                Column.regular("note", "text")));
        if (keyspace.equals("shop")) {
            columns.add(Column.regular("sent_to", "frozen<address>"));
        }
        return new Table(
                table,
                new UUID(42, i),
                columns,
                List.of(),
                indexes,
                List.of(),
                TableOptions.defaults()
                        .with("comment", new OptionValue.Words("rows of " + name))
                        .with("gc_grace_seconds", new OptionValue.Figure("864000")),
                Set.of("compound"));
    }

    /// A target of three nodes without any keyspace.
    public static TargetLook look() {
        return new TargetLook(
                shape(),
                Schema.empty(),
                Optional.of(MURMUR3),
                OptionalLong.of(1050L << 30),
                List.of("service orders-eu, plan business-8"));
    }

    private static TargetShape shape() {
        return new TargetShape(CassandraVersion.of("4.1.8"), new TreeMap<>(Map.of("aiven", 3)));
    }

    /// The plan for all of a cluster.
    public static Plan plan(String id, Cluster cluster) {
        var names = new HashSet<TableName>();
        cluster.schema().tables().forEach(table -> names.add(table.name()));
        var schema = new SchemaPlanner(shape(), ReplicationPolicy.REPAIR, Map.of())
                .plan(cluster.schema(), names, Schema.empty());
        return new Plan(
                id,
                Instant.parse("2026-11-22T09:40:00Z"),
                new SourceShape(
                        cluster.name(),
                        "fingerprint",
                        cluster.nodes().stream()
                                .map(node -> new SourceShape.PlannedNode(
                                        node.hostId(),
                                        node.address(),
                                        node.version().text()))
                                .toList()),
                shape(),
                Stream.concat(schema.findings().stream(), Stream.of(ownLoaders(cluster)))
                        .toList(),
                schema.statements(),
                cluster.schema().tables().stream()
                        .map(table -> tablePlan(table, cluster))
                        .sorted(Comparator.comparingLong(TablePlan::bytes).reversed())
                        .toList(),
                Limits.usual());
    }

    private static Finding ownLoaders(Cluster cluster) {
        var nodes = cluster.nodes().size() + " nodes, from "
                + cluster.nodes().getFirst().address() + " to "
                + cluster.nodes().getLast().address();
        return finding(Severity.PASS, "loader on " + nodes, "Java 11", "loader.fit.own", "4.1.8");
    }

    /// The same nodes without a loader of their own, and with these Javas.
    public static Cluster withoutLoaders(Cluster cluster, int... javas) {
        var found = Arrays.stream(javas)
                .mapToObj(java -> new JavaRuntime("/usr/lib/jvm/java-" + java + "-openjdk/bin/java", java))
                .toList();
        return new Cluster(
                cluster.seen(),
                cluster.name(),
                cluster.partitioner(),
                cluster.nodes().stream()
                        .map(node -> node.with(new Machine(
                                node.machine().user(),
                                node.machine().cassandraUser(),
                                node.machine().configuration(),
                                node.machine().dataDirectories(),
                                null,
                                node.machine().nodetool(),
                                node.machine().tables(),
                                found)))
                        .toList(),
                cluster.schema());
    }

    private static TablePlan tablePlan(Table table, Cluster cluster) {
        return new TablePlan(
                table.name(),
                table.id(),
                cluster.nodes().stream()
                        .map(node -> {
                            var files = node.machine().tables().get(table.name());
                            return new CellPlan(
                                    new CellId(1, node.address(), table.name()), files.sstables(), files.bytes());
                        })
                        .toList());
    }

    /// A failure with everything that a failure has.
    public static Failure failure() {
        return new Failure(
                Failure.Kind.NEEDS_ATTENTION,
                "10.20.0.12 → 10.30.0.21:7001",
                Message.of("engine.source.node.down", "10.20.0.12"),
                "connect: Connection refused\n\tat java.base/sun.nio.ch.Net.pollConnect(Native Method)",
                Message.of("engine.source.node.down.remedy", "10.20.0.12"));
    }

    /// What has happened up to a point of the journey.
    public static List<Fact> facts(Plan plan, Until until) {
        var facts = new ArrayList<Fact>();
        facts.add(new Fact.RunStarted(plan.id(), "0.1.0"));
        done(facts, StepId.of(Step.SOURCE), "nodes up, schema as planned");
        done(facts, StepId.of(Step.TARGET), "logged in on port 9042");
        for (var statement : plan.statements(Stage.BEFORE_LOAD)) {
            done(facts, new StepId(Step.SCHEMA, statement.id()), statement.object());
        }
        done(facts, StepId.of(Step.SCHEMA_PROOF), plan.tables().size() + " tables compared");
        if (until == Until.SCHEMA) {
            return facts;
        }
        done(facts, StepId.of(Step.LOGIN), "ferry_macme01, no grants");
        for (var node : plan.source().nodes()) {
            checked(facts, node.address(), findings(node.address()));
        }
        clustersChecked(facts, clusterFindings());
        if (until == Until.CHECKED) {
            return facts;
        }
        for (var node : plan.source().nodes()) {
            done(facts, new StepId(Step.FLUSH, node.address()), "nodetool flush ended with 0");
            done(facts, new StepId(Step.SNAPSHOT, node.address()), "ferry-macme01-p1-1");
        }
        facts.add(new Fact.StepStarted(StepId.of(Step.LOAD)));
        loads(facts, plan, until);
        if (until.ordinal() < Until.LOADED.ordinal()) {
            return facts;
        }
        facts.add(new Fact.StepEnded(StepId.of(Step.LOAD), Outcome.Succeeded.shownBy("all cells")));
        facts.add(new Fact.StepStarted(StepId.of(Step.VERIFY)));
        if (until == Until.LOADED) {
            return facts;
        }
        var rows = 1_000L;
        for (var table : plan.tables()) {
            rows = rows * 7 % 9_999_991;
            facts.add(new Fact.TableVerified(
                    table.table(), 1, rows, rows, 16, Outcome.Succeeded.shownBy(rows + " rows on both sides")));
        }
        done(facts, StepId.of(Step.VERIFY), plan.tables().size() + " tables: row counts by token range are equal");
        return facts;
    }

    private static void loads(List<Fact> facts, Plan plan, Until until) {
        var i = 0;
        for (var cell : plan.cells()) {
            var number = i++;
            if (until == Until.LOADING && number % 3 == 2) {
                continue;
            }
            facts.add(new Fact.CellStaged(cell.id(), cell.sstables(), cell.bytes()));
            facts.add(new Fact.LoaderStarting(cell.id(), 1, 1));
            if (until == Until.LOADING && number % 3 == 1) {
                continue;
            }
            var outcome = until == Until.FAILED && number % 11 == 3
                    ? new Outcome.Failed(failure())
                    : until == Until.FAILED && number % 17 == 5
                            ? new Outcome.Unknown(failure())
                            : (Outcome) Outcome.Succeeded.shownBy("exit 0, every file announced");
            facts.add(new Fact.LoaderEnded(cell.id(), 1, 1, outcome, 4_200));
            facts.add(new Fact.CellEnded(cell.id(), outcome));
        }
        if (until == Until.FAILED) {
            facts.add(new Fact.StepEnded(StepId.of(Step.LOAD), new Outcome.Failed(failure())));
            facts.add(new Fact.RunRested(Fact.Rest.BLOCKED));
        }
    }

    private static void done(List<Fact> facts, StepId step, String evidence) {
        facts.add(new Fact.StepStarted(step));
        facts.add(new Fact.StepEnded(step, Outcome.Succeeded.shownBy(evidence)));
    }

    /// A node made ready and checked, with these answers.
    public static void checked(List<Fact> facts, String node, Map<Check, List<Finding>> findings) {
        var at = Instant.parse("2026-11-22T09:45:00Z");
        var root = "/var/lib/cassandra/data/.ferry-macme01";
        var credentials = new StepId(Step.CREDENTIALS, node);
        var preflight = new StepId(Step.PREFLIGHT, node);
        facts.add(new Fact.ChecksAsked(node, List.copyOf(Check.ofNodes())));
        facts.add(new Fact.StepStarted(credentials));
        facts.add(new Fact.NodeEntered(node, List.of(root)));
        facts.add(new Fact.LoaderChosen(node, "4.1.8", Fact.Origin.OWN, 11, true));
        facts.add(new Fact.CredentialsInstalled(node, root + "/credentials-1", at));
        facts.add(new Fact.StepEnded(credentials, Outcome.Succeeded.shownBy(root + "/credentials-1")));
        facts.add(new Fact.StepStarted(preflight));
        for (var check : Check.ofNodes()) {
            facts.add(new Fact.NodeChecked(node, check, at, findings.getOrDefault(check, List.of())));
        }
        var isBlocked = findings.values().stream()
                .flatMap(List::stream)
                .anyMatch(finding -> finding.severity() == Severity.BLOCK);
        facts.add(new Fact.StepEnded(
                preflight,
                isBlocked
                        ? new Outcome.Failed(new Failure(
                                Failure.Kind.NEEDS_ATTENTION,
                                "source node " + node,
                                Message.of("engine.preflight.blocked", "1"),
                                "",
                                Message.of("engine.preflight.blocked.remedy", "1")))
                        : Outcome.Succeeded.shownBy("15 of 15 checks, 20 findings, none of them blocks")));
    }

    /// What preflight finds on a node that is in order: of the ports, one finding for each target node.
    public static Map<Check, List<Finding>> findings(String node) {
        var place = node + ":/var/lib/cassandra/data";
        var loader = "loader on " + node;
        var findings = new EnumMap<Check, List<Finding>>(Check.class);
        findings.put(Check.LOADER, List.of(finding(Severity.PASS, loader, "", "loader.fit.target", "4.1.8", "4.1.8")));
        findings.put(Check.JAVA, List.of(finding(Severity.PASS, loader, "", "loader.fit.java", "4.1.8", "11")));
        findings.put(Check.FORMATS, List.of(finding(Severity.PASS, loader, "", "loader.fit.format", "4.1.8", "nb")));
        findings.put(
                Check.DIRECTORIES,
                List.of(finding(
                        Severity.PASS,
                        place,
                        "",
                        "engine.preflight.readable",
                        "/var/lib/cassandra/data",
                        "cassandra",
                        "cassandra")));
        findings.put(
                Check.ROOM,
                List.of(
                        finding(Severity.PASS, place, "", "engine.preflight.disk", "120 GiB", "800 GiB"),
                        finding(
                                Severity.PASS,
                                place,
                                "122880 MiB of 819200 MiB",
                                "source.folder.room",
                                "/var/lib/cassandra/data")));
        findings.put(
                Check.FOLDER,
                List.of(finding(
                        Severity.PASS,
                        place,
                        "nb-4217-big-Data.db",
                        "source.folder.linked",
                        "/var/lib/cassandra/data",
                        "cassandra")));
        said(findings, Check.MEMORY, node, "check.memory.enough", "21.4 GiB", "2.25 GiB", "4", "4", "576 MiB");
        said(findings, Check.USER, node, "check.user.owner", "cassandra");
        said(
                findings,
                Check.OPEN_FILES,
                node,
                "check.open_files.enough",
                "1,048,576",
                "13,163",
                "shop.orders",
                "4,217");
        said(findings, Check.TEMPORARY, node + ":/tmp", "check.temporary.runs", "/tmp", "cassandra", "–", "11.2 GiB");
        said(findings, Check.HOSTS, node, "check.hosts.own", "cassandra-" + node.replace('.', '-'));
        said(findings, Check.NODETOOL, node, "check.nodetool.in");
        findings.put(Check.NATIVE, ports(node, 9042, "CQL", "TLSv1.3 TLS_AES_256_GCM_SHA384; CQL answers"));
        findings.put(Check.INTERNODE, ports(node, 7001, "internode", "TLSv1.3 TLS_AES_256_GCM_SHA384"));
        findings.put(
                Check.REHEARSAL, List.of(finding(Severity.PASS, loader, "", "engine.preflight.rehearsal", "4.1.8")));
        return findings;
    }

    private static void said(
            Map<Check, List<Finding>> findings, Check check, String place, String key, String... arguments) {
        var remedy = new Message("check.nothing", List.of());
        findings.put(
                check,
                List.of(new Finding(key, Severity.PASS, place, new Message(key, List.of(arguments)), "", remedy)));
    }

    /// What was found of the two clusters where all is well.
    public static Map<Check, List<Finding>> clusterFindings() {
        var findings = new EnumMap<Check, List<Finding>>(Check.class);
        said(
                findings,
                Check.SOURCE_PRODUCT,
                "source acme",
                "check.source_product.cassandra",
                "Apache Cassandra",
                "4.1.8");
        said(findings, Check.SOURCE_RING, "source acme", "check.source_ring.steady", "8");
        said(findings, Check.SOURCE_SCHEMA, "source acme", "check.source_schema.one", "8");
        said(findings, Check.SOURCE_CLOCKS, "source", "check.source_clocks.agree", "0.004 s", "0.011 s");
        said(findings, Check.SOURCE_TABLES, "source", "check.source_tables.known", "38");
        said(findings, Check.SOURCE_REPAIRS, "source", "check.source_repairs.recent", "38");
        said(
                findings,
                Check.TARGET_PRODUCT,
                "target acme-new",
                "check.target_product.cassandra",
                "Apache Cassandra",
                "4.1.8");
        said(findings, Check.PARTITIONER, "source → target", "check.partitioner.same", "Murmur3Partitioner");
        said(findings, Check.TARGET_RING, "target acme-new", "check.target_ring.steady", "3");
        said(findings, Check.TARGET_SCHEMA, "target acme-new", "check.target_schema.one", "3");
        said(findings, Check.TARGET_CLOCKS, "source → target", "check.target_clocks.agree", "0.009 s", "0.014 s");
        said(findings, Check.TARGET_ROOM, "target acme-new", "check.target_room.enough", "1.4 TiB", "38 %");
        said(findings, Check.TARGET_TABLES, "target", "check.target_tables.plain", "38");
        said(findings, Check.TARGET_PRESSURE, "target acme-new", "check.target_pressure.calm", "3");
        said(findings, Check.TARGET_SETTINGS, "target acme-new", "check.target_settings.suit");
        return findings;
    }

    /// The two clusters checked, with these answers.
    public static void clustersChecked(List<Fact> facts, Map<Check, List<Finding>> findings) {
        var at = Instant.parse("2026-11-22T09:44:30Z");
        facts.add(new Fact.ChecksAsked(Check.CLUSTERS, List.copyOf(Check.ofClusters())));
        for (var check : Check.ofClusters()) {
            facts.add(new Fact.NodeChecked(Check.CLUSTERS, check, at, findings.getOrDefault(check, List.of())));
        }
    }

    private static List<Finding> ports(String node, int port, String name, String evidence) {
        return List.of("10.30.0.21", "10.30.0.22", "10.30.0.23").stream()
                .map(target ->
                        finding(Severity.PASS, node + " → " + target + ":" + port, evidence, "loader.probe.pass", name))
                .toList();
    }

    /// A finding whose texts have this key.
    public static Finding finding(Severity severity, String place, String evidence, String key, String... arguments) {
        var given = List.of(arguments);
        var remedy =
                severity == Severity.PASS && key.startsWith("loader.fit.") ? "loader.fit.remedy.none" : key + ".remedy";
        return new Finding(key, severity, place, new Message(key, given), evidence, new Message(remedy, given));
    }

    /// The fold of facts.
    public static Run run(List<Fact> facts) {
        var run = Run.EMPTY;
        for (var fact : facts) {
            run = run.after(fact);
        }
        return run;
    }

    /// A point of the journey.
    public enum Until {
        /// The schema stands on the target.
        SCHEMA,
        /// The nodes are checked.
        CHECKED,
        /// A third is loaded, a third is being loaded, a third waits.
        LOADING,
        /// The load is over, some cells failed, some are unknown.
        FAILED,
        /// Everything is loaded, nothing is counted.
        LOADED,
        /// Everything is verified.
        VERIFIED
    }
}
