package dev.ferry.ui.tls;

import dev.ferry.outcome.Severity;
import dev.ferry.text.Message;
import dev.ferry.text.Messages;
import dev.ferry.ui.fx.Background;
import dev.ferry.ui.tls.TlsForm.Text;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/// TLS on a port, while it is filled in: what was typed, what is wrong with it, and what its files say.
public final class TlsModel {
    private final Background background;
    private final ObjectProperty<TlsForm> form;
    private final ReadOnlyObjectWrapper<Map<Text, Message>> problems = new ReadOnlyObjectWrapper<>(Map.of());
    private final ReadOnlyObjectWrapper<Map<Text, CertificateLook>> looks = new ReadOnlyObjectWrapper<>(Map.of());
    private final Set<Text> touched = EnumSet.noneOf(Text.class);
    private List<String> looked = List.of();
    private Background.@Nullable Errand looking;

    /// @param form what is filled in already
    public TlsModel(TlsForm form, Background background) {
        this.background = background;
        this.form = new SimpleObjectProperty<>(form);
        this.form.addListener((property, old, now) -> changed());
        changed();
    }

    /// What stands in the fields.
    public ObjectProperty<TlsForm> form() {
        return form;
    }

    /// Something was typed.
    void type(Text text, String value) {
        touched.add(text);
        form.set(form.get().with(text, value));
    }

    /// From now on what is missing is said as well.
    public void insist() {
        touched.addAll(EnumSet.allOf(Text.class));
        check();
    }

    /// What is wrong in the fields that somebody has typed in.
    ReadOnlyObjectProperty<Map<Text, Message>> problems() {
        return problems.getReadOnlyProperty();
    }

    /// What the files say that were chosen.
    public ReadOnlyObjectProperty<Map<Text, CertificateLook>> looks() {
        return looks.getReadOnlyProperty();
    }

    /// The first thing that is missing or wrong; empty if it can be used.
    public Optional<String> obstacle() {
        return Stream.concat(
                        form.get().problems().values().stream().map(Messages::text),
                        looks.get().values().stream()
                                .filter(look -> look.severity() == Severity.BLOCK)
                                .map(CertificateLook::text))
                .findFirst();
    }

    private void changed() {
        check();
        var now = form.get();
        if (!now.files().equals(looked)) {
            looked = now.files();
            look(now);
        }
    }

    private void check() {
        problems.set(form.get().problems().entrySet().stream()
                .filter(problem -> touched.contains(problem.getKey()))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private void look(TlsForm now) {
        if (looking != null) {
            looking.giveUp();
        }
        if (!now.isOn()) {
            looks.set(Map.of());
            return;
        }
        looking = background.run(
                () -> CertificateLook.of(now, Instant.now()), looks::set, failure -> looks.set(Map.of()));
    }
}
