package dev.ferry.ui.schema;

import dev.ferry.cluster.Cluster;
import dev.ferry.engine.TargetLook;
import dev.ferry.migration.Draft;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.Outcome;
import dev.ferry.plan.Plan;
import dev.ferry.plan.SourceShape;
import dev.ferry.run.Fact;
import dev.ferry.run.StepId;
import dev.ferry.schema.CassandraVersion;
import dev.ferry.schema.Column;
import dev.ferry.schema.Column.Kind;
import dev.ferry.schema.Column.Order;
import dev.ferry.schema.DroppedColumn;
import dev.ferry.schema.Index;
import dev.ferry.schema.Keyspace;
import dev.ferry.schema.OptionValue;
import dev.ferry.schema.Replication;
import dev.ferry.schema.Schema;
import dev.ferry.schema.SchemaPlanner;
import dev.ferry.schema.Table;
import dev.ferry.schema.TableName;
import dev.ferry.schema.TableOptions;
import dev.ferry.schema.TargetShape;
import dev.ferry.schema.UserType;
import dev.ferry.schema.View;
import dev.ferry.text.Message;
import dev.ferry.ui.Samples;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/// A shop on Cassandra 3.11 with everything that a schema can have, on its way to a 4.1 with two data centres.
final class SchemaSamples {
    private SchemaSamples() {}

    static Draft draft() {
        return Samples.draft();
    }

    static Cluster cluster() {
        var cluster = Samples.cluster(3, 4);
        var nodes = cluster.nodes().stream()
                .map(each -> new dev.ferry.cluster.Node(
                        each.hostId(),
                        each.address(),
                        each.broadcastAddress(),
                        each.dataCentre(),
                        each.rack(),
                        CassandraVersion.of("3.11.19"),
                        each.tokens(),
                        each.up(),
                        each.machine()))
                .toList();
        return new Cluster(cluster.seen(), cluster.name(), cluster.partitioner(), nodes, schema());
    }

