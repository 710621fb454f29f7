package dev.ferry.ui.source;

import dev.ferry.cluster.Cluster;
import dev.ferry.engine.Engine;
import dev.ferry.engine.HopKind;
import dev.ferry.engine.HopSeen;
import dev.ferry.engine.HopState;
import dev.ferry.engine.HostKey;
import dev.ferry.engine.Secrets;
import dev.ferry.engine.SshAlias;
import dev.ferry.engine.SurveyProgress;
import dev.ferry.migration.Options;
import dev.ferry.migration.Selection;
import dev.ferry.migration.Side;
import dev.ferry.migration.SourceSettings;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.text.Message;
import dev.ferry.text.Messages;
import dev.ferry.ui.fx.Background;
import dev.ferry.ui.tls.TlsModel;
import dev.ferry.ui.work.Desk;
import dev.ferry.ui.work.Job;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// What the source's screen knows and does.
final class SourceViewModel {
    private static final long SAVED_AFTER_MILLIS = 400;

    private final Desk desk;
    private final ReadOnlyObjectWrapper<SourceForm> form;
    private final TlsModel tls;
    private final ReadOnlyIntegerWrapper insisting = new ReadOnlyIntegerWrapper();
    private final Set<FormField> touched = EnumSet.noneOf(FormField.class);
    private final ReadOnlyObjectWrapper<Map<FormField, Message>> problems = new ReadOnlyObjectWrapper<>(Map.of());
    private final ReadOnlyBooleanWrapper editing;
    private final ReadOnlyObjectWrapper<@Nullable Job> job = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Failure> trouble = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<List<SshAlias>> aliases = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<Message>> aliasWarnings = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<@Nullable TableChoice> choice = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyIntegerWrapper told = new ReadOnlyIntegerWrapper();
    private HopBoard board = new HopBoard();
    private Background.@Nullable Errand saving;
    private @Nullable Cluster catalogued;
    private Catalogue catalogue = new Catalogue(List.of());

    SourceViewModel(Desk desk) {
        this.desk = desk;
        this.form = new ReadOnlyObjectWrapper<>(SourceForm.of(desk.draft().get().source()));
        this.tls = new TlsModel(form.get().tls(), desk.background());
        tls.form().addListener((property, old, now) -> {
            touched.add(FormField.TLS);
            change(form.get().with(now));
        });
        this.editing = new ReadOnlyBooleanWrapper(desk.survey().get() == null);
        choose();
    }

    /// What stands in the fields.
    ReadOnlyObjectProperty<SourceForm> form() {
        return form.getReadOnlyProperty();
    }

    /// TLS on the native port.
    TlsModel tls() {
        return tls;
    }

    /// Grows each time when what is missing has to be said as well.
    ReadOnlyIntegerProperty insisting() {
        return insisting.getReadOnlyProperty();
    }

    /// What is wrong in the fields that somebody has typed in.
    ReadOnlyObjectProperty<Map<FormField, Message>> problems() {
        return problems.getReadOnlyProperty();
    }

    /// Whether the connection is being written down; else what is there is shown.
    ReadOnlyBooleanProperty editing() {
        return editing.getReadOnlyProperty();
    }

    /// The test or survey under way; null if none is.
    ReadOnlyObjectProperty<@Nullable Job> job() {
        return job.getReadOnlyProperty();
    }

    /// What ended the last survey before it had seen everything; null if nothing did.
    ReadOnlyObjectProperty<@Nullable Failure> trouble() {
        return trouble.getReadOnlyProperty();
    }

    /// The hosts of OpenSSH's configuration.
    ReadOnlyObjectProperty<List<SshAlias>> aliases() {
        return aliases.getReadOnlyProperty();
    }

    /// What could not be taken from OpenSSH's configuration.
    ReadOnlyObjectProperty<List<Message>> aliasWarnings() {
        return aliasWarnings.getReadOnlyProperty();
    }

    /// Which tables move; null before the source was seen.
    ReadOnlyObjectProperty<@Nullable TableChoice> choice() {
        return choice.getReadOnlyProperty();
    }

    /// Changes whenever {@link #board()} has.
    ReadOnlyIntegerProperty told() {
        return told.getReadOnlyProperty();
    }

