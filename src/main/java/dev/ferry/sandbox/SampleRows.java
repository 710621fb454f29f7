package dev.ferry.sandbox;

import dev.ferry.cassandra.CqlClient;
import dev.ferry.outcome.FailureException;
import dev.ferry.text.Messages;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Fills the tables of {@link SampleSchema}. The rows are the same each time; every table that is not
/// meant to be empty has rows on every node.
final class SampleRows {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int AT_ONCE = 32;
    private static final int READING_BYTES = 8 * 1024;
    private static final int READINGS_PER_DEVICE = 16;
    private static final int KIBIBYTES_PER_READING = READING_BYTES / 1024;
    private static final int TTL_SECONDS = 90 * 24 * 60 * 60;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final CqlClient client;
    private final CqlClient seed;
    private final List<NodePlan> nodes;
    private final Consumer<String> progress;

    /// Rows for a cluster that is up.
    ///
    /// @param client reaches every node
    /// @param seed reaches one node only: a node that has not heard of a change yet would say that all
    ///     agree
    SampleRows(CqlClient client, CqlClient seed, List<NodePlan> nodes, Consumer<String> progress) {
        this.client = client;
        this.seed = seed;
        this.nodes = List.copyOf(nodes);
        this.progress = progress;
    }

    /// Writes all rows, and changes the schema where a table shall have a past.
    void write(SandboxOptions.Size size) throws FailureException, InterruptedException {
        try (var crew = new Crew()) {
            crew.start(this::tablesWithAPast);
            crew.start(this::shop);
            crew.start(this::history);
            crew.start(this::quotedAndSmall);
            crew.start(() -> readings(size.mebibytes()));
            crew.await();
        }
    }

    /// A table that was dropped and made again has two folders; one with a dropped column has it in its
    /// files still. One thread, because schema changes must come one after the other.
    private void tablesWithAPast() throws FailureException, InterruptedException {
        each(
                100, "INSERT INTO shop.invoices (id, total, note) VALUES (?, ?, ?)", number -> new Object[] {
                    number, BigDecimal.valueOf(number * 199L, 2), "written before the column went, " + number
                });
        each(50, "INSERT INTO shop.vouchers (code, worth) VALUES (?, ?)", number ->
                new Object[] {"OLD-" + number, number});
        try (var crew = new Crew()) {
            for (var node : nodes) {
                crew.start(() -> Nodetool.run(node, "flush", "shop", "invoices", "vouchers"));
            }
            crew.await();
        }
        change("ALTER TABLE shop.invoices DROP note");
        change("DROP TABLE shop.vouchers");
        change(SampleSchema.VOUCHERS);
        // by its text, since what was prepared speaks of the table that is gone
        for (var number = 0; number < 60; number++) {
            var insert = "INSERT INTO shop.vouchers (code, worth) VALUES ('NEW-%d', %d)".formatted(number, number * 5);
            seed.execute(insert, LIMIT);
        }
    }

    private void shop() throws FailureException, InterruptedException {
        for (var id = 0; id < 60; id++) {
            execute(customer(id));
        }
        each(
                40 * 50,
                "INSERT INTO shop.orders (customer, placed, number, total, remark) VALUES (?, ?, ?, ?, ?)",
                number -> new Object[] {
                    number / 50,
                    START.plus(Duration.ofHours(number % 50 / 2)),
                    number,
                    BigDecimal.valueOf(number, 2),
                    number % 7 == 0 ? null : "order " + number
                });
        each(30, "INSERT INTO shop.stock (article, name, weight) VALUES (?, ?, ?)", number ->
                new Object[] {number, "article " + number, number / 8.0});
        each(90, "INSERT INTO shop.stock (article, warehouse, pieces) VALUES (?, ?, ?)", number ->
                new Object[] {number / 3, List.of("north", "south", "west").get(number % 3), number});
        each(200, "INSERT INTO shop.products (id, name, category, price) VALUES (?, ?, ?, ?)", number ->
                new Object[] {number, "product " + number, "category " + number % 8, BigDecimal.valueOf(number, 1)});
        for (var page = 0; page < 40; page++) {
            execute("UPDATE shop.visits SET hits = hits + %d WHERE page = '/page/%d'".formatted(page + 1, page));
        }
    }

