package dev.ferry.ui.nodes;

import dev.ferry.engine.Engine;
import dev.ferry.engine.Goal;
import dev.ferry.engine.Scope;
import dev.ferry.migration.Side;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.Finding;
import dev.ferry.plan.Plan;
import dev.ferry.run.Check;
import dev.ferry.run.Fact;
import dev.ferry.run.Step;
import dev.ferry.run.StepId;
import dev.ferry.run.Tick;
import dev.ferry.schema.Stage;
import dev.ferry.text.Messages;
import dev.ferry.text.Units;
import dev.ferry.ui.fx.Dialogs;
import dev.ferry.ui.work.Desk;
import dev.ferry.ui.work.Feed;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ChangeListener;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import org.jspecify.annotations.Nullable;

/// What the nodes' screen shows and can do.
final class NodesViewModel {
    private static final Set<Goal> OURS = EnumSet.of(Goal.CHECKED, Goal.WITHDRAWN);

    private final Desk desk;
    private final ReadOnlyObjectWrapper<Matrix> matrix = new ReadOnlyObjectWrapper<>(Matrix.NOTHING);
    private final ObservableList<NodeLine> lines = FXCollections.observableArrayList();
    private final FilteredList<NodeLine> shown = new FilteredList<>(lines);
    private final StringProperty filter = new SimpleStringProperty("");
    private final BooleanProperty onlyProblems = new SimpleBooleanProperty();
    private final ReadOnlyStringWrapper barred = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<@Nullable Failure> trouble = new ReadOnlyObjectWrapper<>();
    private final Map<String, Set<Check>> asking = new HashMap<>();
    private final Map<String, String> bringing = new HashMap<>();
    private final ChangeListener<Object> changed = (property, old, now) -> read();
    private Scope scope = Scope.ALL;
    private @Nullable Runnable listening;

    NodesViewModel(Desk desk) {
        this.desk = desk;
        filter.addListener((property, old, now) -> sift());
        onlyProblems.addListener((property, old, now) -> sift());
        read();
    }

    /// Listens to the desk from now on.
    void listen() {
        listening = desk.feed().listen(this::heard);
        desk.plan().addListener(changed);
        desk.run().addListener(changed);
        desk.live().addListener(changed);
        desk.trouble().addListener(changed);
        read();
    }

    /// Lets go of the desk.
    void release() {
        if (listening != null) {
            listening.run();
        }
        desk.plan().removeListener(changed);
        desk.run().removeListener(changed);
        desk.live().removeListener(changed);
        desk.trouble().removeListener(changed);
    }

    private void heard(Feed.Frame frame) {
        for (var event : frame.events()) {
            switch (event) {
                case Tick.NodeChecking checking -> asking.put(checking.node(), EnumSet.copyOf(checking.checks()));
                case Tick.StepTold told
                when told.step().step() == Step.LOADER ->
                    bringing.put(told.step().subject(), Messages.text(told.what()));
                case Tick.StepTold told
                when told.step().step() == Step.PREFLIGHT ->
                    bringing.put(told.step().subject(), Messages.text(told.what()));
                // what is fetched for the sake of its size is here by then, or cannot be had
                case Fact.NodeChecked checked
                when checked.check() == Check.ROOM
                        || checked.check() == Check.FOLDER
                        || checked.check() == Check.CHECKSUMS -> bringing.remove(checked.node());
                case Fact.StepEnded ended
                when ended.step().step() == Step.LOADER ->
                    bringing.remove(ended.step().subject());
                case Fact.StepEnded ended
                when ended.step().step() == Step.PREFLIGHT ->
                    asking.remove(ended.step().subject());
                default -> {
                    // told by the run itself
                }
            }
        }
        read();
    }

    private void read() {
        if (desk.live().get() == null) {
            asking.clear();
            bringing.clear();
        }
        var plan = desk.plan().get();
        barred.set(barredBy(plan));
        var ours = OURS.contains(desk.goal().get()) ? desk.trouble().get() : null;
        trouble.set(ours);
        matrix.set(plan == null ? Matrix.NOTHING : Matrix.of(plan, desk.run().get(), now()));
        show(matrix.get());
    }

    private Matrix.Now now() {
        return desk.live().get() == null
                ? Matrix.Now.NOTHING
                : new Matrix.Now(desk.goal().get(), scope.nodes(), asking, bringing);
    }

    private void show(Matrix now) {
        var isSame = lines.size() == now.rows().size();
        for (var i = 0; isSame && i < lines.size(); i++) {
            isSame = lines.get(i).address().equals(now.rows().get(i).address());
        }
        if (isSame) {
            for (var i = 0; i < lines.size(); i++) {
                lines.get(i).show(now.rows().get(i));
            }
            if (onlyProblems.get()) {
                sift();
            }
        } else {
            lines.setAll(now.rows().stream().map(NodeLine::new).toList());
        }
    }

    private void sift() {
        var wanted = filter.get().strip().toLowerCase(Locale.ROOT);
        var problems = onlyProblems.get();
        shown.setPredicate(line -> line.address().toLowerCase(Locale.ROOT).contains(wanted)
                && (!problems || line.row().get().isProblem()));
    }

    private String barredBy(@Nullable Plan plan) {
        if (plan == null) {
            return Messages.text("ui.nodes.barred.plan");
        }
        if (plan.isBlocked()) {
            return Messages.text("ui.nodes.barred.blocked");
        }
        return desk.live().get() == null ? "" : Messages.text("ui.nodes.barred.live");
    }

