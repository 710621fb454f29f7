package dev.ferry.ui.target;

import dev.ferry.engine.HopSeen;
import dev.ferry.migration.SourceSettings;
import dev.ferry.migration.Target;
import dev.ferry.outcome.Failure;
import dev.ferry.text.Messages;
import dev.ferry.text.Units;
import dev.ferry.ui.tls.TlsForm;
import dev.ferry.ui.tls.TlsModel;
import dev.ferry.ui.work.Desk;
import dev.ferry.ui.work.Job;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/// The way to any Cassandra cluster: its settings as they are typed, what is wrong with them, and the test of
/// the way hop by hop.
final class ClusterViewModel {
    /// What the password is called when somebody is asked for it.
    static final String PASSWORD = "target password";

    private static final int NATIVE = 9042;
    private static final int INTERNODE = 7000;
    private static final int MOST = 65_535;

    private final Desk desk;
    private final Runnable chosen;
    private final Map<Text, StringProperty> texts = new EnumMap<>(Text.class);
    private final Map<Text, ReadOnlyStringWrapper> errors = new EnumMap<>(Text.class);
    private final StringProperty password = new SimpleStringProperty("prompt:" + PASSWORD);
    private final TlsModel nativeTls;
    private final TlsModel internodeTls;
    private final ReadOnlyBooleanWrapper testing = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Ways> ways = new ReadOnlyObjectWrapper<>(Ways.NONE);
    private final ReadOnlyObjectWrapper<@Nullable Failure> failure = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper obstacle = new ReadOnlyStringWrapper("");
    private @Nullable Job job;

    /// @param chosen is called when a target has been chosen
    ClusterViewModel(Desk desk, Runnable chosen) {
        this.desk = desk;
        this.chosen = chosen;
        for (var text : Text.values()) {
            texts.put(text, new SimpleStringProperty(""));
            errors.put(text, new ReadOnlyStringWrapper(""));
        }
        text(Text.NATIVE_PORT).set(String.valueOf(NATIVE));
        text(Text.INTERNODE_PORT).set(String.valueOf(INTERNODE));
        var cluster = desk.draft().get().target() instanceof Target.CassandraCluster there ? there : null;
        if (cluster != null) {
            fill(cluster);
        }
        nativeTls = new TlsModel(
                TlsForm.of(cluster == null ? null : cluster.nativeTls(), TlsForm.Names.VERIFIED), desk.background());
        internodeTls = new TlsModel(
                TlsForm.of(cluster == null ? null : cluster.internodeTls(), TlsForm.Names.IGNORED), desk.background());
        texts.values().forEach(text -> text.addListener((property, old, now) -> changed()));
        password.addListener((property, old, now) -> changed());
        for (var tls : List.of(nativeTls, internodeTls)) {
            tls.form().addListener((property, old, now) -> judge());
            tls.looks().addListener((property, old, now) -> judge());
        }
        changed();
    }

    private void fill(Target.CassandraCluster target) {
        text(Text.CONTACTS).set(String.join(", ", target.contactPoints()));
        text(Text.NATIVE_PORT).set(String.valueOf(target.nativePort()));
        text(Text.INTERNODE_PORT).set(String.valueOf(target.internodePort()));
        var disk = target.diskGibibytesPerNode();
        if (disk != null) {
            text(Text.DISK).set(String.valueOf(disk));
        }
        var login = target.login();
        if (login != null) {
            text(Text.USER).set(login.user());
            password.set(login.password());
        }
    }

    private void changed() {
        var wrong = wrong();
        errors.forEach((text, error) -> error.set(wrong.getOrDefault(text, "")));
        judge();
    }

    /// What is wrong with what was typed. A field that is merely empty is no error yet: it is an obstacle.
    private Map<Text, String> wrong() {
        var wrong = new EnumMap<Text, String>(Text.class);
        for (var port : List.of(Text.NATIVE_PORT, Text.INTERNODE_PORT)) {
            if (port(port).isEmpty()) {
                wrong.put(port, Messages.text("ui.target.port.wrong"));
            }
        }
        if (!value(Text.DISK).isEmpty() && disk().isEmpty()) {
            wrong.put(
                    Text.DISK,
                    Messages.text("ui.target.cluster.disk.wrong", Units.count(Target.CassandraCluster.MOST_GIBIBYTES)));
        }
        var odd = contacts().stream()
                .filter(each -> each.contains("/") || each.contains(" "))
                .findFirst();
        odd.ifPresent(each -> wrong.put(Text.CONTACTS, Messages.text("ui.target.contacts.wrong", each)));
        return wrong;
    }

