package dev.ferry.loader;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the closing statistics (`BulkLoader.ProgressIndicator.printSummary`), line by line.
///
/// ```
/// 2.1–3.0  Summary statistics:                            3.11 and newer  Summary statistics:
///             Total files transferred:      : 3              Total files transferred : 3
///             Total bytes transferred:      : 123456789      Total bytes transferred : 117.738MiB
///             Total duration (ms):          : 10234          Total duration          : 10234 ms
/// ```
final class SummaryLines {
    static final String START = "Summary statistics:";

    private static final String FILES = "Total files transferred";

    private static final String BYTES = "Total bytes transferred";

    private static final String DURATION = "Total duration";

    private static final Pattern LINE = Pattern.compile(
            "\\s+(" + FILES + "|" + BYTES + "|" + DURATION + ")[^:]*:[\\s:]*([0-9.,]+)\\s*([A-Za-z]*).*");

    private final Map<String, Long> values = new HashMap<>();

    void read(String line) {
        var found = LINE.matcher(line);
        if (found.matches()) {
            var unit = found.group(1).equals(DURATION) ? "" : found.group(3);
            var value = Quantity.bytes(found.group(2), unit);
            if (value != null) {
                values.put(found.group(1), value);
            }
        }
    }

    Optional<LoaderSummary> summary() {
        var files = values.get(FILES);
        var bytes = values.get(BYTES);
        var duration = values.get(DURATION);
        return files == null || bytes == null || duration == null
                ? Optional.empty()
                : Optional.of(new LoaderSummary(files, bytes, Duration.ofMillis(duration)));
    }
}
