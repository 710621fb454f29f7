package dev.ferry.ui.target;

import dev.ferry.engine.AivenAccount;
import dev.ferry.engine.AivenProject;
import dev.ferry.engine.AivenProject.Sale;
import dev.ferry.engine.Goal;
import dev.ferry.migration.Target;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.Severity;
import dev.ferry.plan.Capacity;
import dev.ferry.plan.Demand;
import dev.ferry.schema.Schema;
import dev.ferry.secrets.AvnLogin;
import dev.ferry.text.Message;
import dev.ferry.text.Messages;
import dev.ferry.ui.work.Desk;
import dev.ferry.ui.work.Job;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/// The way over an Aiven account: load it, choose a project, then a service that is there or one to be made.
final class AivenViewModel {
    /// What the token is called when somebody is asked for it.
    static final String TOKEN = "Aiven API token";

    /// Where the token is if Aiven's own command line is logged in.
    static final String AVN = "avn:";

    private final Desk desk;
    private final Runnable chosen;
    private final Supplier<Optional<AvnLogin>> avnOfHere;
    private final StringProperty api = new SimpleStringProperty(AivenAccount.API);
    private final StringProperty token = new SimpleStringProperty("prompt:" + TOKEN);
    private final ReadOnlyBooleanWrapper loading = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable Failure> failure = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable AivenAccount> account = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable AivenProject> project = new ReadOnlyObjectWrapper<>();
    private final ObjectProperty<AivenAccount.@Nullable Project> choice = new SimpleObjectProperty<>();
    private final BooleanProperty creating = new SimpleBooleanProperty();
    private final ObjectProperty<AivenProject.@Nullable Service> service = new SimpleObjectProperty<>();
    private final StringProperty name = new SimpleStringProperty("");
    private final ObjectProperty<@Nullable String> version = new SimpleObjectProperty<>();
    private final ObjectProperty<AivenProject.@Nullable Cloud> cloud = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable PlanRow> plan = new SimpleObjectProperty<>();
    private final ReadOnlyObjectWrapper<List<PlanRow>> plans = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyStringWrapper nameError = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper createObstacle = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper useObstacle = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<@Nullable AvnLogin> avn = new ReadOnlyObjectWrapper<>();
    private final Powering powering;
    private boolean hasLookedForAvn;
    private @Nullable Job job;

    /// @param chosen is called when a target has been chosen
    /// @param avnOfHere finds the login of Aiven's command line; not called on the toolkit's thread
    AivenViewModel(Desk desk, Runnable chosen, Supplier<Optional<AvnLogin>> avnOfHere) {
        this.avnOfHere = avnOfHere;
        this.desk = desk;
        this.chosen = chosen;
        this.powering = new Powering(desk);
        if (desk.draft().get().target() instanceof Target.AivenService target) {
            api.set(target.api());
            token.set(target.token());
        }
        choice.addListener((property, old, now) -> loadProject(now));
        cloud.addListener((property, old, now) -> showPlans());
        version.addListener((property, old, now) -> showPlans());
        plan.addListener((property, old, now) -> judge());
        name.addListener((property, old, now) -> judge());
        service.addListener((property, old, now) -> {
            powering.forget();
            judge();
        });
        token.addListener((property, old, now) -> forget());
        api.addListener((property, old, now) -> forget());
        judge();
    }

    /// What was seen with another token is not shown for this one.
    private void forget() {
        stop();
        failure.set(null);
        account.set(null);
        choice.set(null);
        project.set(null);
        judge();
    }

    /// Looks once whether Aiven's own command line is logged in here: then nobody has to make a token.
    void lookForAvn() {
        if (!hasLookedForAvn) {
            hasLookedForAvn = true;
            desk.background().run(avnOfHere::get, found -> avn.set(found.orElse(null)), why -> {});
        }
    }

    /// Takes avn's token, and loads the account.
    void useAvn() {
        token.set(AVN);
        load();
    }

    /// Switches the chosen service on, and shows the project anew when it runs.
    void powerOn() {
        var found = service.get();
        var shown = project.get();
        if (found != null && shown != null) {
            var place = new Powering.Place(api.get().strip(), token.get(), shown.name(), found.name());
            powering.start(place, found, this::reload);
        }
    }

