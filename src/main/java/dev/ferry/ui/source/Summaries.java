package dev.ferry.ui.source;

import dev.ferry.migration.SourceSettings.Road;
import dev.ferry.text.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What is set in the folds of the connection panel, each in one line.
final class Summaries {
    private Summaries() {}

    static String login(SourceForm form) {
        var user = form.text(FormField.CQL_USER);
        return user.isEmpty() ? Messages.text("ui.source.fold.none") : user;
    }

    static String jumps(SourceForm form) {
        return form.jumps().isEmpty()
                ? Messages.text("ui.source.fold.none")
                : form.jumps().stream()
                        .map(jump -> jump.place().isBlank() ? "…" : jump.place().strip())
                        .collect(Collectors.joining(" → "));
    }

    static String becoming(SourceForm form) {
        var user = form.text(FormField.BECOME_USER);
        return switch (form.way()) {
            case DIRECT -> Messages.text("ui.source.fold.become.direct");
            case SUDO -> Messages.text("ui.source.fold.become.sudo", user);
            case SUDO_PASSWORD -> Messages.text("ui.source.fold.become.password", user);
        };
    }

    static String container(SourceForm form) {
        return form.container()
                .map(engine -> {
                    var name = form.text(FormField.CONTAINER_NAME);
                    var user = form.text(FormField.CONTAINER_USER);
                    return joined(List.of(
                            Messages.text("ui.source.container." + engine.name().toLowerCase(Locale.ROOT)),
                            name.isEmpty() ? Messages.text("ui.source.fold.container.only") : name,
                            user.isEmpty() ? "" : Messages.text("ui.source.fold.container.user", user)));
                })
                .orElse(Messages.text("ui.source.fold.none"));
    }

    static String jmx(SourceForm form) {
        var port = form.text(FormField.JMX_PORT);
        var user = form.text(FormField.JMX_USER);
        return port.isEmpty() && user.isEmpty()
                ? Messages.text("ui.source.fold.jmx.usual")
                : joined(List.of(
                        port.isEmpty() ? "" : Messages.text("ui.source.fold.jmx.port", port),
                        user.isEmpty() ? "" : Messages.text("ui.source.fold.jmx.user", user)));
    }

    static String more(SourceForm form) {
        var parts = new ArrayList<String>();
        if (form.road() != Road.AUTOMATIC) {
            parts.add(Messages.text("ui.source.fold.road." + form.road().name().toLowerCase(Locale.ROOT)));
        }
        count(parts, "ui.source.fold.hosts", form.text(FormField.HOSTS).lines().count());
        count(
                parts,
                "ui.source.fold.accepted",
                form.text(FormField.ACCEPTED).lines().count());
        var legacy = form.text(FormField.LEGACY);
        if (!legacy.isEmpty()) {
            parts.add(Messages.text("ui.source.fold.legacy", legacy));
        }
        if (!form.text(FormField.KNOWN_HOSTS).isEmpty()) {
            parts.add(form.text(FormField.KNOWN_HOSTS));
        }
        return parts.isEmpty() ? Messages.text("ui.source.fold.more.usual") : joined(parts);
    }

    private static void count(List<String> parts, String key, long count) {
        if (count > 0) {
            parts.add(Messages.text(key, count));
        }
    }

    private static String joined(List<String> parts) {
        return parts.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining(", "));
    }
}
