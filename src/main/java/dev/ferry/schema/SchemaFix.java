package dev.ferry.schema;

import dev.ferry.text.Message;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// What one click does about a finding.
public sealed interface SchemaFix {
    /// Gives a keyspace this replication.
    record ChooseReplication(String keyspace, Replication replication) implements SchemaFix {
        public ChooseReplication {
            Objects.requireNonNull(keyspace);
            Objects.requireNonNull(replication);
        }
    }

    /// Takes an option out of a statement.
    ///
    /// @param text the statement without it
    record DropOption(String statement, String option, String text) implements SchemaFix {
        public DropOption {
            Objects.requireNonNull(statement);
            Objects.requireNonNull(option);
            Objects.requireNonNull(text);
        }
    }

    /// Gives an option of a statement the value that the target takes.
    ///
    /// @param text the statement with it
    record UseValue(String statement, String option, String value, String text) implements SchemaFix {
        public UseValue {
            Objects.requireNonNull(statement);
            Objects.requireNonNull(option);
            Objects.requireNonNull(value);
            Objects.requireNonNull(text);
        }
    }

    /// Creates a storage-attached index where Ferry would leave another one out.
    ///
    /// @param text the statement that does
    record UseStorageAttached(String statement, String text) implements SchemaFix {
        public UseStorageAttached {
            Objects.requireNonNull(statement);
            Objects.requireNonNull(text);
        }
    }

    /// Leaves a view or an index out.
    record LeaveOut(String statement) implements SchemaFix {
        public LeaveOut {
            Objects.requireNonNull(statement);
        }
    }

    /// Puts a statement back to what Ferry proposes.
    record Reset(String statement) implements SchemaFix {
        public Reset {
            Objects.requireNonNull(statement);
        }
    }

    /// Takes a table out of the migration; that is a choice of tables, not of the schema.
    record ExcludeTable(TableName table) implements SchemaFix {
        public ExcludeTable {
            Objects.requireNonNull(table);
        }
    }

    /// What it does, in words for a button.
    default Message label() {
        return switch (this) {
            case ChooseReplication(var _, var replication) ->
                Message.of("schema.fix.replication", replication.summary());
            case DropOption(var _, var option, var _) -> Message.of("schema.fix.drop-option", option);
            case UseValue(var _, var option, var value, var _) -> Message.of("schema.fix.value", option, value);
            case UseStorageAttached _ -> Message.of("schema.fix.storage-attached");
            case LeaveOut _ -> Message.of("schema.fix.leave-out");
            case Reset _ -> Message.of("schema.fix.reset");
            case ExcludeTable(var table) -> Message.of("schema.fix.exclude", table);
        };
    }

    /// The choices after this fix. Taking a table out changes none of them.
    default SchemaChoices on(SchemaChoices choices) {
        return switch (this) {
            case ChooseReplication(var keyspace, var replication) -> {
                var chosen = new HashMap<>(choices.replication());
                chosen.put(keyspace, replication);
                var edits = new HashMap<>(choices.edits());
                edits.remove("create.keyspace." + keyspace);
                yield new SchemaChoices(choices.policy(), chosen, edits, choices.dataCentres());
            }
            case DropOption(var statement, var _, var text) -> edited(choices, statement, text);
            case UseValue(var statement, var _, var _, var text) -> edited(choices, statement, text);
            case UseStorageAttached(var statement, var text) -> edited(choices, statement, text);
            case LeaveOut(var statement) -> edited(choices, statement, "");
            case Reset(var statement) -> {
                var edits = new HashMap<>(choices.edits());
                edits.remove(statement);
                yield choices.withEdits(edits);
            }
            case ExcludeTable _ -> choices;
        };
    }

    private static SchemaChoices edited(SchemaChoices choices, String statement, String text) {
        Map<String, String> edits = new HashMap<>(choices.edits());
        edits.put(statement, text);
        return choices.withEdits(edits);
    }
}