    /// Files are read a moment after the last key.
    private void judge() {
        obstacle.set(obstacles().findFirst().orElse(""));
    }

    private Stream<String> obstacles() {
        return Stream.<Supplier<Optional<String>>>of(
                        () -> missing(contacts().isEmpty(), "ui.target.cluster.no-contacts"),
                        () -> errors.values().stream()
                                .map(ReadOnlyStringWrapper::get)
                                .filter(each -> !each.isEmpty())
                                .findFirst(),
                        () -> missing(
                                !value(Text.USER).isEmpty() && password.get().isEmpty(),
                                "ui.target.cluster.no-password"),
                        () -> obstacle(nativeTls, "ui.target.cluster.tls.native"),
                        () -> obstacle(internodeTls, "ui.target.cluster.tls.internode"))
                .flatMap(each -> each.get().stream());
    }

    private static Optional<String> missing(boolean isMissing, String key) {
        return isMissing ? Optional.of(Messages.text(key)) : Optional.empty();
    }

    private static Optional<String> obstacle(TlsModel tls, String port) {
        return tls.obstacle().map(found -> Messages.text("ui.target.cluster.tls.obstacle", Messages.text(port), found));
    }

    /// The settings as they were typed; empty while something is missing or wrong.
    Optional<Target.CassandraCluster> settings() {
        return obstacle.get().isEmpty()
                ? Optional.of(new Target.CassandraCluster(
                        contacts(),
                        port(Text.NATIVE_PORT).orElseThrow(),
                        port(Text.INTERNODE_PORT).orElseThrow(),
                        value(Text.USER).isEmpty() ? null : new SourceSettings.Login(value(Text.USER), password.get()),
                        nativeTls.form().get().settings().orElse(null),
                        internodeTls.form().get().settings().orElse(null),
                        value(Text.DISK).isEmpty() ? null : (Integer) disk().orElseThrow()))
                : Optional.empty();
    }

    private List<String> contacts() {
        return Arrays.stream(value(Text.CONTACTS).split("[,;\\n]"))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList();
    }

    private OptionalInt port(Text text) {
        return number(text, MOST);
    }

    private OptionalInt disk() {
        return number(Text.DISK, Target.CassandraCluster.MOST_GIBIBYTES);
    }

    private OptionalInt number(Text text, int most) {
        try {
            var number = Integer.parseInt(value(text));
            return number >= 1 && number <= most ? OptionalInt.of(number) : OptionalInt.empty();
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }

    private String value(Text text) {
        return text(text).get().strip();
    }

    /// Tests the way, hop by hop.
    void test() {
        var settings = settings().orElse(null);
        if (settings == null || testing.get()) {
            return;
        }
        failure.set(null);
        ways.set(Ways.NONE);
        testing.set(true);
        Consumer<HopSeen> told =
                hop -> desk.background().later(() -> ways.set(ways.get().with(hop)));
        job = desk.job(
                Messages.text("ui.target.test.running"),
                work -> desk.engine().test(settings, desk.secrets(settings.secretSources()), told),
                passed -> testing.set(false),
                why -> {
                    failure.set(why);
                    testing.set(false);
                });
        job.state().addListener((property, old, now) -> testing.set(now == Job.State.RUNNING));
    }

    /// Stops the test.
    void stop() {
        if (job != null) {
            job.stop();
        }
    }

    /// Takes this cluster as the target.
    void use() {
        settings().ifPresent(settings -> {
            desk.change(draft -> draft.with(settings));
            chosen.run();
        });
    }

    StringProperty text(Text text) {
        return Objects.requireNonNull(texts.get(text));
    }

    /// What is wrong with what was typed; empty for nothing.
    ReadOnlyStringProperty error(Text text) {
        return Objects.requireNonNull(errors.get(text)).getReadOnlyProperty();
    }

    /// Where the password comes from; empty while nobody has said so.
    StringProperty password() {
        return password;
    }

    /// TLS on the native port.
    TlsModel nativeTls() {
        return nativeTls;
    }

    /// TLS on the internode port.
    TlsModel internodeTls() {
        return internodeTls;
    }

    ReadOnlyBooleanProperty testing() {
        return testing.getReadOnlyProperty();
    }

    /// What the test has seen so far.
    ReadOnlyObjectProperty<Ways> ways() {
        return ways.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable Failure> failure() {
        return failure.getReadOnlyProperty();
    }

    /// The first thing that is missing or wrong; empty if it can be tested and used.
    ReadOnlyStringProperty obstacle() {
        return obstacle.getReadOnlyProperty();
    }

    /// What is typed.
    enum Text {
        CONTACTS,
        NATIVE_PORT,
        INTERNODE_PORT,
        DISK,
        USER
    }
}
