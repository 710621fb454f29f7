package dev.ferry.journal;

import dev.ferry.cluster.Cluster;
import dev.ferry.json.Json;
import dev.ferry.json.JsonException;
import dev.ferry.migration.Draft;
import dev.ferry.migration.Migration;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.plan.CellId;
import dev.ferry.plan.Plan;
import dev.ferry.run.Fact;
import dev.ferry.run.Run;
import dev.ferry.text.Message;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/// One migration as a file.
///
/// A document that was opened for writing belongs to this process until it is closed; others may look at it
/// meanwhile with {@link #view(Path)}. A fact is on the disk when {@link #append(Fact)} returns.
public final class Document implements AutoCloseable {
    /// The format that this Ferry writes; a newer one is refused, an older one is brought up to it where it
    /// is opened for work, and read as it is where it is only looked at.
    static final int FORMAT = 2;

    // "FERY": tells a Ferry document from any other SQLite file.
    static final int APPLICATION = 0x46455259;

    private static final String MIGRATION = "migration";
    private static final String SURVEY = "survey";
    private static final String PLAN = "plan";

    private final Path path;
    private final Connection connection;
    private final @Nullable OwnerLock lock;
    private final Clock clock;

    private Document(Path path, Connection connection, @Nullable OwnerLock lock) {
        this.path = path;
        this.connection = connection;
        this.lock = lock;
        this.clock = Clock.systemUTC();
    }

    /// Makes a new document.
    ///
    /// @throws FailureException if there is a file already, or it cannot be written
    public static Document create(Path path, Migration migration) throws FailureException {
        return create(path, Draft.of(migration));
    }

    /// Makes a new document for a migration of which not everything is known yet.
    ///
    /// @throws FailureException if there is a file already, or it cannot be written
    public static Document create(Path path, Draft draft) throws FailureException {
        if (Files.exists(path)) {
            throw failure(path, "document.exists", "", "document.exists.remedy", null);
        }
        var lock = OwnerLock.take(path);
        try {
            var document = new Document(path, connect(path, false), lock);
            document.makeTables();
            document.save(draft);
            return document;
        } catch (SQLException e) {
            lock.release();
            throw failure(path, "document.unwritable", text(e), "document.unwritable.remedy", e);
        }
    }

    /// Opens a document to work on it.
    ///
    /// @throws FailureException if it is not there, not a Ferry document, of a newer Ferry, damaged, or
    ///     open in another Ferry
    public static Document open(Path path) throws FailureException {
        requireFile(path);
        var lock = OwnerLock.take(path);
        try {
            return broughtUp(checked(new Document(path, connect(path, false), lock)));
        } catch (SQLException e) {
            lock.release();
            throw failure(path, "document.unreadable", text(e), "document.unreadable.remedy", e);
        } catch (FailureException e) {
            lock.release();
            throw e;
        }
    }

    /// All of it or nothing: whoever looks at it meanwhile sees either format.
    private static Document broughtUp(Document document) throws FailureException, SQLException {
        var connection = document.connection;
        try {
            if (document.pragma("user_version") == FORMAT) {
                return document;
            }
            var draft = document.draft();
            connection.setAutoCommit(false);
            document.save(draft);
            try (var statement = connection.createStatement()) {
                statement.executeUpdate("PRAGMA user_version = " + FORMAT);
            }
            connection.commit();
            connection.setAutoCommit(true);
            return document;
        } catch (FailureException | SQLException e) {
            // what was not committed is gone with the connection
            connection.close();
            throw e;
        }
    }

    /// Opens a document only to look at it, also while another Ferry works on it.
    public static Document view(Path path) throws FailureException {
        requireFile(path);
        try {
            return checked(new Document(path, connect(path, true), null));
        } catch (SQLException e) {
            throw failure(path, "document.unreadable", text(e), "document.unreadable.remedy", e);
        }
    }

    /// Whether somebody has it open for work: this process or another one.
    public static boolean isInUse(Path path) {
        return OwnerLock.isTaken(path);
    }

    private static void requireFile(Path path) throws FailureException {
        if (!Files.isRegularFile(path)) {
            throw failure(path, "document.missing", "", "document.missing.remedy", null);
        }
    }

