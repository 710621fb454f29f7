package dev.ferry.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ferry.outcome.Finding;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionAdapterTest {
    private static final String COMPACTION = "org.apache.cassandra.db.compaction.";
    private static final String COMPRESS = "org.apache.cassandra.io.compress.";

    private static OptionAdapter.Adapted adapt(String version, String option, OptionValue value) {
        return OptionAdapter.adapt(
                TableOptions.defaults().with(option, value), CassandraVersion.of(version), "table shop.t");
    }

    private static OptionValue entries(Map<String, String> entries) {
        return new OptionValue.Entries(new TreeMap<>(entries));
    }

    private static List<String> codes(OptionAdapter.Adapted adapted) {
        return adapted.findings().stream().map(Finding::code).toList();
    }

    private static Map<String, String> map(OptionAdapter.Adapted adapted, String option) {
        return ((OptionValue.Entries) adapted.options().get(option)).entries();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # option                    | value        | 3.11    | 4.0     | 4.1     | 5.0
                    comment                     | hello        | keep    | keep    | keep    | keep
                    read_repair                 | NONE         | dropped | keep    | keep    | keep
                    read_repair                 | BLOCKING     | idle    | keep    | keep    | keep
                    additional_write_policy     | 99p          | idle    | keep    | keep    | keep
                    additional_write_policy     | ALWAYS       | dropped | keep    | keep    | keep
                    memtable                    | default      | idle    | idle    | idle    | idle
                    memtable                    | trie         | dropped | dropped | dropped | dropped
                    nodesync_mode               | on           | dropped | dropped | dropped | dropped
                    """)
    void keepsAnOptionOfWordsWhereTheReleaseKnowsIt(
            String option, String value, String on311, String on40, String on41, String on50) {
        var words = new OptionValue.Words(value);
        assertEquals(on311, fate(adapt("3.11.19", option, words), option));
        assertEquals(on40, fate(adapt("4.0.19", option, words), option));
        assertEquals(on41, fate(adapt("4.1.10", option, words), option));
        assertEquals(on50, fate(adapt("5.0.9", option, words), option));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # option                    | value | 3.11    | 4.0     | 4.1     | 5.0
                    read_repair_chance          | 0.1   | keep    | dropped | dropped | dropped
                    read_repair_chance          | 0.0   | keep    | idle    | idle    | idle
                    dclocal_read_repair_chance  | 0.1   | keep    | idle    | idle    | idle
                    dclocal_read_repair_chance  | 0.5   | keep    | dropped | dropped | dropped
                    crc_check_chance            | 0.5   | keep    | keep    | keep    | keep
                    default_time_to_live        | 60    | keep    | keep    | keep    | keep
                    index_interval              | 128   | dropped | dropped | dropped | dropped
                    """)
    void keepsAnOptionOfFiguresWhereTheReleaseKnowsIt(
            String option, String value, String on311, String on40, String on41, String on50) {
        var figure = new OptionValue.Figure(value);
        assertEquals(on311, fate(adapt("3.11.19", option, figure), option));
        assertEquals(on40, fate(adapt("4.0.19", option, figure), option));
        assertEquals(on41, fate(adapt("4.1.10", option, figure), option));
        assertEquals(on50, fate(adapt("5.0.9", option, figure), option));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # option               | value | 3.0     | 3.11    | 4.1     | 5.0
                    cdc                    | true  | dropped | keep    | keep    | keep
                    cdc                    | false | idle    | keep    | keep    | keep
                    allow_auto_snapshot    | false | dropped | dropped | dropped | keep
                    allow_auto_snapshot    | true  | idle    | idle    | idle    | keep
                    incremental_backups    | false | dropped | dropped | dropped | keep
                    """)
    void keepsAnOptionOfYesAndNoWhereTheReleaseKnowsIt(
            String option, boolean value, String on30, String on311, String on41, String on50) {
        var truth = new OptionValue.Truth(value);
        assertEquals(on30, fate(adapt("3.0.31", option, truth), option));
        assertEquals(on311, fate(adapt("3.11.19", option, truth), option));
        assertEquals(on41, fate(adapt("4.1.10", option, truth), option));
        assertEquals(on50, fate(adapt("5.0.9", option, truth), option));
    }

    private static String fate(OptionAdapter.Adapted adapted, String option) {
        if (adapted.options().containsKey(option)) {
            assertEquals(List.of(), adapted.findings());
            return "keep";
        }
        return codes(adapted).equals(List.of("schema.option.idle"))
                ? "idle"
                : codes(adapted).equals(List.of("schema.option.dropped"))
                        ? "dropped"
                        : codes(adapted).toString();
    }

    @ParameterizedTest
    @CsvSource({
        "99p, 99PERCENTILE",
        "99.9p, 99.9PERCENTILE",
        "99PERCENTILE, 99PERCENTILE",
        "10ms, 10ms",
        "NEVER, NONE",
        "ALWAYS, ALWAYS",
        "'MIN(99p,50ms)', 99PERCENTILE"
    })
    void spellsTheSpeculativeRetryFor311(String stored, String written) {
        var adapted = adapt("3.11.19", "speculative_retry", new OptionValue.Words(stored));
        assertEquals(new OptionValue.Words(written), adapted.options().get("speculative_retry"));
        assertEquals(stored.equals(written) ? 0 : 1, adapted.findings().size());
        var newer = adapt("4.0.19", "speculative_retry", new OptionValue.Words(stored));
        assertEquals(new OptionValue.Words(stored), newer.options().get("speculative_retry"));
    }

    @Test
    void turnsDateTieredCompactionIntoTimeWindowsOn50() {
        var stored = entries(Map.of(
                "class", COMPACTION + "DateTieredCompactionStrategy",
                "base_time_seconds", "3600",
                "max_sstable_age_days", "365",
                "max_window_size_seconds", "21600",
                "min_threshold", "4",
                "timestamp_resolution", "MICROSECONDS"));
        assertEquals(stored, adapt("4.1.10", "compaction", stored).options().get("compaction"));
        var adapted = adapt("5.0.9", "compaction", stored);
        assertEquals(
                Map.of(
                        "class", COMPACTION + "TimeWindowCompactionStrategy",
                        "compaction_window_unit", "HOURS",
                        "compaction_window_size", "6",
                        "min_threshold", "4",
                        "timestamp_resolution", "MICROSECONDS"),
                map(adapted, "compaction"));
        assertEquals(List.of("schema.compaction.replaced"), codes(adapted));
    }

    @ParameterizedTest
    @CsvSource({"86400, DAYS, 1", "604800, DAYS, 7", "5400, MINUTES, 90", "30, MINUTES, 1"})
    void choosesTheWindowInTheLargestUnitThatDividesIt(String seconds, String unit, String size) {
        var stored = entries(
                Map.of("class", COMPACTION + "DateTieredCompactionStrategy", "max_window_size_seconds", seconds));
        var compaction = map(adapt("5.0.9", "compaction", stored), "compaction");
        assertEquals(unit, compaction.get("compaction_window_unit"));
        assertEquals(size, compaction.get("compaction_window_size"));
    }

    @Test
    void takesTheTimeWindowStrategyOfAPluginForCassandrasOwn() {
        var stored = entries(Map.of(
                "class", "com.jeffjirsa.cassandra.db.compaction.TimeWindowCompactionStrategy",
                "compaction_window_unit", "DAYS",
                "compaction_window_size", "2"));
        var adapted = adapt("3.11.19", "compaction", stored);
        assertEquals(
                COMPACTION + "TimeWindowCompactionStrategy",
                map(adapted, "compaction").get("class"));
        assertEquals("2", map(adapted, "compaction").get("compaction_window_size"));
    }

    @Test
    void writesSizeTieredCompactionForWhatTheReleaseDoesNotHave() {
        var unified = entries(Map.of(
                "class", COMPACTION + "UnifiedCompactionStrategy",
                "scaling_parameters", "T4",
                "tombstone_threshold", "0.3"));
        assertEquals(List.of(), codes(adapt("5.0.9", "compaction", unified)));
        var adapted = adapt("4.1.10", "compaction", unified);
        assertEquals(
                Map.of("class", COMPACTION + "SizeTieredCompactionStrategy", "tombstone_threshold", "0.3"),
                map(adapted, "compaction"));
        assertEquals(List.of("schema.compaction.replaced", "schema.option.dropped"), codes(adapted));
    }

    @Test
    void dropsCompactionOptionsThatTheStrategyRefuses() {
        var stored = entries(Map.of(
                "class", COMPACTION + "LeveledCompactionStrategy",
                "sstable_size_in_mb", "160",
                "single_sstable_uplevel", "true",
                "max_threshold", "32",
                "nonsense", "1"));
        assertEquals(
                Map.of("class", COMPACTION + "LeveledCompactionStrategy", "sstable_size_in_mb", "160"),
                map(adapt("3.11.19", "compaction", stored), "compaction"));
        assertEquals(1, adapt("4.1.10", "compaction", stored).findings().size());
        var unsafe = entries(Map.of(
                "class", COMPACTION + "TimeWindowCompactionStrategy", "unsafe_aggressive_sstable_expiration", "true"));
        assertEquals(
                Map.of("class", COMPACTION + "TimeWindowCompactionStrategy"),
                map(adapt("4.1.10", "compaction", unsafe), "compaction"));
    }

    @Test
    void givesTheCompressionOptionsOf2xTheirPresentNames() {
        var adapted = adapt(
                "5.0.9",
                "compression",
                entries(Map.of(
                        "sstable_compression", COMPRESS + "SnappyCompressor",
                        "chunk_length_kb", "64",
                        "crc_check_chance", "0.5")));
        assertEquals(
                Map.of("class", COMPRESS + "SnappyCompressor", "chunk_length_in_kb", "64"),
                map(adapted, "compression"));
        assertEquals(new OptionValue.Figure("0.5"), adapted.options().get("crc_check_chance"));
        assertEquals(List.of("schema.option.respelled"), codes(adapted));
    }

    @Test
    void writesNoCompressionAsDisabled() {
        assertEquals(
                Map.of("enabled", "false"),
                map(adapt("4.1.10", "compression", entries(Map.of("sstable_compression", ""))), "compression"));
        var disabled = adapt("4.1.10", "compression", entries(Map.of("enabled", "false")));
        assertEquals(Map.of("enabled", "false"), map(disabled, "compression"));
        assertEquals(List.of(), codes(disabled));
    }

    @Test
    void writesLz4WhereZstdIsTooNew() {
        var zstd = entries(Map.of(
                "class", COMPRESS + "ZstdCompressor",
                "compression_level", "3",
                "chunk_length_in_kb", "16"));
        assertEquals(List.of(), codes(adapt("4.0.19", "compression", zstd)));
        var adapted = adapt("3.11.19", "compression", zstd);
        assertEquals(
                Map.of("class", COMPRESS + "LZ4Compressor", "chunk_length_in_kb", "16"), map(adapted, "compression"));
        assertEquals(List.of("schema.option.converted"), codes(adapted));
    }

    @ParameterizedTest
    @CsvSource({
        "com.datastax.bdp.cassandra.crypto.EncryptingLZ4Compressor, schema.compression.encrypts",
        "org.apache.cassandra.io.compress.EncryptedCompressor, schema.compression.encrypts",
        "com.acme.FastCompressor, schema.compression.unknown"
    })
    void refusesFilesThatOnlyTheSourceCanRead(String className, String code) {
        var adapted = adapt("4.1.10", "compression", entries(Map.of("class", className)));
        assertEquals(List.of(code), codes(adapted));
    }
}
