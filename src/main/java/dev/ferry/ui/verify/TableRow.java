package dev.ferry.ui.verify;

import dev.ferry.plan.TablePlan;
import dev.ferry.schema.TableName;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// A table in the list: it stays the same while how it stands changes.
final class TableRow {
    private final TablePlan plan;
    private final String text;
    private final ReadOnlyObjectWrapper<Standing> standing;

    TableRow(TablePlan plan, Standing standing) {
        this.plan = plan;
        this.text = plan.table().toString();
        this.standing = new ReadOnlyObjectWrapper<>(standing);
    }

    TablePlan plan() {
        return plan;
    }

    TableName table() {
        return plan.table();
    }

    /// Its name for people.
    String text() {
        return text;
    }

    ReadOnlyObjectProperty<Standing> standing() {
        return standing.getReadOnlyProperty();
    }

    void stand(Standing now) {
        if (!now.equals(standing.get())) {
            standing.set(now);
        }
    }
}
