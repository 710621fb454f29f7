package dev.ferry.ui.source;

import dev.ferry.text.Units;
import java.util.List;

/// A line of the table picker.
sealed interface PickerRow {
    /// Its name.
    String name();

    /// What stands beside the name, paler.
    String note();

    /// How many nodes hold SSTables; empty for a keyspace.
    String nodes();

    int sstables();

    long bytes();

    List<String> formats();

    /// How much of it is chosen.
    TableChoice.Share share(TableChoice choice);

    /// Its size, for people.
    default String size() {
        return Units.bytes(bytes());
    }

    /// A keyspace.
    record OfKeyspace(KeyspaceEntry keyspace) implements PickerRow {
        @Override
        public String name() {
            return keyspace.name();
        }

        @Override
        public String note() {
            return keyspace.replication();
        }

        @Override
        public String nodes() {
            return "";
        }

        @Override
        public int sstables() {
            return keyspace.sstables();
        }

        @Override
        public long bytes() {
            return keyspace.bytes();
        }

        @Override
        public List<String> formats() {
            return keyspace.formats();
        }

        @Override
        public TableChoice.Share share(TableChoice choice) {
            return choice.share(keyspace);
        }
    }

    /// A table.
    record OfTable(TableEntry table) implements PickerRow {
        @Override
        public String name() {
            return table.name().table();
        }

        @Override
        public String note() {
            return "";
        }

        @Override
        public String nodes() {
            return Integer.toString(table.nodes());
        }

        @Override
        public int sstables() {
            return table.sstables();
        }

        @Override
        public long bytes() {
            return table.bytes();
        }

        @Override
        public List<String> formats() {
            return table.formats();
        }

        @Override
        public TableChoice.Share share(TableChoice choice) {
            return choice.takes(table.name()) ? TableChoice.Share.ALL : TableChoice.Share.NONE;
        }
    }
}