    private static Connection connect(Path path, boolean readOnly) throws SQLException {
        var config = new SQLiteConfig();
        config.setReadOnly(readOnly);
        config.setBusyTimeout(5_000);
        if (!readOnly) {
            config.setJournalMode(SQLiteConfig.JournalMode.WAL);
            config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        }
        return config.createConnection("jdbc:sqlite:" + path.toAbsolutePath());
    }

    private static Document checked(Document document) throws FailureException, SQLException {
        var path = document.path;
        try {
            if (document.pragma("application_id") != APPLICATION) {
                throw failure(path, "document.foreign", "", "document.foreign.remedy", null);
            }
            var format = document.pragma("user_version");
            if (format > FORMAT) {
                throw failure(path, "document.newer", "format " + format, "document.newer.remedy", null);
            }
            return document;
        } catch (FailureException | SQLException e) {
            document.connection.close();
            throw e;
        }
    }

    private int pragma(String name) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery("PRAGMA " + name)) {
            return result.next() ? result.getInt(1) : 0;
        }
    }

    private void makeTables() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.executeUpdate("PRAGMA application_id = " + APPLICATION);
            statement.executeUpdate("PRAGMA user_version = " + FORMAT);
            statement.executeUpdate("CREATE TABLE part (name TEXT PRIMARY KEY, json TEXT NOT NULL) STRICT");
            statement.executeUpdate("CREATE TABLE journal (seq INTEGER PRIMARY KEY, at TEXT NOT NULL,"
                    + " kind TEXT NOT NULL, json TEXT NOT NULL) STRICT");
        }
    }

    /// Where it lies.
    public Path path() {
        return path;
    }

    /// What the user wants.
    ///
    /// @throws FailureException if it is not written down yet where from and where to
    public Migration migration() throws FailureException {
        return draft().migration()
                .orElseThrow(() -> failure(path, "document.incomplete", "", "document.incomplete.remedy", null));
    }

    /// What the user wants, as far as it is written down.
    public synchronized Draft draft() throws FailureException {
        // format and text in one statement: another Ferry may bring it up meanwhile
        try (var statement = connection.prepareStatement(
                "SELECT json, (SELECT user_version FROM pragma_user_version) FROM part WHERE name = ?")) {
            statement.setString(1, MIGRATION);
            try (var result = statement.executeQuery()) {
                if (!result.next()) {
                    throw failure(path, "document.damaged", MIGRATION, "document.unreadable.remedy", null);
                }
                var json = result.getString(1);
                return result.getInt(2) == FORMAT
                        ? Json.read(json, Draft.class)
                        : Json.read(json, DraftBefore.class).today();
            }
        } catch (SQLException | JsonException e) {
            throw failure(path, "document.damaged", text(e), "document.unreadable.remedy", e);
        }
    }

    /// Writes down what the user wants.
    public void save(Migration migration) throws FailureException {
        save(Draft.of(migration));
    }

    /// Writes down what the user wants, as far as it is known.
    public void save(Draft draft) throws FailureException {
        savePart(MIGRATION, draft);
    }

    /// The source as it was last seen.
    public Optional<Cluster> survey() throws FailureException {
        return part(SURVEY, Cluster.class);
    }

    /// Writes down the source as it was seen.
    public void save(Cluster survey) throws FailureException {
        savePart(SURVEY, survey);
    }

    /// The plan that was made last.
    public Optional<Plan> plan() throws FailureException {
        return part(PLAN, Plan.class);
    }

    /// Writes down a plan.
    public void save(Plan plan) throws FailureException {
        savePart(PLAN, plan);
    }

    private synchronized <T> Optional<T> part(String name, Class<T> type) throws FailureException {
        try (var statement = connection.prepareStatement("SELECT json FROM part WHERE name = ?")) {
            statement.setString(1, name);
            try (var result = statement.executeQuery()) {
                return result.next() ? Optional.of(Json.read(result.getString(1), type)) : Optional.empty();
            }
        } catch (SQLException | JsonException e) {
            throw failure(path, "document.damaged", text(e), "document.unreadable.remedy", e);
        }
    }

    private synchronized void savePart(String name, Object value) throws FailureException {
        try (var statement = connection.prepareStatement("INSERT OR REPLACE INTO part (name, json) VALUES (?, ?)")) {
            statement.setString(1, name);
            statement.setString(2, Json.write(value));
            statement.executeUpdate();
        } catch (SQLException e) {
            throw failure(path, "document.unwritable", text(e), "document.unwritable.remedy", e);
        }
    }

    /// Writes a fact down. When this returns, it survives whatever happens to the machine.
    public synchronized Journaled append(Fact fact) throws FailureException {
        var at = clock.instant();
        try (var statement = connection.prepareStatement("INSERT INTO journal (at, kind, json) VALUES (?, ?, ?)")) {
            statement.setString(1, at.toString());
            statement.setString(2, fact.getClass().getSimpleName());
            statement.setString(3, Json.write(new Line(fact)));
            statement.executeUpdate();
            try (var keys = statement.getGeneratedKeys()) {
                return new Journaled(keys.next() ? keys.getLong(1) : 0, at, fact);
            }
        } catch (SQLException e) {
            throw failure(path, "document.unwritable", text(e), "document.unwritable.remedy", e);
        }
    }

    /// Every fact, in the order in which it happened.
    public List<Journaled> facts() throws FailureException {
        return facts(0, Integer.MAX_VALUE);
    }

    /// The next facts after one, in the order in which they happened.
    ///
    /// @param after the number of the last fact that is known already; 0 to begin at the beginning
    /// @param most how many at most: a long journal is read in pieces, so that a run can write meanwhile
    public synchronized List<Journaled> facts(long after, int most) throws FailureException {
        var facts = new ArrayList<Journaled>();
        try (var statement =
                connection.prepareStatement("SELECT seq, at, json FROM journal WHERE seq > ? ORDER BY seq LIMIT ?")) {
            statement.setLong(1, after);
            statement.setInt(2, most);
            try (var result = statement.executeQuery()) {
                while (result.next()) {
                    facts.add(journaled(result));
                }
            }
            return facts;
        } catch (SQLException | JsonException e) {
            throw failure(path, "document.damaged", text(e), "document.unreadable.remedy", e);
        }
    }

    private static Journaled journaled(ResultSet row) throws SQLException, JsonException {
        var fact = Json.read(row.getString(3), Line.class).fact();
        return new Journaled(row.getLong(1), Instant.parse(row.getString(2)), fact);
    }

    /// Every fact about one cell, in the order in which it happened. The others are not read.
    public synchronized List<Journaled> facts(CellId cell) throws FailureException {
        var facts = new ArrayList<Journaled>();
        try (var statement = connection.prepareStatement("SELECT seq, at, json FROM journal"
                + " WHERE kind IN ('RunStarted', 'CellStaged', 'LoaderStarting', 'LoaderWithdrawn', 'LoaderEnded', 'CellEnded')"
                + " AND (kind = 'RunStarted' OR instr(json, ?) > 0) ORDER BY seq")) {
            statement.setString(1, Json.write(cell));
            try (var result = statement.executeQuery()) {
                while (result.next()) {
                    facts.add(journaled(result));
                }
            }
            return ofOnePlan(facts);
        } catch (SQLException | JsonException e) {
            throw failure(path, "document.damaged", text(e), "document.unreadable.remedy", e);
        }
    }

    /// What another plan did to a cell of the same name counts no more.
    private static List<Journaled> ofOnePlan(List<Journaled> facts) {
        String plan = "";
        var kept = new ArrayList<Journaled>();
        for (var each : facts) {
            if (each.fact() instanceof Fact.RunStarted started) {
                if (!started.plan().equals(plan)) {
                    kept.clear();
                }
                plan = started.plan();
            } else {
                kept.add(each);
            }
        }
        return List.copyOf(kept);
    }

    /// What has happened, folded from the journal.
    public Run run() throws FailureException {
        var run = Run.EMPTY;
        for (var journaled : facts()) {
            run = run.after(journaled.fact(), journaled.at());
        }
        return run;
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // every fact was on the disk before; there is nothing left that closing could lose
            org.slf4j.LoggerFactory.getLogger(Document.class).warn("closing {}: {}", path, e.getMessage());
        } finally {
            if (lock != null) {
                lock.release();
            }
        }
    }

    private static String text(Exception e) {
        return String.valueOf(e.getMessage());
    }

    static FailureException failure(
            Path path, String cause, String evidence, String remedy, @Nullable Exception exception) {
        return new FailureException(
                new Failure(
                        Failure.Kind.NEEDS_ATTENTION,
                        "document " + path,
                        Message.of(cause),
                        evidence,
                        Message.of(remedy)),
                exception);
    }

    /// A fact in its envelope: the field's sealed type makes its name be written with it.
    private record Line(Fact fact) {}
}
