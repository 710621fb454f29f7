package dev.ferry.ui.target;

import dev.ferry.engine.AivenProject.Place;
import dev.ferry.engine.AivenProject.Service;
import dev.ferry.engine.AivenProject.Update;
import dev.ferry.text.Messages;
import dev.ferry.ui.controls.Mark;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// How a service lies and what is about to happen to it, in lines with a mark.
final class ServiceFacts {
    private ServiceFacts() {}

    /// One fact.
    ///
    /// @param mark whether somebody should mind it
    record Line(String label, Mark mark, String text) {}

    static List<Line> of(Service service) {
        var place = service.place();
        var lines = new ArrayList<Line>();
        lines.add(network(place));
        lines.add(openTo(place));
        lines.add(protection(place));
        lines.add(maintenance(place));
        var end = service.endOfLife();
        if (end != null) {
            lines.add(new Line(
                    Messages.text("ui.target.fact.end"),
                    Mark.WARN,
                    Messages.text("ui.target.fact.end.text", day(end))));
        }
        return lines;
    }

    private static Line network(Place place) {
        var label = Messages.text("ui.target.fact.network");
        var vpc = place.vpc();
        if (vpc == null) {
            return new Line(label, Mark.DONE, Messages.text("ui.target.fact.network.public"));
        }
        var key = place.isPrivate() ? "ui.target.fact.network.private" : "ui.target.fact.network.twin";
        return new Line(label, Mark.WARN, Messages.text(key, vpc));
    }

    private static Line openTo(Place place) {
        var label = Messages.text("ui.target.fact.open");
        return place.isOpenToAll()
                ? new Line(label, Mark.DONE, Messages.text("ui.target.fact.open.all"))
                : new Line(
                        label, Mark.WARN, Messages.text("ui.target.fact.open.some", String.join(", ", place.openTo())));
    }

    private static Line protection(Place place) {
        var label = Messages.text("ui.target.fact.protection");
        return place.isProtected()
                ? new Line(label, Mark.DONE, Messages.text("ui.target.fact.protection.on"))
                : new Line(label, Mark.OPEN, Messages.text("ui.target.fact.protection.off"));
    }

    private static Line maintenance(Place place) {
        var label = Messages.text("ui.target.fact.maintenance");
        if (place.pending().isEmpty()) {
            return new Line(label, Mark.DONE, Messages.text("ui.target.fact.maintenance.none"));
        }
        var updates = place.pending().stream().map(ServiceFacts::update).collect(Collectors.joining("; "));
        return new Line(label, Mark.WARN, Messages.text("ui.target.fact.maintenance.pending", updates));
    }

    private static String update(Update update) {
        var start = update.start();
        var deadline = update.deadline();
        if (start != null) {
            return Messages.text("ui.target.fact.update.start", update.description(), day(start));
        }
        return deadline == null
                ? update.description()
                : Messages.text("ui.target.fact.update.deadline", update.description(), day(deadline));
    }

    private static LocalDate day(Instant when) {
        return LocalDate.ofInstant(when, ZoneOffset.UTC);
    }
}
