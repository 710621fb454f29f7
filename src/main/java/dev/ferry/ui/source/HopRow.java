package dev.ferry.ui.source;

import dev.ferry.engine.HopSeen;
import dev.ferry.engine.HopState;
import dev.ferry.text.Messages;
import dev.ferry.text.Units;
import dev.ferry.ui.controls.Mark;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A line of the hop list: a way, or one hop of it.
///
/// @param mark how it stands
/// @param title what it is
/// @param place where it goes; empty for a way
/// @param seen the evidence, or the reason
/// @param took how long it took; null while it is not over
/// @param hop the hop; null for a way
record HopRow(
        Mark mark,
        String title,
        String place,
        String seen,
        @Nullable Duration took,
        @Nullable HopSeen hop) {
    /// A hop.
    static HopRow of(HopSeen hop) {
        return new HopRow(mark(hop.state()), word(hop), hop.place(), seen(hop.state()), took(hop.state()), hop);
    }

    /// A way to a contact point or node.
    static HopRow of(HopBoard board, HopBoard.Way way) {
        var hops = board.hops(way);
        var state = board.state(way);
        var sum = hops.stream()
                .map(hop -> took(hop.state()))
                .map(each -> each == null ? Duration.ZERO : each)
                .reduce(Duration.ZERO, Duration::plus);
        return new HopRow(
                mark(state),
                Messages.text(
                        way.part() == HopSeen.Part.CLUSTER ? "ui.source.way.cluster" : "ui.source.way.node",
                        way.subject()),
                "",
                state instanceof HopState.Passed(var seen, var _) ? seen : seen(state),
                state instanceof HopState.Running ? null : sum,
                null);
    }

    private static String word(HopSeen hop) {
        return Messages.text(
                "ui.source.hop." + hop.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private static Mark mark(HopState state) {
        return switch (state) {
            case HopState.Running() -> Mark.RUNNING;
            case HopState.Passed passed -> Mark.DONE;
            case HopState.Failed failed -> Mark.FAILED;
            case HopState.Skipped skipped -> Mark.OPEN;
        };
    }

    private static String seen(HopState state) {
        return switch (state) {
            case HopState.Running() -> Messages.text("ui.source.hop.running");
            case HopState.Passed(var evidence, var _) -> evidence;
            case HopState.Failed(var failure, var _, var _) -> Messages.text(failure.cause());
            case HopState.Skipped skipped -> Messages.text("ui.source.hop.skipped");
        };
    }

    private static @Nullable Duration took(HopState state) {
        return switch (state) {
            case HopState.Passed(var _, var took) -> took;
            case HopState.Failed(var _, var _, var took) -> took;
            case HopState.Running() -> null;
            case HopState.Skipped skipped -> null;
        };
    }

    /// The time it took, for people.
    String time() {
        if (took == null) {
            return "";
        }
        return took.compareTo(Duration.ofSeconds(1)) < 0 ? took.toMillis() + " ms" : Units.time(took);
    }
}
