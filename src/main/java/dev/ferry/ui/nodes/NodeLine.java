package dev.ferry.ui.nodes;

import dev.ferry.run.Check;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// A node's row while it is on screen: only what has changed is drawn again.
final class NodeLine {
    private final ReadOnlyObjectWrapper<NodeRow> row;
    private final Map<Check, ReadOnlyObjectWrapper<CheckCell>> cells = new EnumMap<>(Check.class);
    private final Map<Check.Group, ReadOnlyObjectWrapper<GroupCell>> groups = new EnumMap<>(Check.Group.class);
    private final ReadOnlyObjectWrapper<CredentialsCell> credentials;

    NodeLine(NodeRow row) {
        this.row = new ReadOnlyObjectWrapper<>(row);
        this.credentials = new ReadOnlyObjectWrapper<>(row.credentials());
        row.cells().forEach((check, cell) -> cells.put(check, new ReadOnlyObjectWrapper<>(cell)));
        for (var group : Check.Group.ofNodes()) {
            groups.put(group, new ReadOnlyObjectWrapper<>(row.group(group)));
        }
    }

    /// Shows the node as it is now.
    void show(NodeRow now) {
        if (now.equals(row.get())) {
            return;
        }
        credentials.set(now.credentials());
        now.cells().forEach((check, cell) -> {
            var shown = Objects.requireNonNull(cells.get(check));
            if (!cell.equals(shown.get())) {
                shown.set(cell);
            }
        });
        groups.forEach((group, shown) -> {
            var cell = now.group(group);
            if (!cell.equals(shown.get())) {
                shown.set(cell);
            }
        });
        // last: whoever hears of the row finds every cell as it is now
        row.set(now);
    }

    String address() {
        return row.get().address();
    }

    ReadOnlyObjectProperty<NodeRow> row() {
        return row.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<CheckCell> cell(Check check) {
        return Objects.requireNonNull(cells.get(check)).getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<GroupCell> group(Check.Group group) {
        return Objects.requireNonNull(groups.get(group)).getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<CredentialsCell> credentials() {
        return credentials.getReadOnlyProperty();
    }
}
