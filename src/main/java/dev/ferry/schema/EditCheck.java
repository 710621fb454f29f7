package dev.ferry.schema;

import dev.ferry.outcome.Finding;
import dev.ferry.outcome.Severity;
import dev.ferry.schema.CqlReading.Read;
import dev.ferry.schema.CqlReading.Span;
import dev.ferry.schema.CqlReading.Unread;
import dev.ferry.schema.CqlStatement.AddColumns;
import dev.ferry.schema.CqlStatement.AlterKeyspace;
import dev.ferry.schema.CqlStatement.AlterOptions;
import dev.ferry.schema.CqlStatement.CreateIndex;
import dev.ferry.schema.CqlStatement.CreateKeyspace;
import dev.ferry.schema.CqlStatement.CreateTable;
import dev.ferry.schema.CqlStatement.CreateType;
import dev.ferry.schema.CqlStatement.CreateView;
import dev.ferry.schema.CqlStatement.DropColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Checks what a user wrote against what Ferry would write, which is known to fit the source's files.
///
/// What the format of the data depends on must not change; what does not touch the data may, if the target
/// takes it.
final class EditCheck {
    private final TargetShape target;

    EditCheck(TargetShape target) {
        this.target = target;
    }

    /// What is wrong with an edit, or noteworthy.
    ///
    /// @param statement as Ferry would write it
    /// @param text what the user wrote, without a semicolon at its end
    List<Remark> check(Statement statement, String text) {
        return new One(statement, text).check();
    }

    /// The check of one edit.
    private final class One {
        private final Statement statement;
        private final String text;
        private final String place;
        private final List<Remark> remarks = new ArrayList<>();

        One(Statement statement, String text) {
            this.statement = statement;
            this.text = text;
            this.place = statement.object();
        }

        List<Remark> check() {
            if (!Slot.isEditable(statement.id())) {
                add(Notice.EDIT_FIXED.at(place, text, place), 0);
            } else if (text.isBlank()) {
                leaveOut();
            } else {
                read();
            }
            if (remarks.stream().noneMatch(each -> each.finding().severity() == Severity.BLOCK)) {
                add(Notice.EDIT_APPLIED.at(place, "", place), 0);
            }
            return remarks;
        }

        private void add(Finding finding, int offset) {
            remarks.add(new Remark(finding, statement.id(), offset));
        }

        private void leaveOut() {
            var mayBe = statement.stage() == Stage.AFTER_LOAD;
            add((mayBe ? Notice.EDIT_LEFT_OUT : Notice.EDIT_NEEDED).at(place, statement.cql(), place), 0);
        }

        private void read() {
            var wanted = CqlReader.read(statement.cql()).read();
            switch (CqlReader.read(text)) {
                case Unread(var problem) ->
                    add(
                            Notice.EDIT_UNREADABLE.because(
                                    problem.message(), place, lineOf(problem), problem.line(), problem.column()),
                            problem.offset());
                case Read read -> wanted.ifPresentOrElse(each -> compare(each, read), () -> unusual(read));
            }
        }

        /// What Ferry writes of an unusual index may be past its own reader: then only its name is known. Of
        /// anything else nothing is taken that cannot be compared.
        private void unusual(Read read) {
            var isSameIndex = read.statement() instanceof CreateIndex(var index)
                    && statement.id().equals("create.index." + index.table().keyspace() + "." + index.name());
            if (isSameIndex) {
                add(Notice.EDIT_INDEX.at(place, statement.cql(), place), 0);
            } else {
                other(read);
            }
        }

        private String lineOf(CqlProblem problem) {
            return text.lines().skip(problem.line() - 1L).findFirst().orElse("").strip();
        }

        private void compare(CqlStatement wanted, Read read) {
            var written = read.statement();
            switch (wanted) {
                case CreateKeyspace keyspace
                when written instanceof CreateKeyspace other -> keyspace(keyspace, other, read);
                case CreateType type when written instanceof CreateType other -> type(type, other, read);
                case CreateTable table
                when written instanceof CreateTable other -> table(table.table(), other.table(), read);
                case CreateIndex index
                when written instanceof CreateIndex other -> index(index.index(), other.index(), read);
                case CreateView view when written instanceof CreateView other -> view(view, other, read);
                case AddColumns _, DropColumns _ -> dropped(wanted, written);
                case CreateKeyspace _,
                        CreateType _,
                        CreateTable _,
                        CreateIndex _,
                        CreateView _,
                        AlterKeyspace _,
                        AlterOptions _ -> other(read);
            }
        }

        private void other(Read read) {
            var lead = statement.cql().lines().findFirst().orElse("").replaceFirst("( \\(| AS)$", "");
            add(Notice.EDIT_OTHER.at(place, lead, lead), at(read, CqlReader.NAME));
        }