    private static String customer(int id) {
        return """
                INSERT INTO shop.customers (id, name, emails, phones, notes, home) VALUES (%1$d, 'customer %1$d',
                {'a%1$d@example.org', 'b%1$d@example.org'}, {'home': '0%1$d', 'work': '1%1$d'}, ['first', 'second'],
                {street: 'Street %1$d', city: 'Town', place: {latitude: %1$d.5, longitude: -%1$d.25}})""".formatted(id);
    }

    private void history() throws FailureException, InterruptedException {
        each(
                200,
                "INSERT INTO history.sessions (id, user, started) VALUES (?, ?, ?) USING TTL " + TTL_SECONDS,
                number -> new Object[] {number, "user " + number % 9, START.plusSeconds(number)});
        each(30 * 20, "INSERT INTO history.events (device, moment, value) VALUES (?, ?, ?)", number ->
                new Object[] {number / 20, number % 20, "event " + number});
        for (var device = 0; device < 30; device += 3) {
            execute("DELETE FROM history.events WHERE device = %d AND moment = 4".formatted(device));
            execute("DELETE FROM history.events WHERE device = %d AND moment >= 8 AND moment < 12"
                    .formatted(device + 1));
        }
        execute("DELETE FROM history.events WHERE device = 29");
    }

    private void quotedAndSmall() throws FailureException, InterruptedException {
        each(
                120,
                "INSERT INTO \"MixedCase\".\"OrderLines\" (\"OrderId\", \"lineNo\", \"Article\") VALUES (?, ?, ?)",
                number -> new Object[] {number / 4, number % 4, "Article " + number});
        for (var table = 1; table <= SampleSchema.SMALL_TABLES; table++) {
            each(20, "INSERT INTO " + SampleSchema.small(table) + " (id, name) VALUES (?, ?)", number ->
                    new Object[] {number, "row " + number});
        }
    }

    /// Random bytes: no compression makes them smaller, so that the table has the size that it is said to
    /// have.
    private void readings(int mebibytes) throws FailureException, InterruptedException {
        var rows = mebibytes * 1024 / KIBIBYTES_PER_READING;
        each(rows, "INSERT INTO telemetry.readings (device, moment, payload) VALUES (?, ?, ?)", number -> {
            tell(number, rows, mebibytes);
            var payload = new byte[READING_BYTES];
            new SplittableRandom(number).nextBytes(payload);
            return new Object[] {number / READINGS_PER_DEVICE, number % READINGS_PER_DEVICE, ByteBuffer.wrap(payload)};
        });
    }

    private void tell(int number, int rows, int mebibytes) {
        var tenth = rows / 10;
        if (number > 0 && number % tenth == 0 && mebibytes > SandboxOptions.Size.SMALL.mebibytes()) {
            var written = (long) number * KIBIBYTES_PER_READING / 1024;
            progress.accept(Messages.text("sandbox.progress.written", written, mebibytes));
        }
    }

    /// The values of one row.
    private interface Row {
        @Nullable
        Object[] values(int number);
    }

    private void each(int rows, String cql, Row row) throws FailureException, InterruptedException {
        Crew.each(rows, AT_ONCE, number -> client.execute(cql, LIMIT, row.values(number)));
    }

    /// Changes the schema; a busy node may hear of it late.
    private void change(String cql) throws FailureException, InterruptedException {
        seed.execute(cql, LIMIT);
        seed.awaitAgreement(LIMIT);
    }

    private void execute(String cql) throws FailureException, InterruptedException {
        client.execute(cql, LIMIT);
    }
}