    static TargetLook look() {
        var identity = schema().keyspace("identity").orElseThrow();
        return new TargetLook(
                new TargetShape(CassandraVersion.of("4.1.10"), new TreeMap<>(Map.of("eu-west", 3, "eu-north", 2))),
                new Schema(List.of(new Keyspace(
                        "identity",
                        Replication.networkTopology(new TreeMap<>(Map.of("eu-west", 3, "eu-north", 2))),
                        true,
                        identity.tables(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of()))),
                Optional.empty(),
                OptionalLong.of(1L << 40),
                List.of("seen"));
    }

    private static Schema schema() {
        return new Schema(List.of(shop(), billing(), identity(), telemetry()));
    }

    private static Keyspace shop() {
        var orders = new TableName("shop", "orders");
        var columns = List.of(
                Column.partitionKey("customer", "uuid", 0),
                Column.clustering("placed", "timestamp", 0, Order.DESC),
                Column.clustering("line", "int", 1, Order.ASC),
                Column.fixed("currency", "ascii"),
                Column.regular("delivery", "frozen<address>"),
                Column.regular("note", "text"),
                Column.regular("status", "text"),
                Column.regular("tags", "set<text>"),
                Column.regular("total", "decimal"));
        var view = new View(
                "orders_by_day",
                orders,
                false,
                "placed IS NOT NULL AND customer IS NOT NULL AND line IS NOT NULL",
                List.of(
                        Column.partitionKey("placed", "timestamp", 0),
                        Column.clustering("customer", "uuid", 0, Order.ASC),
                        Column.clustering("line", "int", 1, Order.ASC),
                        Column.regular("status", "text")),
                TableOptions.defaults().with("gc_grace_seconds", new OptionValue.Figure("864000")));
        var tables = new ArrayList<Table>();
        tables.add(new Table(
                orders,
                new UUID(1, 1),
                columns,
                List.of(new DroppedColumn("coupon", "int", Kind.REGULAR, 1_500_000_000_000_000L)),
                List.of(
                        new Index("orders_by_status", orders, "COMPOSITES", new TreeMap<>(Map.of("target", "status"))),
                        new Index(
                                "orders_by_note",
                                orders,
                                "CUSTOM",
                                new TreeMap<>(Map.of(
                                        "target", "note",
                                        "class_name", "org.apache.cassandra.index.sasi.SASIIndex",
                                        "mode", "CONTAINS")))),
                List.of(),
                options("what people put into their carts, once they paid"),
                Set.of("compound")));
        tables.add(plain("shop", "customers", "people who have ordered"));
        tables.add(plain("shop", "products", "what can be ordered"));
        tables.add(plain("shop", "stock", "where it lies"));
        return new Keyspace(
                "shop",
                Replication.networkTopology(new TreeMap<>(Map.of("dc-frankfurt", 3, "dc-dublin", 2))),
                true,
                tables,
                List.of(
                        new UserType(
                                "shop",
                                "address",
                                List.of(
                                        new UserType.Field("street", "text"),
                                        new UserType.Field("city", "text"),
                                        new UserType.Field("place", "frozen<position>"))),
                        new UserType(
                                "shop",
                                "position",
                                List.of(
                                        new UserType.Field("latitude", "double"),
                                        new UserType.Field("longitude", "double")))),
                List.of(view),
                List.of(),
                List.of());
    }

    private static Keyspace billing() {
        return keyspace(
                "billing",
                Replication.simple(1),
                plain("billing", "invoices", "sent"),
                plain("billing", "payments", "got"));
    }

    private static Keyspace identity() {
        return keyspace(
                "identity",
                Replication.networkTopology(new TreeMap<>(Map.of("dc-frankfurt", 3))),
                plain("identity", "sessions", "who is here"));
    }

    private static Keyspace telemetry() {
        var legacy = plain("telemetry", "card_reads", "sealed by the terminal");
        var sealed = new Table(
                legacy.name(),
                legacy.id(),
                legacy.columns(),
                List.of(),
                List.of(),
                List.of(),
                legacy.options()
                        .with(
                                "compression",
                                new OptionValue.Entries(new TreeMap<>(
                                        Map.of("class", "com.acme.EncryptingCompressor", "chunk_length_in_kb", "64")))),
                legacy.flags());
        return keyspace("telemetry", Replication.simple(3), sealed, plain("telemetry", "readings", "one a second"));
    }

    private static Keyspace keyspace(String name, Replication replication, Table... tables) {
        return new Keyspace(name, replication, true, List.of(tables), List.of(), List.of(), List.of(), List.of());
    }

    private static Table plain(String keyspace, String name, String comment) {
        return new Table(
                new TableName(keyspace, name),
                new UUID(2, name.hashCode()),
                List.of(
                        Column.partitionKey("id", "uuid", 0),
                        Column.clustering("at", "timestamp", 0, Order.DESC),
                        Column.regular("amount", "decimal"),
                        Column.regular("note", "text")),
                List.of(),
                List.of(),
                List.of(),
                options(comment),
                Set.of("compound"));
    }

    private static TableOptions options(String comment) {
        return TableOptions.defaults()
                .with("bloom_filter_fp_chance", new OptionValue.Figure("0.01"))
                .with(
                        "caching",
                        new OptionValue.Entries(new TreeMap<>(Map.of("keys", "ALL", "rows_per_partition", "NONE"))))
                .with("comment", new OptionValue.Words(comment))
                .with(
                        "compaction",
                        new OptionValue.Entries(new TreeMap<>(
                                Map.of("class", "org.apache.cassandra.db.compaction.LeveledCompactionStrategy"))))
                .with(
                        "compression",
                        new OptionValue.Entries(new TreeMap<>(Map.of(
                                "class",
                                "org.apache.cassandra.io.compress.LZ4Compressor",
                                "chunk_length_in_kb",
                                "64"))))
                .with("crc_check_chance", new OptionValue.Figure("1.0"))
                .with("dclocal_read_repair_chance", new OptionValue.Figure("0.2"))
                .with("default_time_to_live", new OptionValue.Figure("0"))
                .with("gc_grace_seconds", new OptionValue.Figure("432000"))
                .with("max_index_interval", new OptionValue.Figure("2048"))
                .with("min_index_interval", new OptionValue.Figure("128"))
                .with("read_repair_chance", new OptionValue.Figure("0.0"))
                .with("speculative_retry", new OptionValue.Words("99PERCENTILE"));
    }

    /// The plan for what a draft wants.
    static Plan plan(String id, Draft draft) {
        var look = look();
        var tables = schema().tables().stream()
                .map(Table::name)
                .filter(draft.selection()::takes)
                .collect(Collectors.toSet());
        var schema = new SchemaPlanner(look.shape(), draft.options().schemaChoices())
                .plan(schema(), tables, look.standing());
        return new Plan(
                id,
                Instant.parse("2026-11-22T10:00:00Z"),
                new SourceShape("acme", "f", List.of()),
                look.shape(),
                List.of(),
                schema.statements(),
                List.of(),
                draft.options().limits());
    }

    static Fact started(StepId step) {
        return new Fact.StepStarted(step);
    }

    static Fact done(StepId step) {
        return new Fact.StepEnded(step, Outcome.Succeeded.shownBy(step.toString()));
    }

    static Fact failed(StepId step) {
        return new Fact.StepEnded(
                step,
                new Outcome.Failed(new Failure(
                        Failure.Kind.NEEDS_ATTENTION,
                        "target 10.30.0.21:9042",
                        Message.of("engine.schema.differs"),
                        "InvalidRequest: code=2200 message=\"Unknown type shop.position\"",
                        Message.of("engine.schema.differs.remedy"))));
    }
}
