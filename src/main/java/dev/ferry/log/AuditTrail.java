package dev.ferry.log;

import dev.ferry.secrets.Redactor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The newest entries of the audit log, in memory: what a window shows without reading files.
///
/// It never holds more than its capacity, and of one entry never more than 8 KiB: all of it is in
/// `audit.log`.
public final class AuditTrail {
    /// What this process has done.
    static final AuditTrail OF_THIS_PROCESS = new AuditTrail(20_000);

    private static final int LONGEST = 8 << 10;
    private static final int LONGEST_REPEATED = 200;

    private final AuditEntry[] ring;
    private long written;

    /// A trail.
    ///
    /// @param capacity how many entries it holds
    public AuditTrail(int capacity) {
        this.ring = new AuditEntry[capacity];
    }

    /// What this process has done to other machines.
    public static AuditTrail ofThisProcess() {
        return OF_THIS_PROCESS;
    }

    /// Adds an entry.
    ///
    /// @param number its number in the audit log
    /// @param repeats the number of the first that was the same; 0 if this is the first
    public void add(long number, Instant at, String who, String what, long repeats) {
        var clean = Redactor.redact(what.strip());
        var entry = new AuditEntry(number, at, who, shortened(clean, repeats > 0), repeats);
        synchronized (this) {
            ring[(int) (written++ % ring.length)] = entry;
        }
    }

    // a new String: a part of one would keep the whole alive
    private static String shortened(String text, boolean isRepeated) {
        var end = isRepeated && text.indexOf('\n') >= 0 ? text.indexOf('\n') : text.length();
        var most = Math.min(end, isRepeated ? LONGEST_REPEATED : LONGEST);
        return most == text.length() ? text : text.substring(0, most) + " …";
    }

    /// How many entries there ever were: where to go on from.
    public synchronized long position() {
        return written;
    }

    /// The entries since a position, oldest first, as far as they are still held.
    ///
    /// @param position what {@link #position()} said before; 0 for all that is held
    public synchronized List<AuditEntry> since(long position) {
        var from = Math.max(position, written - ring.length);
        var entries = new ArrayList<AuditEntry>((int) Math.max(0, written - from));
        for (var at = Math.max(0, from); at < written; at++) {
            entries.add(ring[(int) (at % ring.length)]);
        }
        return entries;
    }
}
