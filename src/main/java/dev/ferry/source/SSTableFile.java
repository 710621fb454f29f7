package dev.ferry.source;

import java.util.Optional;
import java.util.regex.Pattern;

/// A component file of an SSTable, as its name tells. All that differs between versions in file names is
/// here.
///
/// ```
/// shop-orders-ka-1-Data.db                             2.0, 2.1 (`BigFormat`, `Descriptor.fromFilename`)
/// la-1-big-Data.db                                     2.2
/// nb-12-big-Data.db                                    3.0 and newer
/// nb-3g5z_0abc_2x1o0ysoshv9lxi7vb-big-Data.db          4.1 and newer, with UUID ids
/// da-2-bti-Data.db                                     5.0, with the `bti` format
/// ```
///
/// Files of secondary indexes in 2.1 (`shop-orders.by_day-ka-1-Data.db`), temporary ones and link leftovers
/// (`….tmp`) are none: no loader may see them.
///
/// @param base what the names of all components of one SSTable begin with
/// @param component for example `Data.db`
/// @param format the version letters: `ka`, `me`, `nb`, `oa`, `da`
record SSTableFile(String base, String component, String format) {
    private static final Pattern NEW = Pattern.compile(
            "(([a-z]{2})-(?:\\d+|[0-9a-z]{4}_[0-9a-z]{4}_[0-9a-z]{18})-[a-z]+)-([A-Za-z][^/\\s'\"\\\\]*)");
    private static final Pattern OLD = Pattern.compile("(\\w+-\\w+-([h-k][a-z])-\\d+)-([A-Za-z][^/\\s'\"\\\\]*)");

    /// Reads a file name; empty if it is no component of an SSTable.
    static Optional<SSTableFile> of(String name) {
        if (name.endsWith(".tmp")) {
            return Optional.empty();
        }
        for (var pattern : new Pattern[] {NEW, OLD}) {
            var matcher = pattern.matcher(name);
            if (matcher.matches()) {
                return Optional.of(new SSTableFile(matcher.group(1), matcher.group(3), matcher.group(2)));
            }
        }
        return Optional.empty();
    }

    /// Whether it holds the rows. There is exactly one such file for each SSTable.
    boolean isData() {
        return component.equals("Data.db");
    }

    /// The file's name.
    String name() {
        return base + "-" + component;
    }
}
