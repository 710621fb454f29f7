package dev.ferry.ui.load;

import dev.ferry.journal.Journaled;
import dev.ferry.outcome.Outcome;
import dev.ferry.run.Fact;
import dev.ferry.text.Messages;
import dev.ferry.text.Units;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One loader of a cell, as the journal has it.
///
/// @param number the attempt's number, from 1
/// @param part the part of the cell
/// @param launcher the launcher that it was given to; 0 for a process of its own
/// @param started when it was about to be started
/// @param millis how long it was watched
/// @param outcome how it ended; null if nobody saw its end
record Attempt(
        int number,
        int part,
        int launcher,
        Instant started,
        long millis,
        @Nullable Outcome outcome) {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("d MMM HH:mm:ss").withZone(ZoneId.systemDefault());

    /// The attempts at a cell, the newest first.
    static List<Attempt> of(List<Journaled> facts) {
        var attempts = new TreeMap<Integer, Attempt>();
        for (var each : facts) {
            if (each.fact() instanceof Fact.LoaderStarting starting) {
                attempts.put(
                        starting.attempt(),
                        new Attempt(starting.attempt(), starting.part(), starting.launcher(), each.at(), 0, null));
            } else if (each.fact() instanceof Fact.LoaderWithdrawn withdrawn) {
                attempts.remove(withdrawn.attempt());
            } else if (each.fact() instanceof Fact.LoaderEnded ended) {
                attempts.computeIfPresent(
                        ended.attempt(),
                        (number, attempt) -> new Attempt(
                                number,
                                attempt.part,
                                attempt.launcher,
                                attempt.started,
                                ended.millis(),
                                ended.outcome()));
            }
        }
        return new ArrayList<>(attempts.descendingMap().values());
    }

    /// In one line.
    String text() {
        var how = outcome == null ? Messages.text("ui.load.attempt.open") : ending(outcome);
        return launcher == 0
                ? Messages.text("ui.load.attempt", number, CLOCK.format(started), how)
                : Messages.text("ui.load.attempt.launcher", number, CLOCK.format(started), how, launcher);
    }

    private String ending(Outcome how) {
        var word = switch (how) {
            case Outcome.Succeeded ignored -> Messages.text("ui.load.status.loaded");
            case Outcome.Failed failed -> Messages.text(failed.failure().cause());
            case Outcome.Unknown unknown -> Messages.text(unknown.failure().cause());
        };
        return word + ", " + Units.time(Duration.ofMillis(millis));
    }
}
