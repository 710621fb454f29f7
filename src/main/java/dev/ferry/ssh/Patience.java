package dev.ferry.ssh;

import java.time.Duration;
import java.util.List;

/// How long other machines are waited for.
///
/// @param hop for a server to answer, to show its host key and to let us in, without the time that a person
///     needs to answer its questions
/// @param pulse how often a connection is asked for a sign of life
/// @param missed after how many signs that did not come a connection is given up
/// @param again the pauses between the attempts to make a lost connection anew
/// @param dropped the pauses after which a server is called again that was too busy to say who it is
record Patience(Duration hop, Duration pulse, int missed, List<Duration> again, List<Duration> dropped) {
    private static final List<Duration> AGAIN =
            List.of(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));

    /// What users have.
    static final Patience USUAL = new Patience(Duration.ofSeconds(30), Duration.ofSeconds(10), 3, AGAIN, AGAIN);

    Patience {
        again = List.copyOf(again);
        dropped = List.copyOf(dropped);
    }

    /// The same with another pulse.
    Patience pulsing(Duration pulse) {
        return new Patience(hop, pulse, missed, again, dropped);
    }

    /// How long a connection may be dead before everybody knows: the last sign came right after a question,
    /// and so many more were asked.
    Duration longestSilence() {
        return pulse.multipliedBy(missed + 1L);
    }
}
