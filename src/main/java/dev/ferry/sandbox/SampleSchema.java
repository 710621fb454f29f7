package dev.ferry.sandbox;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What the source holds: one table of every kind that a migration meets. The data centres `dc1` and `dc2` are
/// such as no target has.
final class SampleSchema {
    /// How many tables are small.
    static final int SMALL_TABLES = 20;

    /// The table whose column is dropped after its rows have been written to disk.
    static final String INVOICES = "CREATE TABLE shop.invoices (id int PRIMARY KEY, total decimal, note text)";
    /// The table that is dropped and made again.
    static final String VOUCHERS = "CREATE TABLE shop.vouchers (code text PRIMARY KEY, worth int)";

    private SampleSchema() {}

    /// The statements, in order.
    ///
    /// @param dataCentres 1, or 2: then some keyspaces have a copy in each, and the others in the first only
    static List<String> statements(int dataCentres) {
        return Stream.of(dataCentres == 1 ? keyspaces() : keyspacesOfTwo(), shop(), history(), others(), small())
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> keyspaces() {
        return List.of(
                "CREATE KEYSPACE shop WITH replication = {'class': 'NetworkTopologyStrategy', 'dc1': 1}",
                "CREATE KEYSPACE history WITH replication = {'class': 'NetworkTopologyStrategy', 'dc1': 2}",
                "CREATE KEYSPACE telemetry WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}",
                "CREATE KEYSPACE small WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}",
                "CREATE KEYSPACE \"MixedCase\" WITH replication = {'class': 'NetworkTopologyStrategy', 'dc1': 1}");
    }

    private static List<String> keyspacesOfTwo() {
        var here = " WITH replication = {'class': 'NetworkTopologyStrategy', 'dc1': 1}";
        var both = " WITH replication = {'class': 'NetworkTopologyStrategy', 'dc1': 1, 'dc2': 1}";
        return List.of(
                "CREATE KEYSPACE shop" + here,
                "CREATE KEYSPACE history" + both,
                "CREATE KEYSPACE telemetry" + both,
                "CREATE KEYSPACE small" + both,
                "CREATE KEYSPACE \"MixedCase\"" + here);
    }

    private static List<String> shop() {
        return List.of(
                "CREATE TYPE shop.position (latitude double, longitude double)",
                "CREATE TYPE shop.address (street text, city text, place frozen<position>)",
                """
                CREATE TABLE shop.customers (id int PRIMARY KEY, name text, emails set<text>,
                    phones map<text, text>, notes list<text>, home frozen<address>)""",
                """
                CREATE TABLE shop.orders (customer int, placed timestamp, number int, total decimal, remark text,
                    PRIMARY KEY (customer, placed, number)) WITH CLUSTERING ORDER BY (placed DESC, number ASC)""",
                """
                CREATE TABLE shop.stock (article int, warehouse text, name text static, weight double static,
                    pieces int, PRIMARY KEY (article, warehouse))""",
                "CREATE TABLE shop.products (id int PRIMARY KEY, name text, category text, price decimal)",
                "CREATE INDEX products_by_category ON shop.products (category)",
                "CREATE TABLE shop.visits (page text PRIMARY KEY, hits counter)",
                "CREATE TABLE shop.returns (id int PRIMARY KEY, reason text)",
                INVOICES,
                VOUCHERS);
    }

    private static List<String> history() {
        return List.of(
                "CREATE TABLE history.sessions (id int PRIMARY KEY, user text, started timestamp)",
                "CREATE TABLE history.events (device int, moment int, value text, PRIMARY KEY (device, moment))");
    }

    private static List<String> others() {
        return List.of("""
                CREATE TABLE telemetry.readings (device int, moment int, payload blob,
                    PRIMARY KEY (device, moment))""", """
                CREATE TABLE "MixedCase"."OrderLines" ("OrderId" int, "lineNo" int, "Article" text,
                    PRIMARY KEY ("OrderId", "lineNo"))""");
    }

    private static List<String> small() {
        return IntStream.rangeClosed(1, SMALL_TABLES)
                .mapToObj(number -> "CREATE TABLE " + small(number) + " (id int PRIMARY KEY, name text)")
                .toList();
    }

    /// The name of a small table.
    ///
    /// @param number from 1
    static String small(int number) {
        return "small.list_%02d".formatted(number);
    }
}