        private static int at(Read read, String option) {
            return read.options().getOrDefault(option, new Span(0, 0)).start();
        }

        private void keyspace(CreateKeyspace wanted, CreateKeyspace written, Read read) {
            if (!wanted.name().equals(written.name())) {
                other(read);
            }
            written.replication().options().forEach((dataCentre, factor) -> {
                if (!factor.matches("[0-9]{1,4}(/[0-9]{1,4})?")) {
                    add(
                            Notice.EDIT_OPTION_FORM.at(place, factor, dataCentre, target.version(), "1, 2, 3, …"),
                            at(read, "replication"));
                }
            });
            if (wanted.durableWrites() && !written.durableWrites()) {
                add(
                        Notice.DURABLE_WRITES.at(place, "durable_writes = false", wanted.name()),
                        at(read, "durable_writes"));
            }
        }

        private void type(CreateType wanted, CreateType written, Read read) {
            if (!TypeComparison.name(wanted.type()).equals(TypeComparison.name(written.type()))) {
                other(read);
                return;
            }
            TypeComparison.difference(wanted.type(), written.type())
                    .ifPresent(each -> add(
                            Notice.EDIT_TYPE.because(each.message(), place, each.evidence(), place),
                            differingField(wanted.type(), written.type(), read)));
        }

        private static int differingField(UserType wanted, UserType written, Read read) {
            for (var each = 0; each < written.fields().size(); each++) {
                var field = written.fields().get(each);
                if (each >= wanted.fields().size() || !wanted.fields().get(each).equals(field)) {
                    return read.columns()
                            .getOrDefault(field.name(), new Span(0, 0))
                            .start();
                }
            }
            return 0;
        }

        private void table(Table wanted, Table written, Read read) {
            if (!wanted.name().equals(written.name())) {
                other(read);
                return;
            }
            for (var each : new TableComparison(wanted, written).differences()) {
                add(
                        Notice.EDIT_DIFFERS.because(each.message(), place, each.evidence(), place),
                        placeOf(each.message().key(), each.message().arguments(), read));
            }
            for (var column : wanted.columns()) {
                written.column(column.name())
                        .filter(each -> !each.mask().equals(column.mask()))
                        .ifPresent(each -> add(
                                Notice.EDIT_MASK.at(
                                        place, column.mask() + " ≠ " + each.mask(), wanted.name(), column.name()),
                                column(read, column.name())));
            }
            options(written.options(), wanted.options(), read);
        }

        private static int placeOf(String key, List<String> arguments, Read read) {
            var column = arguments.size() > 1 ? arguments.get(1) : "";
            return switch (key) {
                case "schema.difference.clustering.order" ->
                    at(
                            read,
                            read.options().containsKey(PropertiesReader.ORDER)
                                    ? PropertiesReader.ORDER
                                    : TableReader.KEY);
                case "schema.difference.key.position", "schema.difference.column.kind" -> at(read, TableReader.KEY);
                case "schema.difference.flags" -> at(read, PropertiesReader.COMPACT);
                default -> column(read, column);
            };
        }

        private static int column(Read read, String column) {
            return read.columns().getOrDefault(column, new Span(0, 0)).start();
        }

        private void options(TableOptions written, TableOptions proposed, Read read) {
            for (var each : new OptionCheck(target.version(), place).check(written, proposed)) {
                add(each.finding(), at(read, each.option()));
            }
        }

        private void index(Index wanted, Index written, Read read) {
            if (!wanted.name().equals(written.name()) || !wanted.table().equals(written.table())) {
                other(read);
            } else if (FollowerPlanner.isStorageAttached(written)
                    && !target.version().isAtLeast(5, 0)) {
                add(Notice.EDIT_INDEX_CLASS.at(place, written.className(), written.className(), target.version()), 0);
            } else if (!wanted.equals(written)) {
                add(Notice.EDIT_INDEX.at(place, statement.cql(), place), 0);
            }
        }

        private void view(CreateView wanted, CreateView written, Read read) {
            if (!wanted.name().equals(written.name()) || !wanted.baseTable().equals(written.baseTable())) {
                other(read);
                return;
            }
            if (!shapeOf(wanted).equals(shapeOf(written))) {
                add(Notice.EDIT_VIEW.at(place, statement.cql(), place), 0);
            }
            options(written.options(), wanted.options(), read);
        }

        private static List<Object> shapeOf(CreateView view) {
            return List.of(Set.copyOf(view.selected()), view.whereClause(), view.partitionKey(), view.clustering());
        }

        private void dropped(CqlStatement wanted, CqlStatement written) {
            if (!wanted.equals(written)) {
                add(Notice.EDIT_DROPPED_COLUMN.at(place, statement.cql(), place, statement.cql()), 0);
            }
        }
    }
}
