package dev.ferry.schema;

import dev.ferry.outcome.Finding;
import java.util.List;

/// Writes the parts of a schema as CQL that one release of Cassandra understands.
///
/// Names are always quoted. What the release does not know is left out or converted, and each such change
/// is a finding.
public final class CqlWriter {
    private final CassandraVersion target;

    /// @param target the release that shall understand the CQL
    public CqlWriter(CassandraVersion target) {
        this.target = target;
    }

    /// Statements and what had to be changed in them.
    ///
    /// @param statements in the order in which they run, without semicolons; empty if it cannot be written
    /// @param findings what was left out or converted
    public record Written(List<String> statements, List<Finding> findings) {
        public Written {
            statements = List.copyOf(statements);
            findings = List.copyOf(findings);
        }
    }

    /// `CREATE KEYSPACE`.
    public String keyspace(String name, Replication replication, boolean durableWrites) {
        throw new UnsupportedOperationException(target + name + replication + durableWrites);
    }

    /// `CREATE TYPE`.
    public String type(UserType type) {
        throw new UnsupportedOperationException(type.name());
    }

    /// `CREATE TABLE`, then its dropped columns: each is created, dropped with its time, and added again if
    /// it lives.
    public Written table(Table table) {
        throw new UnsupportedOperationException(table.toString());
    }

    /// `CREATE INDEX` or `CREATE CUSTOM INDEX`.
    public Written index(Index index) {
        throw new UnsupportedOperationException(index.name());
    }

    /// `CREATE MATERIALIZED VIEW`.
    public Written view(View view) {
        throw new UnsupportedOperationException(view.name());
    }
}
