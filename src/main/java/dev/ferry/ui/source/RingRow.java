package dev.ferry.ui.source;

import dev.ferry.cluster.DataDirectory;
import dev.ferry.cluster.Machine;
import dev.ferry.cluster.Node;
import dev.ferry.cluster.TableFiles;
import dev.ferry.text.Messages;
import dev.ferry.text.Units;
import dev.ferry.ui.controls.Mark;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A node of the ring as its table shows it.
///
/// @param node the node
/// @param loadBytes what it holds of user tables
/// @param freeBytes free where it is least, of its data directories; -1 where nobody looked
record RingRow(Node node, long loadBytes, long freeBytes) {
    static RingRow of(Node node) {
        var machine = node.machine();
        return machine == null
                ? new RingRow(node, -1, -1)
                : new RingRow(
                        node,
                        machine.tables().values().stream()
                                .mapToLong(TableFiles::bytes)
                                .sum(),
                        machine.dataDirectories().stream()
                                .mapToLong(DataDirectory::freeBytes)
                                .min()
                                .orElse(-1));
    }

    Mark mark() {
        if (!node.up()) {
            return Mark.FAILED;
        }
        return machine() == null || loaderless() ? Mark.WARN : Mark.DONE;
    }

    String state() {
        if (!node.up()) {
            return Messages.text("ui.source.ring.down");
        }
        return Messages.text(machine() == null ? "ui.source.ring.unseen" : "ui.source.ring.up");
    }

    private @Nullable Machine machine() {
        return node.machine();
    }

    private boolean loaderless() {
        var machine = machine();
        return machine != null && machine.loader() == null;
    }

    String load() {
        return loadBytes < 0 ? "–" : Units.bytes(loadBytes);
    }

    String free() {
        return freeBytes < 0 ? "–" : Units.bytes(freeBytes);
    }

    List<String> directories() {
        var machine = machine();
        return machine == null
                ? List.of()
                : machine.dataDirectories().stream().map(DataDirectory::path).toList();
    }

    String directoryNames() {
        return directories().isEmpty() ? "–" : directories().stream().collect(Collectors.joining(", "));
    }

    String loader() {
        var machine = machine();
        if (machine == null) {
            return "–";
        }
        var loader = machine.loader();
        return loader == null
                ? Messages.text("ui.source.ring.no-loader")
                : loader.version().text();
    }

    String java() {
        var machine = machine();
        var loader = machine == null ? null : machine.loader();
        return loader == null ? "–" : Integer.toString(loader.javaVersion());
    }

    String user() {
        var machine = machine();
        return machine == null ? "–" : machine.user();
    }
}
