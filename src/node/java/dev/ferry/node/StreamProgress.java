package dev.ferry.node;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far one stream plan is, and the progress line that the loader's own {@code BulkLoader.ProgressIndicator} would
 * print of it:
 *
 * <pre>
 * progress: [/10.0.0.11:7000]0:8/24 33 % [/10.0.0.12:7000]0:0/24 0  % total: 16% 0.000KiB/s (avg: 88.101MiB/s)
 * </pre>
 */
final class StreamProgress {
    private static final double KIBI = 1024.0;

    private final long startNanos;

    /** By peer and then by index, as the line has them. */
    private final Map<String, Map<Integer, Session>> peers = new TreeMap<>();

    private long lastNanos;

    private long lastBytes;

    private boolean isNews;

    StreamProgress(long nanos) {
        startNanos = nanos;
        lastNanos = nanos;
    }

    /** A session that has been prepared, so that it is known what is to be sent. Said again, it changes nothing. */
    synchronized void prepared(String peer, int index, long files, long bytes) {
        peers.computeIfAbsent(peer, any -> new TreeMap<>()).computeIfAbsent(index, any -> new Session(files, bytes));
    }

    /** Bytes of one file that have been sent. A file's bytes never become fewer. */
    synchronized void sent(String peer, int index, String file, long bytes, long ofBytes) {
        Map<Integer, Session> sessions = peers.get(peer);
        Session session = sessions == null ? null : sessions.get(index);
        if (session != null) {
            isNews |= session.sent(file, bytes, ofBytes);
        }
    }

    /** A session is over, well or not: the loader prints a line then, even if nothing was sent. */
    synchronized void completed() {
        isNews = true;
    }

    /** The line, begun and ended as the loader does; null if there is nothing new to say. */
    synchronized String line(long nanos) {
        if (!isNews) {
            return null;
        }
        isNews = false;
        StringBuilder line = new StringBuilder("\rprogress: ");
        long sent = 0;
        long all = 0;
        for (Map.Entry<String, Map<Integer, Session>> peer : peers.entrySet()) {
            line.append('[').append(peer.getKey()).append(']');
            for (Map.Entry<Integer, Session> entry : peer.getValue().entrySet()) {
                Session session = entry.getValue();
                line.append(entry.getKey()).append(':').append(session.text());
                sent += session.sentBytes;
                all += session.bytes;
            }
        }
        line.append("total: ").append(percent(sent, all)).append("% ");
        line.append(rate(sent - lastBytes, nanos - lastNanos)).append(" (avg: ");
        line.append(rate(sent, nanos - startNanos)).append(")\n");
        lastNanos = nanos;
        lastBytes = sent;
        return line.toString();
    }

    private static long percent(long part, long whole) {
        return whole == 0 ? 100 : part * 100 / whole;
    }

    private static String rate(long bytes, long nanos) {
        double perSecond = nanos <= 0 ? 0 : bytes * 1e9 / nanos;
        String[] units = {"KiB/s", "MiB/s", "GiB/s"};
        double value = perSecond / KIBI;
        int unit = 0;
        while (value >= KIBI && unit < units.length - 1) {
            value /= KIBI;
            unit++;
        }
        return String.format(Locale.ROOT, "%.3f%s", value, units[unit]);
    }

    /** One of the sessions with a peer. */
    private static final class Session {
        private final long files;

        private final long bytes;

        private final Map<String, Long> byFile = new HashMap<>();

        private long sentBytes;

        private long sentFiles;

        private Session(long files, long bytes) {
            this.files = files;
            this.bytes = bytes;
        }

        private boolean sent(String file, long now, long of) {
            Long before = byFile.get(file);
            if (before != null && before >= now) {
                return false;
            }
            byFile.put(file, now);
            sentBytes += now - (before == null ? 0 : before);
            if (now >= of) {
                sentFiles++;
            }
            return true;
        }

        private String text() {
            return sentFiles + "/" + files + String.format(Locale.ROOT, " %-3d%% ", percent(sentBytes, bytes));
        }
    }
}