    /// What the hop test has told.
    HopBoard board() {
        return board;
    }

    /// The source as it was last seen; null if nobody looked.
    ReadOnlyObjectProperty<@Nullable Cluster> survey() {
        return desk.survey();
    }

    /// Whether the source is marked as production.
    boolean isProduction() {
        return desk.draft().get().options().production().contains(Side.SOURCE);
    }

    /// Asks once which hosts OpenSSH knows.
    void askForAliases() {
        desk.background()
                .run(
                        desk.engine()::sshAliases,
                        found -> {
                            aliases.set(found.hosts());
                            aliasWarnings.set(found.warnings());
                        },
                        failure -> aliases.set(List.of()));
    }

    /// The draft was changed elsewhere, or a survey was made.
    void choose() {
        var seen = desk.survey().get();
        if (seen == null) {
            choice.set(null);
            return;
        }
        if (seen != catalogued) {
            catalogued = seen;
            catalogue = Catalogue.of(seen);
        }
        var wanted = desk.draft().get().selection();
        var last = choice.get();
        if (last == null || !last.selection().equals(wanted) || last.catalogue() != catalogue) {
            choice.set(TableChoice.of(catalogue, wanted));
        }
    }

    /// Chooses which tables move.
    void choose(Selection selection) {
        desk.change(draft -> draft.with(selection));
        choose();
    }

    /// Something was typed.
    void type(FormField field, String text) {
        if (form.get().texts().getOrDefault(field, "").equals(text)) {
            return;
        }
        touched.add(field);
        change(form.get().with(field, text));
    }

    /// Something was typed in the fields of the login.
    void type(CredentialForm login) {
        if (!login.equals(form.get().login())) {
            touched.add(FormField.LOGIN);
            change(form.get().with(login));
        }
    }

    /// Something was typed in the list of jump hosts.
    void type(List<JumpForm> jumps) {
        if (!jumps.equals(form.get().jumps())) {
            change(form.get().with(jumps));
        }
    }

    /// Whether what the fields leave open is said in the user's OpenSSH configuration.
    void leaveToConfiguration(Said said) {
        var usual = Path.of(System.getProperty("user.home"), ".ssh", "config").toString();
        change(said == Said.THERE ? form.get().leftTo(usual) : form.get().leftToNobody());
    }

    /// Where it is said who logs in, and where.
    enum Said {
        /// In the fields.
        HERE,
        /// In an OpenSSH configuration.
        THERE
    }

    /// A host of OpenSSH's configuration was chosen.
    void take(SshAlias alias) {
        change(form.get().with(alias));
    }

    private void change(SourceForm changed) {
        form.set(changed);
        check();
        if (saving != null) {
            saving.giveUp();
        }
        saving = desk.background().after(SAVED_AFTER_MILLIS, this::save);
    }