    /// Why the chosen service cannot be switched on; empty if it can.
    String powerObstacle() {
        var shown = project.get();
        if (shown != null && shown.lacks(AivenProject.Need.CHANGE)) {
            return Messages.text("ui.target.power.no-right");
        }
        return powering.progress().get() == null ? "" : Messages.text("ui.target.power.busy");
    }

    /// Asks who the token belongs to, and for its projects.
    void load() {
        stop();
        failure.set(null);
        loading.set(true);
        var address = api.get().strip();
        var source = token.get();
        watch(desk.job(
                Messages.text("ui.target.account.loading"),
                work -> desk.engine()
                        .account(address, desk.secrets(Set.of(source)).of(source)),
                this::loaded,
                this::failed));
    }

    /// It may be stopped elsewhere too: in the bar of all that goes on.
    private void watch(Job started) {
        job = started;
        started.state().addListener((property, old, now) -> {
            if (now == Job.State.STOPPED && job == started) {
                loading.set(false);
            }
        });
    }

    private void loaded(AivenAccount found) {
        loading.set(false);
        account.set(found);
        var projects = found.projects();
        var login = avn.get();
        var usual = login != null && token.get().startsWith(AVN) ? login.project() : "";
        var wanted = desk.draft().get().target() instanceof Target.AivenService target ? target.project() : usual;
        choice.set(projects.stream()
                .filter(each -> each.name().equals(wanted))
                .findFirst()
                .orElse(projects.isEmpty() ? null : projects.getFirst()));
    }

    private void failed(Failure why) {
        loading.set(false);
        failure.set(why);
    }

    /// Loads the project once more: services come and go.
    void reload() {
        loadProject(choice.get());
    }

    private void loadProject(AivenAccount.@Nullable Project wanted) {
        project.set(null);
        service.set(null);
        judge();
        if (wanted == null) {
            return;
        }
        stop();
        failure.set(null);
        loading.set(true);
        var address = api.get().strip();
        var source = token.get();
        watch(desk.job(
                Messages.text("ui.target.project.loading", wanted.name()),
                work -> desk.engine()
                        .project(address, desk.secrets(Set.of(source)).of(source), wanted.name()),
                found -> show(found, wanted),
                this::failed));
    }

    private void show(AivenProject found, AivenAccount.Project asked) {
        loading.set(false);
        project.set(found);
        version.set(
                found.sale() instanceof Sale.Open open && !open.versions().isEmpty()
                        ? open.versions().getFirst()
                        : null);
        cloud.set(found.clouds().stream()
                .filter(each -> each.name().equals(asked.defaultCloud()))
                .findFirst()
                .orElse(found.clouds().isEmpty() ? null : found.clouds().getFirst()));
        creating.set(found.services().stream().noneMatch(AivenProject.Service::isUsable)
                && found.sale() instanceof Sale.Open);
        service.set(found.services().stream()
                .filter(AivenProject.Service::isUsable)
                .findFirst()
                .orElse(null));
        showPlans();
    }

    /// What is wanted or measured may have changed elsewhere.
    void refresh() {
        showPlans();
    }

    /// The plans of the cloud, with the cheapest that fits chosen for a start.
    private void showPlans() {
        var shown = project.get();
        var place = cloud.get();
        var before = plan.get();
        var rows = shown == null || place == null
                ? List.<PlanRow>of()
                : PlanRow.of(shown.plans(), place.name(), this::capacity);
        plans.set(rows);
        plan.set(rows.stream()
                .filter(row -> before != null && row.name().equals(before.name()))
                .findFirst()
                .or(() -> rows.stream()
                        .filter(row -> row.verdict() == Severity.PASS)
                        .findFirst())
                .orElse(null));
        judge();
    }

    private @Nullable Capacity capacity(int nodes) {
        var source = desk.survey().get();
        var line = version.get();
        if (source == null || line == null) {
            return null;
        }
        var draft = desk.draft().get();
        return new Demand(source, draft.selection(), draft.options())
                .on(AivenProject.shape(nodes, line), Schema.empty(), OptionalLong.empty());
    }

    private void judge() {
        var wrong = objection();
        nameError.set(name.get().isEmpty() || wrong == null ? "" : Messages.text(wrong));
        createObstacle.set(obstacle(wrong));
        var found = service.get();
        var why = found == null ? Message.of("ui.target.use.none") : found.obstacle();
        var shown = project.get();
        if (why == null && shown != null && shown.lacks(AivenProject.Need.LOAD)) {
            why = Message.of("ui.target.use.no-right");
        }
        useObstacle.set(why == null ? "" : Messages.text(why));
    }

