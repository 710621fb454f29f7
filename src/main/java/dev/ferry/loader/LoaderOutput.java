package dev.ferry.loader;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads what a loader prints, piece by piece as it arrives, and keeps what counts. For one loader, from
/// one thread.
///
/// Memory is bounded by the number of staged files and of target nodes, not by what is printed: a table
/// of 100 GiB may bring a million progress lines for every replica.
public final class LoaderOutput {
    private static final String STREAMING = "Streaming relevant part of ";

    private static final String FAILED = "Streaming to the following hosts failed:";

    private static final int MOST_SKIPPED = 100;

    private static final Pattern ANNOUNCED_HOSTS = Pattern.compile(" to \\[(.*)]\\s*$");

    private final Consumer<LoaderProgress> listener;

    private final Reader out = new Reader();

    private final Reader err = new Reader();

    private final Evidence evidence = new Evidence();

    private final Set<String> announced = new LinkedHashSet<>();

    private final Set<String> announcedHosts = new LinkedHashSet<>();

    private final Set<String> reachedHosts = new LinkedHashSet<>();

    private final Set<String> failedHosts = new LinkedHashSet<>();

    private final List<String> skipped = new ArrayList<>();

    private int skippedTemporary;

    private boolean established;

    private boolean opened;

    private boolean hasFailed;

    private @Nullable LoaderProgress progress;

    /// A reader that tells nobody.
    public LoaderOutput() {
        this(progress -> {});
    }

    /// A reader that hands every progress line to the listener, on the feeding thread.
    public LoaderOutput(Consumer<LoaderProgress> listener) {
        this.listener = listener;
    }

    /// Takes bytes of standard output, or of a log that holds both streams. They may be cut anywhere.
    public void out(byte[] bytes) {
        out.pieces.feed(bytes);
    }

    /// Takes bytes of standard error.
    public void err(byte[] bytes) {
        err.pieces.feed(bytes);
    }

    /// Says that nothing more will come: reads what has no line end yet.
    public void end() {
        out.pieces.finish();
        err.pieces.finish();
    }

    /// Whether the loader has learnt the target's ring over CQL.
    public boolean established() {
        return established;
    }

    /// Whether it has begun to open the SSTables.
    public boolean opened() {
        return opened;
    }

    /// The names (without folder) of the `*-Data.db` files that it said it streams.
    public Set<String> announced() {
        return Collections.unmodifiableSet(announced);
    }

    /// The addresses of the target nodes that it said it streams to, before any was reached.
    public Set<String> announcedHosts() {
        return Collections.unmodifiableSet(announcedHosts);
    }

    /// The addresses of the target nodes that took part in a stream.
    public Set<String> reachedHosts() {
        return Collections.unmodifiableSet(reachedHosts);
    }

    /// The addresses of the target nodes to which streaming failed.
    public Set<String> failedHosts() {
        return Collections.unmodifiableSet(failedHosts);
    }

    /// Whether it said that streaming failed; the nodes may then be missing.
    boolean hasFailed() {
        return hasFailed;
    }

    /// `Skipping …` lines about files that should have been loaded, the first hundred of them.
    public List<String> skipped() {
        return Collections.unmodifiableList(skipped);
    }

    /// How many temporary files it passed over, which is right.
    public int skippedTemporary() {
        return skippedTemporary;
    }

    /// The last progress line.
    public Optional<LoaderProgress> progress() {
        return Optional.ofNullable(progress);
    }

    /// The closing statistics.
    public Optional<LoaderSummary> summary() {
        return out.summary.summary().or(err.summary::summary);
    }

    /// Whether it has printed its closing words, good or bad. A loader that lives on long after that is
    /// stuck (3.11 and newer do not call `System.exit`).
    public boolean isOver() {
        return hasFailed || summary().isPresent();
    }

    /// The lines that tell of errors, the first ones and the last ones, each shortened; causes, not stack
    /// frames.
    public List<String> evidence() {
        return evidence.lines();
    }

    /// The first known trouble that it printed, with the line that shows it.
    Optional<Map.Entry<Trouble, String>> trouble() {
        var all = new EnumMap<Trouble, String>(err.troubles);
        all.putAll(out.troubles);
        return all.entrySet().stream()
                .filter(entry -> entry.getKey().stage().isPossible(established))
                .findFirst();
    }

    /// One of the two streams: lines are whole only within one.
    private final class Reader {
        private final Pieces pieces = new Pieces(this::read);

        private final SummaryLines summary = new SummaryLines();

        private final Map<Trouble, String> troubles = new EnumMap<>(Trouble.class);

        private boolean inSummary;

        private boolean awaitsFailedHosts;

        private void read(String piece) {
            if (piece.startsWith(ProgressLine.START)) {
                readProgress(piece);
            } else if (piece.startsWith("\t")) {
                return; // a stack frame
            } else if (piece.startsWith(" ")) {
                readIndented(piece);
            } else {
                readLine(piece);
            }
        }

        private void readProgress(String piece) {
            var seen = ProgressLine.read(piece);
            seen.hosts().forEach(host -> reachedHosts.add(host.address()));
            progress = seen;
            listener.accept(seen);
            var rest = ProgressLine.rest(piece);
            if (!rest.isEmpty()) {
                read(rest);
            }
        }

        // Else the help, of which nothing counts.
        private void readIndented(String piece) {
            if (inSummary) {
                summary.read(piece);
            }
        }

        private void readLine(String line) {
            inSummary = line.startsWith(SummaryLines.START);
            if (line.startsWith(STREAMING)) {
                readStreaming(line);
            } else if (line.startsWith("Skipping ")) {
                readSkipping(line);
            } else if (line.startsWith("Established connection to initial hosts")) {
                established = true;
                // What one host refused before another let the loader in does not matter any more.
                troubles.clear();
            } else if (line.startsWith("Opening sstables")) {
                opened = true;
            } else if (awaitsFailedHosts && line.startsWith("[")) {
                awaitsFailedHosts = false;
                addHosts(line.strip().replaceAll("^\\[|]$", ""), failedHosts);
            } else {
                readTrouble(line);
            }
        }

        private void readStreaming(String line) {
            announced.addAll(DataFiles.in(line));
            var hosts = ANNOUNCED_HOSTS.matcher(line);
            if (hosts.find()) {
                addHosts(hosts.group(1), announcedHosts);
            }
        }

        private void readSkipping(String line) {
            if (line.startsWith("Skipping temporary file ")) {
                skippedTemporary++;
                return;
            }
            evidence.add(line);
            if (skipped.size() < MOST_SKIPPED) {
                skipped.add(line);
            }
        }

        private void readTrouble(String line) {
            if (line.startsWith(FAILED)) {
                hasFailed = true;
                awaitsFailedHosts = true;
            }
            var found = Trouble.in(line);
            found.forEach(trouble -> troubles.putIfAbsent(trouble, line));
            if (!found.isEmpty() || Evidence.isTelling(line)) {
                evidence.add(line);
            }
        }

        private void addHosts(String list, Set<String> hosts) {
            for (var host : list.split(",")) {
                if (!host.isBlank()) {
                    hosts.add(Peer.address(host.strip()));
                }
            }
        }
    }
}