    /// How many statements the schema still lacks: a check brings it over first.
    long statementsFirst() {
        var plan = desk.plan().get();
        var run = desk.run().get();
        if (plan == null || run.isDone(StepId.of(Step.SCHEMA_PROOF))) {
            return 0;
        }
        return plan.statements(Stage.BEFORE_LOAD).stream()
                .filter(statement -> !run.isDone(new StepId(Step.SCHEMA, statement.id())))
                .count();
    }

    /// Checks what a scope names, after having said what else happens for it.
    void check(Scope wanted) {
        var first = statementsFirst();
        Runnable go = () -> desk.guard(
                Side.SOURCE,
                Messages.text("ui.nodes.check.guard"),
                Messages.text("ui.nodes.check.verb"),
                () -> start(Goal.CHECKED, wanted));
        if (first == 0) {
            go.run();
        } else {
            desk.dialogs()
                    .confirm(
                            new Dialogs.Question(
                                    Messages.text("ui.nodes.schema.title"),
                                    Messages.text("ui.nodes.schema.text", first, desk.clusterName(Side.TARGET)),
                                    Messages.text("ui.nodes.schema.verb", first),
                                    false),
                            go);
        }
    }

    /// Has data files read and compared with their checksums, after having said what that costs.
    ///
    /// @param nodes addresses; empty for all
    void verifyFiles(Set<String> nodes) {
        var plan = desk.plan().get();
        if (plan == null) {
            return;
        }
        var bytes = new HashMap<String, Long>();
        plan.tables().stream()
                .flatMap(table -> table.cells().stream())
                .filter(cell -> nodes.isEmpty() || nodes.contains(cell.id().node()))
                .forEach(cell -> bytes.merge(cell.id().node(), cell.bytes(), Long::sum));
        var all = bytes.values().stream().mapToLong(Long::longValue).sum();
        var most = bytes.values().stream().mapToLong(Long::longValue).max().orElse(0);
        var rate = (long) Engine.CHECKSUM_MEBIBYTES_PER_SECOND << 20;
        var text = Messages.text(
                "ui.nodes.verify.text",
                Units.bytes(all),
                bytes.size(),
                Engine.CHECKSUM_MEBIBYTES_PER_SECOND,
                Units.time(Duration.ofSeconds(Math.max(1, most / rate))));
        var verb = Messages.text("ui.nodes.verify.verb");
        Runnable go = () -> start(Goal.CHECKED, new Scope(nodes, Set.of(), Set.of(Check.CHECKSUMS)));
        if (desk.draft().get().options().production().contains(Side.SOURCE)) {
            desk.guard(Side.SOURCE, text, verb, go);
        } else {
            desk.dialogs().confirm(new Dialogs.Question(Messages.text("ui.nodes.verify.title"), text, verb, false), go);
        }
    }

    /// Removes credentials and folders from one node.
    void removeFrom(String node) {
        remove(Scope.ofNode(node), Messages.text("ui.nodes.remove.one", node));
    }

    /// Removes credentials and folders from all nodes, and the login.
    void removeAll() {
        remove(Scope.ALL, Messages.text("ui.nodes.remove.all", lines.size()));
    }

    private void remove(Scope wanted, String text) {
        var verb = Messages.text("ui.nodes.remove.verb");
        Runnable go = () -> start(Goal.WITHDRAWN, wanted);
        if (desk.draft().get().options().production().contains(Side.SOURCE)) {
            desk.guard(Side.SOURCE, text, verb, go);
        } else {
            desk.dialogs().confirm(new Dialogs.Question(Messages.text("ui.nodes.remove.title"), text, verb, true), go);
        }
    }

    private void start(Goal goal, Scope wanted) {
        scope = wanted;
        desk.start(goal, wanted);
    }

    /// Stops the run, in order.
    void stop() {
        var live = desk.live().get();
        if (live != null) {
            live.leave();
        }
    }

    /// Whether a run of this screen is under way.
    boolean isWorking() {
        var goal = desk.goal().get();
        return desk.live().get() != null && goal != null && OURS.contains(goal);
    }

    /// Whether that run removes what checks brought.
    boolean isRemoving() {
        return desk.goal().get() == Goal.WITHDRAWN;
    }

    /// Whether there is a plan whose nodes could be shown.
    boolean hasPlan() {
        return desk.plan().get() != null;
    }

    /// Which loader each node's files will go by, and why, as the plan says it.
    List<Finding> loaders() {
        var plan = desk.plan().get();
        return plan == null ? List.of() : plan.loaders();
    }

    /// Nodes × checks as they are.
    ReadOnlyObjectProperty<Matrix> matrix() {
        return matrix.getReadOnlyProperty();
    }

    /// The nodes that the filter lets through.
    ObservableList<NodeLine> shown() {
        return shown;
    }

    /// All nodes.
    ObservableList<NodeLine> lines() {
        return lines;
    }

    StringProperty filter() {
        return filter;
    }

    BooleanProperty onlyProblems() {
        return onlyProblems;
    }

    /// Why nothing can be started; empty if it can.
    ReadOnlyStringProperty barred() {
        return barred.getReadOnlyProperty();
    }

    /// What ended the last run of this screen; null if nothing did.
    ReadOnlyObjectProperty<@Nullable Failure> trouble() {
        return trouble.getReadOnlyProperty();
    }
}