    private @Nullable Message objection() {
        var shown = project.get();
        return shown == null ? null : shown.objection(name.get().strip()).orElse(null);
    }

    /// The first thing that is missing, in the order of the form.
    private String obstacle(@Nullable Message wrongName) {
        var shown = project.get();
        var row = plan.get();
        if (shown == null) {
            return Messages.text("ui.target.create.no-project");
        } else if (shown.sale() instanceof Sale.Ended) {
            return Messages.text("ui.target.create.ended");
        } else if (shown.lacks(AivenProject.Need.CREATE)) {
            return Messages.text("ui.target.create.no-right");
        } else if (desk.survey().get() == null) {
            return Messages.text("ui.target.create.no-survey");
        } else if (wrongName != null) {
            return Messages.text(wrongName);
        } else if (row == null) {
            return Messages.text("ui.target.create.no-plan");
        } else if (row.verdict() == Severity.BLOCK) {
            return Messages.text("ui.target.create.too-small", row.name());
        }
        return desk.live().get() == null ? "" : Messages.text("ui.target.create.live");
    }

    /// Takes the service that is chosen in the list.
    void use() {
        var found = service.get();
        if (found == null || !found.isUsable()) {
            return;
        }
        choose(found.name(), found.cloud(), found.plan(), found.version());
        chosen.run();
    }

    /// Has the service made that was described, and watches it.
    void create() {
        var row = plan.get();
        var place = cloud.get();
        var line = version.get();
        if (!createObstacle.get().isEmpty() || row == null || place == null) {
            return;
        }
        choose(name.get().strip(), place.name(), row.name(), line == null ? "" : line);
        failure.set(null);
        loading.set(true);
        watch(desk.makePlan(
                made -> {
                    loading.set(false);
                    desk.start(Goal.TARGET);
                },
                this::failed));
    }

    private void choose(String serviceName, String inCloud, String ofPlan, String line) {
        var shown = project.get();
        if (shown != null) {
            desk.change(draft -> draft.with(new Target.AivenService(
                    api.get().strip(), token.get(), shown.name(), serviceName, inCloud, ofPlan, line)));
        }
    }

    /// Stops what is being loaded.
    void stop() {
        if (job != null) {
            job.stop();
            job = null;
        }
        loading.set(false);
    }

    StringProperty api() {
        return api;
    }

    /// Where the token comes from; empty while nobody has said so.
    StringProperty token() {
        return token;
    }

    /// The login of Aiven's own command line; null if there is none.
    ReadOnlyObjectProperty<@Nullable AvnLogin> avn() {
        return avn.getReadOnlyProperty();
    }

    /// The service that is being switched on.
    Powering powering() {
        return powering;
    }

    ReadOnlyBooleanProperty loading() {
        return loading.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable Failure> failure() {
        return failure.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable AivenAccount> account() {
        return account.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable AivenProject> project() {
        return project.getReadOnlyProperty();
    }

    /// The project that is chosen from the account's.
    ObjectProperty<AivenAccount.@Nullable Project> choice() {
        return choice;
    }

    /// Whether a new service is described, and none of those that are there is chosen.
    BooleanProperty creating() {
        return creating;
    }

    ObjectProperty<AivenProject.@Nullable Service> service() {
        return service;
    }

    StringProperty name() {
        return name;
    }

    ObjectProperty<@Nullable String> version() {
        return version;
    }

    ObjectProperty<AivenProject.@Nullable Cloud> cloud() {
        return cloud;
    }

    ReadOnlyObjectProperty<List<PlanRow>> plans() {
        return plans.getReadOnlyProperty();
    }

    ObjectProperty<@Nullable PlanRow> plan() {
        return plan;
    }

    /// What is wrong with the name that was typed; empty for nothing.
    ReadOnlyStringProperty nameError() {
        return nameError.getReadOnlyProperty();
    }

    /// Why no service can be made now; empty if one can.
    ReadOnlyStringProperty createObstacle() {
        return createObstacle.getReadOnlyProperty();
    }

    /// Why the service that is chosen cannot be used; empty if it can.
    ReadOnlyStringProperty useObstacle() {
        return useObstacle.getReadOnlyProperty();
    }
}
