package dev.ferry.loader;

import dev.ferry.loader.LoaderProgress.HostProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the loader's progress line (`BulkLoader.ProgressIndicator`).
///
/// ```
/// 2.1–3.0  progress: [/10.0.0.11]0:1/3 41 % [/10.0.0.12]0:0/3 5  % total: 23% 12 MB/s(avg: 10 MB/s)
/// 3.11     progress: [/10.0.0.11]0:1/3 41 % total: 23% 12.345MiB/s (avg: 10.221MiB/s)
/// 4.0–5.0  progress: [/10.0.0.11:7000]0:8/24 100% 1:0/8 0  % total: 31% 0.000KiB/s (avg: 88.101MiB/s)
/// ```
final class ProgressLine {
    static final String START = "progress: ";

    private static final Pattern HOST = Pattern.compile(
            "\\[([^\\[\\]/]*/(?:\\[[^\\[\\]]+]:\\d+|[^\\[\\]]+))]((?:\\d+:\\d+/\\d+\\s+\\d+\\s*%\\s*)+)");

    private static final Pattern SESSION = Pattern.compile("\\d+:(\\d+)/(\\d+)\\s+(\\d+)\\s*%");

    private static final Pattern TOTAL = Pattern.compile("\\btotal: (\\d+)%");

    private static final Pattern AVERAGE = Pattern.compile("\\(avg: ([0-9.,]+|NaN)\\s*([A-Za-z]*)/s\\)");

    private ProgressLine() {}

    static LoaderProgress read(String line) {
        return new LoaderProgress(percent(line), average(line), hosts(line));
    }

    /// What follows a whole progress line on the same line, where two writers of one log met; empty if
    /// nothing.
    static String rest(String line) {
        var average = AVERAGE.matcher(line);
        return average.find() ? line.substring(average.end()).strip() : "";
    }

    private static @Nullable Integer percent(String line) {
        var total = TOTAL.matcher(line);
        return total.find() ? (int) clamp(Quantity.whole(total.group(1))) : null;
    }

    private static @Nullable Long average(String line) {
        var average = AVERAGE.matcher(line);
        return average.find() ? Quantity.bytes(average.group(1), average.group(2)) : null;
    }

    private static List<HostProgress> hosts(String line) {
        var hosts = new ArrayList<HostProgress>();
        var found = HOST.matcher(line);
        while (found.find()) {
            hosts.add(host(Peer.address(found.group(1)), found.group(2)));
        }
        return hosts;
    }

    private static HostProgress host(String address, String sessions) {
        long done = 0;
        long total = 0;
        long percents = 0;
        var count = 0;
        var session = SESSION.matcher(sessions);
        while (session.find()) {
            done += Quantity.whole(session.group(1));
            total += Quantity.whole(session.group(2));
            percents += clamp(Quantity.whole(session.group(3)));
            count++;
        }
        return new HostProgress(address, done, total, Math.toIntExact(percents / count));
    }

    private static long clamp(long percent) {
        return Math.clamp(percent, 0, 100);
    }
}
