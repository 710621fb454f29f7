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
        return machine() == null ? Mark.WARN : Mark.DONE;
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
        return machine == null || machine.javaReleases().isEmpty()
                ? "–"
                : machine.javaReleases().stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    /// What is to be known of a loader or Javas beyond what their columns have room for.
    String loaderHint() {
        var machine = machine();
        if (machine == null) {
            return "";
        }
        var loader = machine.loader();
        return loader == null
                ? Messages.text("ui.source.ring.no-loader.hint")
                : Messages.text("ui.source.ring.loader.hint", loader.path(), Integer.toString(loader.javaVersion()));
    }

    String javaHint() {
        var machine = machine();
        return machine == null
                ? ""
                : machine.javas().stream()
                        .map(java -> java.feature() + ": " + java.path())
                        .collect(Collectors.joining("\n"));
    }

    String user() {
        var machine = machine();
        return machine == null ? "–" : machine.user();
    }
}
