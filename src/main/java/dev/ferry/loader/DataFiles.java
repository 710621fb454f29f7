package dev.ferry.loader;

import java.util.List;
import java.util.regex.Pattern;

/// The names in a `Streaming relevant part of …` line.
///
/// ```
/// Streaming relevant part of /d/ks/table/me-1-big-Data.db /d/ks/table/me-2-big-Data.db  to [/10.0.0.11]
/// ```
final class DataFiles {
    static final String END = "-Data.db";

    // Folders may hold spaces, file names of Cassandra do not.
    private static final Pattern NAME = Pattern.compile("/([^/ ]+-Data\\.db)(?= |$)");

    private DataFiles() {}

    static List<String> in(String line) {
        return NAME.matcher(line).results().map(found -> found.group(1)).toList();
    }
}
