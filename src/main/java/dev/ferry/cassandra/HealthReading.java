package dev.ferry.cassandra;

import com.datastax.oss.driver.api.core.metadata.Node;
import dev.ferry.cluster.ClockReading;
import dev.ferry.cluster.Member;
import dev.ferry.cluster.Product;
import dev.ferry.outcome.FailureException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads what a cluster says of its own state: what it is, who joins or leaves, how its clocks go, how it is
/// configured. Every method asks anew. What a release does not have is missing in the answer, which is not
/// the same as in order.
public final class HealthReading {
    private static final String CLOCK = "SELECT toTimestamp(now()) AS clock FROM system.local";
    private static final String GOSSIP = "SELECT * FROM system_views.gossip_info";
    private static final String SETTINGS = "SELECT name, value FROM system_views.settings";
    private static final String KEYSPACES = "SELECT keyspace_name FROM system_schema.keyspaces";
    private static final String SYSTEM_TABLES =
            "SELECT table_name FROM system_schema.tables WHERE keyspace_name IN ('system', 'system_schema')";
    private static final String REPAIRS = "SELECT keyspace_name, columnfamily_names, started_at,"
            + " successful_ranges FROM system_distributed.parent_repair_history";
    // a repair of one node tells hundreds of ranges
    private static final int REPAIRS_A_PAGE = 200;
    private static final CqlReading QUICK = new CqlReading(Consistency.LOCAL_ONE, Duration.ofSeconds(10));
    private static final CqlReading LONG = new CqlReading(Consistency.LOCAL_ONE, Duration.ofSeconds(30));
    private static final int CLOCK_TRIES = 3;
    private static final Duration CLOCK_GRAIN = Duration.ofMillis(1);

    private final DriverSession session;
    private final String label;
    private final CqlRow local;
    private final Consumer<String> told;

    /// @param told gets every statement before it is sent
    HealthReading(DriverSession session, String label, CqlRow local, Consumer<String> told) {
        this.session = session;
        this.label = label;
        this.local = local;
        this.told = told;
    }

    /// What it is.
    public Product product() throws FailureException, InterruptedException {
        var columns = local.values().entrySet().stream()
                .filter(each -> each.getValue() != null)
                .map(Map.Entry::getKey)
                .toList();
        // only the tables of the system tell them apart; a release before 3.0 keeps them elsewhere
        var keyspaces = names(KEYSPACES, "keyspace_name");
        var tables = names(SYSTEM_TABLES, "table_name");
        return Product.of(
                release(),
                Objects.requireNonNullElse(local.text("cluster_name"), ""),
                label,
                columns,
                keyspaces,
                tables);
    }

    /// The release that it says it is, word for word.
    public String release() {
        return Objects.requireNonNullElse(local.text("release_version"), "");
    }

    private Set<String> names(String cql, String column) throws FailureException, InterruptedException {
        return rows(cql, null, QUICK).orElse(List.of()).stream()
                .map(row -> Objects.requireNonNullElse(row.text(column), ""))
                .collect(Collectors.toSet());
    }

    /// Every node that gossip knows, those that join and leave among them (`system_views.gossip_info`, from
    /// 4.1 on); empty where it cannot be read: then the ring's own tables show only members.
    public Optional<List<Member>> gossip() throws FailureException, InterruptedException {
        var down = new HashSet<String>();
        for (var node : session.withinReach()) {
            if (node.getOpenConnections() == 0) {
                down.add(Addresses.node(node));
            }
        }
        return rows(GOSSIP, session.one().orElse(null), QUICK)
                .map(rows ->
                        rows.stream().flatMap(row -> member(row, down).stream()).toList());
    }

    /// One line of gossip; empty for a node that has left for good and is only remembered.
    static Optional<Member> member(CqlRow row, Set<String> down) {
        var said = first(row, "status_with_port", "status").toUpperCase(Locale.ROOT);
        var word = said.contains(",") ? said.substring(0, said.indexOf(',')) : said;
        if (word.equals("LEFT") || word.equals("REMOVED")) {
            return Optional.empty();
        }
        var announced = first(row, "native_address_and_port", "rpc_address");
        var address = announced.isEmpty() ? plain(row) : host(announced);
        var state = switch (word) {
            case "BOOT", "BOOT_REPLACE", "BOOTSTRAPPING", "HIBERNATE", "" -> Member.State.JOINING;
            case "LEAVING", "REMOVING" -> Member.State.LEAVING;
            case "MOVING" -> Member.State.MOVING;
            default -> Member.State.NORMAL;
        };
        var isUp = !word.equals("SHUTDOWN") && !down.contains(address);
        return Optional.of(new Member(address, first(row, "dc"), state, isUp, bytes(first(row, "load"))));
    }