    private void check() {
        problems.set(form.get().problems().entrySet().stream()
                .filter(problem -> touched.contains(problem.getKey()))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    // What is wrong stays on the screen only: a document holds what can be used.
    private void save() {
        form.get().settings().ifPresent(settings -> desk.change(draft -> draft.with(settings)));
    }

    /// Marks the source as production, or takes the mark away.
    void markProduction(boolean isMarked) {
        desk.change(draft -> {
            var marked = new HashSet<>(draft.options().production());
            if (isMarked) {
                marked.add(Side.SOURCE);
            } else {
                marked.remove(Side.SOURCE);
            }
            return draft.with(draft.options().withProduction(marked));
        });
    }

    /// Says whose nodes are loaded from.
    ///
    /// @param dataCentre null for all nodes
    void loadFrom(@Nullable String dataCentre) {
        desk.change(draft -> draft.with(draft.options().withDataCentre(dataCentre)));
    }

    /// Whose nodes are loaded from; null for all.
    @Nullable
    String loadedFrom() {
        return desk.draft().get().options().dataCentre();
    }

    /// Goes back to the fields.
    void edit() {
        editing.set(true);
    }

    /// Leaves the fields for what was seen, if anything was.
    void show() {
        editing.set(desk.survey().get() == null);
    }

    /// Tests the way, hop by hop; if all of it works, surveys.
    void connect() {
        touched.addAll(EnumSet.allOf(FormField.class));
        tls.insist();
        insisting.set(insisting.get() + 1);
        check();
        var settings = form.get().settings();
        if (settings.isEmpty() || job.get() != null) {
            return;
        }
        save();
        editing.set(true);
        board = new HopBoard();
        told.set(told.get() + 1);
        start(settings.get(), Messages.text("ui.source.job.connect"), new Hearing());
    }

    /// Surveys once more.
    void surveyAgain() {
        var settings = desk.draft().get().source();
        if (settings != null && job.get() == null) {
            start(settings, Messages.text("ui.job.survey"), null);
        }
    }

    private void start(SourceSettings settings, String title, @Nullable Hearing hearing) {
        trouble.set(null);
        var engine = desk.engine();
        var options = desk.draft().get().options();
        var started = desk.job(
                title,
                work -> {
                    var secrets = desk.secrets(settings.secretSources());
                    return hearing == null || hearing.isReached(work, engine, settings, options, secrets)
                            ? Optional.of(survey(work, engine, settings, options, secrets))
                            : Optional.<Cluster>empty();
                },
                this::seen,
                failure -> {
                    trouble.set(failure);
                    job.set(null);
                });
        if (started.state().get() == Job.State.RUNNING) {
            job.set(started);
            started.state().addListener((property, old, now) -> {
                if (now == Job.State.STOPPED) {
                    job.set(null);
                    stopped();
                }
            });
        }
    }

    private static Cluster survey(Job work, Engine engine, SourceSettings settings, Options options, Secrets secrets)
            throws FailureException, InterruptedException {
        return engine.survey(settings, options, secrets, progress -> tell(work, progress));
    }

    private static void tell(Job work, SurveyProgress progress) {
        work.tell(
                Message.of("ui.source.job.looked", progress.looked(), progress.of()), progress.looked(), progress.of());
    }

    private void seen(Optional<Cluster> cluster) {
        job.set(null);
        cluster.ifPresent(found -> {
            desk.keep(found);
            choose();
            editing.set(false);
        });
    }

    private void stopped() {
        board.stop();
        told.set(told.get() + 1);
    }

    /// The host keys that wait for a person.
    List<HostKey> unknownKeys() {
        return board.unknownKeys();
    }

    /// Believes these host keys from now on, and connects again.
    void accept(Set<HostKey> keys) {
        var accepted =
                new ArrayList<>(form.get().text(FormField.ACCEPTED).lines().toList());
        keys.stream()
                .map(HostKey::fingerprint)
                .filter(each -> !accepted.contains(each))
                .forEach(accepted::add);
        form.set(form.get().with(FormField.ACCEPTED, String.join("\n", accepted)));
        connect();
    }

    /// Hears the hop test, on many threads, and takes what it heard to the toolkit's, many at once.
    private final class Hearing {
        private final Queue<HopSeen> heard = new ConcurrentLinkedQueue<>();
        private final Queue<HopSeen> failed = new ConcurrentLinkedQueue<>();
        private final AtomicBoolean isTaking = new AtomicBoolean();
        private final HopBoard mine = board;

        /// Whether the source can be surveyed: every node that is up is reached.
        boolean isReached(Job work, Engine engine, SourceSettings settings, Options options, Secrets secrets)
                throws FailureException, InterruptedException {
            var isWhole = engine.probe(settings, options, secrets, hop -> {
                heard.add(hop);
                if (hop.state() instanceof HopState.Failed(var failure, var _, var _)) {
                    failed.add(hop);
                    desk.background().later(() -> desk.doubt(failure));
                }
                if (hop.state() instanceof HopState.Running) {
                    work.tell(Message.of("ui.source.job.hop", hop.place()));
                }
                if (isTaking.compareAndSet(false, true)) {
                    desk.background().later(this::take);
                }
            });
            return isWhole || (!failed.isEmpty() && failed.stream().allMatch(hop -> hop.kind() == HopKind.STATE));
        }

        private void take() {
            isTaking.set(false);
            var hops = new ArrayList<HopSeen>();
            for (var hop = heard.poll(); hop != null; hop = heard.poll()) {
                hops.add(hop);
            }
            mine.heard(hops);
            if (Objects.equals(mine, board)) {
                told.set(told.get() + 1);
            }
        }
    }
}
