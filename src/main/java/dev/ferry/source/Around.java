package dev.ferry.source;

import dev.ferry.cluster.ClockReading;
import dev.ferry.cluster.Surroundings;
import dev.ferry.cluster.Surroundings.Memory;
import dev.ferry.cluster.Surroundings.OpenFiles;
import dev.ferry.cluster.Surroundings.OwnName;
import dev.ferry.cluster.Surroundings.TemporaryFolder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads what {@link LocateScript} says of the machine itself. What is not there or makes no sense is left
/// out: nothing of it is needed to find Cassandra.
final class Around {
    private static final Duration MILLISECOND = Duration.ofMillis(1);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Pattern SPACE = Pattern.compile(" +");

    private final Located located;

    Around(Located located) {
        this.located = located;
    }

    /// What was seen.
    ///
    /// @param sent the workstation's clock before the script was sent, in milliseconds since 1970
    /// @param received the same when the answer was there
    Surroundings seen(long sent, long received) {
        return new Surroundings(
                clock(sent, received), openFiles(), temporary(), memory(), ownName(), located.all("lacks"));
    }

    /// From lines such as `heard 1763866800123456789`, or in whole seconds `heard 1763866800`.
    private @Nullable ClockReading clock(long sent, long received) {
        var heard = located.first("heard").flatMap(Around::number);
        var answered = located.first("answered").flatMap(Around::number);
        if (heard.isEmpty() || answered.isEmpty()) {
            return null;
        }
        var isFine = heard.get() > 100_000_000_000L;
        return ClockReading.of(
                sent, milliseconds(heard.get()), milliseconds(answered.get()), received, isFine ? MILLISECOND : SECOND);
    }

    /// A whole second stands for its middle.
    private static long milliseconds(long clock) {
        return clock > 100_000_000_000L ? clock / 1_000_000 : clock * 1000 + 500;
    }

    /// From `open-files 1024 524288` or `open-files unlimited unlimited`.
    private @Nullable OpenFiles openFiles() {
        var words = words("open-files");
        if (words.size() != 2) {
            return null;
        }
        var soft = limit(words.getFirst());
        var hard = limit(words.getLast());
        return soft.isEmpty() || hard.isEmpty() ? null : new OpenFiles(soft.getAsLong(), hard.getAsLong());
    }

    private static OptionalLong limit(String word) {
        if (word.equals("unlimited")) {
            return OptionalLong.of(Long.MAX_VALUE);
        }
        var number = number(word);
        return number.isEmpty() ? OptionalLong.empty() : OptionalLong.of(number.get());
    }

    /// From lines `temporary rw,nosuid,noexec tmpfs 1048576 yes /tmp`: options, kind, KiB free, writable, path.
    private List<TemporaryFolder> temporary() {
        var folders = new ArrayList<TemporaryFolder>();
        for (var line : located.all("temporary")) {
            var words = line.split(" ", 5);
            var free = words.length == 5 ? number(words[2]) : Optional.<Long>empty();
            if (free.isPresent()) {
                folders.add(new TemporaryFolder(
                        words[4],
                        words[0].equals("-") ? List.of() : List.of(words[0].split(",")),
                        words[1].equals("-") ? "" : words[1],
                        free.get() * 1024,
                        words[3].equals("yes")));
            }
        }
        return folders.stream().distinct().toList();
    }

    /// From `memory Total 24576000 Available 12288000`, in KiB, and `memory-limit` in bytes, which is `max` or a
    /// number beyond all memory where there is none.
    private @Nullable Memory memory() {
        var words = words("memory");
        var total = after("Total", words);
        if (total.isEmpty()) {
            return null;
        }
        var most = located.all("memory-limit").stream()
                .flatMap(limit -> number(limit).stream())
                .filter(limit -> limit > 0)
                .reduce(total.get() * 1024, Math::min);
        return new Memory(most, Math.min(most, after("Available", words).orElse(0L) * 1024));
    }

    private static Optional<Long> after(String name, List<String> words) {
        var at = words.indexOf(name);
        return at < 0 || at + 1 >= words.size() ? Optional.empty() : number(words.get(at + 1));
    }

    private @Nullable OwnName ownName() {
        return located.first("own-name")
                .map(name -> new OwnName(name, words("own-addresses")))
                .orElse(null);
    }

    private List<String> words(String key) {
        return located.first(key)
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .map(value -> SPACE.splitAsStream(value).toList())
                .orElse(List.of());
    }

    /// A number; empty if it is none, or too large to be one.
    private static Optional<Long> number(String word) {
        try {
            return Optional.of(Long.valueOf(word));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