    private static String plain(CqlRow row) {
        return row.values().get("address") instanceof java.net.InetAddress address
                ? address.getHostAddress()
                : first(row, "hostname");
    }

    // 10.1.0.3:9042, [2001:db8::1]:9042
    private static String host(String text) {
        var bare = text.startsWith("/") ? text.substring(1) : text;
        var colon = bare.lastIndexOf(':');
        if (bare.startsWith("[")) {
            return bare.substring(1, Math.max(1, bare.indexOf(']')));
        }
        return colon > 0 && bare.indexOf(':') == colon ? bare.substring(0, colon) : bare;
    }

    private static OptionalLong bytes(String load) {
        try {
            return load.isEmpty() ? OptionalLong.empty() : OptionalLong.of((long) Double.parseDouble(load));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    private static String first(CqlRow row, String... columns) {
        return Stream.of(columns)
                .map(column -> row.values().get(column))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse("");
    }

    /// Who has which schema: version → addresses; nodes known to be down are left out.
    public Map<String, List<String>> schemas() throws FailureException, InterruptedException {
        var node = session.one().orElse(null);
        told.accept(RingRows.LOCAL);
        var own = session.read(RingRows.LOCAL, QUICK, node).getFirst();
        var version = Objects.requireNonNullElse(own.text("release_version"), "0.0");
        var peers = RingRows.peersOf(dev.ferry.schema.CassandraVersion.of(version));
        told.accept(peers);
        var holders = new HashMap<String, List<String>>();
        new RingRows(own, session.read(peers, QUICK, node), session.down())
                .schemaVersions()
                .forEach((schema, nodes) -> holders.put(schema.toString(), nodes));
        return Map.copyOf(holders);
    }

    /// The clocks of all nodes that we are connected to, each asked by itself; of several tries the quickest
    /// counts, for it says most.
    ///
    /// @return by address
    public Map<String, ClockReading> clocks() throws FailureException, InterruptedException {
        told.accept(CLOCK);
        var readings = new HashMap<String, ClockReading>();
        for (var node : session.connected()) {
            clock(node).ifPresent(reading -> readings.put(Addresses.node(node), reading));
        }
        return readings;
    }

    private Optional<ClockReading> clock(Node node) throws FailureException, InterruptedException {
        Optional<ClockReading> best = Optional.empty();
        for (int i = 0; i < CLOCK_TRIES; i++) {
            var sent = System.currentTimeMillis();
            var rows = session.read(CLOCK, QUICK, node);
            var received = System.currentTimeMillis();
            if (!rows.isEmpty() && rows.getFirst().values().get("clock") instanceof Instant clock) {
                var there = clock.toEpochMilli();
                var reading = ClockReading.of(sent, there, there, received, CLOCK_GRAIN);
                best = best.filter(other -> other.error().compareTo(reading.error()) <= 0)
                        .or(() -> Optional.of(reading));
            }
        }
        return best;
    }

    /// Settings of one node, by name (`system_views.settings`, from 4.0 on); empty where it cannot be read.
    public Optional<Map<String, String>> settings() throws FailureException, InterruptedException {
        return rows(SETTINGS, session.one().orElse(null), QUICK).map(rows -> {
            var values = new HashMap<String, String>();
            rows.forEach(row -> values.put(
                    Objects.requireNonNullElse(row.text("name"), ""),
                    Objects.requireNonNullElse(row.text("value"), "")));
            return Map.copyOf(values);
        });
    }

    /// Reads `system_distributed.parent_repair_history` page by page: what `nodetool repair` did in the last
    /// thirty days, on all nodes together. Of a large cluster that is too much to be held at once.
    ///
    /// @param row takes in each row
    /// @return whether it could be read: not where our login may not, or a release has none
    public boolean readRepairs(Consumer<CqlRow> row) throws FailureException, InterruptedException {
        told.accept(REPAIRS);
        var pages = session.pages(REPAIRS, LONG, REPAIRS_A_PAGE);
        try {
            for (var page = pages.next(); !page.isEmpty(); page = pages.next()) {
                page.forEach(row);
            }
            return true;
        } catch (FailureException e) {
            if (isAboutTheStatement(e)) {
                return false;
            }
            throw e;
        }
    }

    private static boolean isAboutTheStatement(FailureException e) {
        return CqlCause.of(e.failure()).filter(CqlCause::isAboutTheStatement).isPresent();
    }

    /// Empty if there is no such table, or it may not be read.
    private Optional<List<CqlRow>> rows(String cql, @org.jspecify.annotations.Nullable Node node, CqlReading reading)
            throws FailureException, InterruptedException {
        told.accept(cql);
        try {
            return Optional.of(session.read(cql, reading, node));
        } catch (FailureException e) {
            if (isAboutTheStatement(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
