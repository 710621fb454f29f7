package dev.ferry.cluster;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// How a target node is doing at one moment, as far as it could be read: what is not there is not known,
/// which is not the same as zero.
///
/// @param address where clients reach the node
/// @param values what was read
public record NodePressure(String address, Map<Gauge, Long> values) {
    public NodePressure {
        Objects.requireNonNull(address);
        values = Map.copyOf(values);
    }

    /// One value; empty if it could not be read.
    public OptionalLong value(Gauge gauge) {
        var value = values.get(gauge);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    /// Whether nothing at all was read on it.
    public boolean isUnread() {
        return values.keySet().stream().allMatch(gauge -> gauge == Gauge.DISK);
    }

    /// The part of its disks that is in use, 0 to 1; empty if either number is not known.
    public OptionalDouble diskShare() {
        var used = value(Gauge.DISK_USED);
        var disk = value(Gauge.DISK);
        return used.isEmpty() || disk.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) used.getAsLong() / disk.getAsLong());
    }

    /// The same with disks of this size.
    ///
    /// @param bytes more than zero
    public NodePressure withDisk(long bytes) {
        if (bytes <= 0) {
            throw new IllegalArgumentException("no disk at all: " + bytes);
        }
        var all = new EnumMap<Gauge, Long>(Gauge.class);
        all.putAll(values);
        all.put(Gauge.DISK, bytes);
        return new NodePressure(address, all);
    }
}
