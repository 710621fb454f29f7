package dev.ferry.loader;

import dev.ferry.outcome.Failure;
import dev.ferry.outcome.Failure.Kind;
import dev.ferry.outcome.Outcome;
import dev.ferry.outcome.Outcome.Failed;
import dev.ferry.outcome.Outcome.Succeeded;
import dev.ferry.outcome.Outcome.Unknown;
import dev.ferry.text.Message;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Decides whether a load has happened.
///
/// The exit code alone does not say it: with a missing table, an unreadable format or a wrong folder name
/// the loader ends with 0 and has sent nothing (`SSTableLoader.openSSTables` goes on without the file).
public final class LoaderVerdict {
    private static final int SOME = 5;

    private static final int OUT_OF_RESOURCES = 100;

    private static final int NOT_EXECUTABLE = 126;

    private static final int NOT_FOUND = 127;

    private static final int SIGNAL = 128;

    private static final int SIGHUP = 1;

    private static final int SIGINT = 2;

    private static final int SIGKILL = 9;

    private static final int SIGTERM = 15;

    private final LoaderOutput output;

    private final Staged staged;

    private LoaderVerdict(LoaderOutput output, Staged staged) {
        this.output = output;
        this.staged = staged;
    }

    /// The outcome of a loader that has ended with this exit code.
    ///
    /// Succeeded only if all is so: exit code 0; no file skipped but temporary ones; no host failed;
    /// every staged `*-Data.db` announced; files sent; every target node that must get all rows took
    /// part. What it cannot see is damage inside a file that is sent as a whole (4.0 and newer): only
    /// reading the target shows that.
    ///
    /// @param exitCode of the loader's process; 128 + n after signal n
    /// @param output all it printed, after {@link LoaderOutput#end()}
    /// @param staged what it was given
    public static Outcome judge(int exitCode, LoaderOutput output, Staged staged) {
        var verdict = new LoaderVerdict(output, staged);
        if (exitCode != 0 || output.hasFailed()) {
            return new Failed(verdict.broken(exitCode));
        }
        return verdict.proven("exit code 0");
    }

    /// The outcome of a loader that said its closing words ({@link LoaderOutput#isOver()}), lived on and
    /// was ended by Ferry for it: its words count, for it prints statistics only after every target node
    /// has acknowledged every file. Unknown if there were none.
    public static Outcome stuck(LoaderOutput output, Staged staged) {
        var verdict = new LoaderVerdict(output, staged);
        if (output.hasFailed()) {
            return new Failed(verdict.broken(1));
        }
        return output.summary().isPresent()
                ? verdict.proven("ended by Ferry after its closing statistics")
                : gone(output, staged);
    }

    /// The outcome of a loader that is gone and left no exit code: always {@link Outcome.Unknown}, with
    /// what it printed.
    public static Outcome gone(LoaderOutput output, Staged staged) {
        return new Unknown(new LoaderVerdict(output, staged)
                .failure(Kind.RETRYABLE, Trouble.Hop.NODE, Message.of("loader.unknown.gone"), output.evidence()));
    }

    private Failure broken(int exitCode) {
        if (exitCode > SIGNAL) {
            return signalled(exitCode - SIGNAL);
        }
        var trouble = output.trouble();
        if (trouble.isPresent()) {
            return troubled(trouble.get().getKey(), trouble.get().getValue());
        }
        return switch (exitCode) {
            case OUT_OF_RESOURCES -> troubled(Trouble.MEMORY, "exit code " + exitCode);
            case NOT_EXECUTABLE, NOT_FOUND -> troubled(Trouble.PROGRAM, "exit code " + exitCode);
            default ->
                failure(
                        Kind.RETRYABLE,
                        Trouble.Hop.NODE,
                        Message.of("loader.failed.exit", exitCode),
                        withExit(exitCode, output.evidence()));
        };
    }

    private Failure signalled(int signal) {
        var key = switch (signal) {
            case SIGKILL -> "loader.failed.killed";
            case SIGHUP, SIGINT, SIGTERM -> "loader.failed.stopped";
            default -> "loader.failed.crashed";
        };
        return failure(
                Kind.RETRYABLE,
                Trouble.Hop.NODE,
                Message.of(key, signal),
                withExit(SIGNAL + signal, output.evidence()));
    }

    private Failure troubled(Trouble trouble, String line) {
        var lines = new LinkedHashSet<String>();
        lines.add(line);
        lines.addAll(output.evidence());
        return failure(trouble.kind(), trouble.hop(), Message.of(trouble.key()), List.copyOf(lines));
    }

    // What may be missing although the exit code is 0.
    private Optional<Failure> incomplete() {
        if (!output.skipped().isEmpty()) {
            return Optional.of(skipped());
        }
        var unannounced = new TreeSet<>(staged.dataFiles());
        unannounced.removeAll(output.announced());
        if (!unannounced.isEmpty()) {
            return Optional.of(unannounced(unannounced));
        }
        var sentNothing =
                output.summary().filter(summary -> summary.files() == 0).isPresent();
        return sentNothing || output.announcedHosts().isEmpty() ? Optional.of(nothingSent()) : Optional.empty();
    }

    private Failure skipped() {
        var hasNoTable = output.skipped().stream()
                .allMatch(line -> line.contains("doesn't exist") && !line.contains("error opening it"));
        var key = hasNoTable ? "loader.failed.skipped.table" : "loader.failed.skipped.file";
        var message =
                Message.of(key, output.skipped().size(), staged.dataFiles().size());
        return failure(
                Kind.NEEDS_ATTENTION, hasNoTable ? Trouble.Hop.SCHEMA : Trouble.Hop.NODE, message, output.skipped());
    }

    private Failure unannounced(Set<String> files) {
        var trouble = output.trouble();
        if (trouble.isPresent()) {
            return troubled(trouble.get().getKey(), trouble.get().getValue());
        }
        var message = Message.of(
                "loader.failed.unannounced", files.size(), staged.dataFiles().size());
        return failure(Kind.NEEDS_ATTENTION, Trouble.Hop.NODE, message, List.of("not announced: " + some(files)));
    }

    private Failure nothingSent() {
        return failure(
                Kind.NEEDS_ATTENTION,
                Trouble.Hop.SCHEMA,
                Message.of("loader.failed.nothing"),
                List.of("announced to: " + output.announcedHosts(), "Total files transferred: 0"));
    }

    private Outcome proven(String end) {
        var failure = incomplete();
        return failure.isPresent() ? new Failed(failure.get()) : hostsOrSuccess(end);
    }

    private Outcome hostsOrSuccess(String end) {
        var missed = new TreeSet<String>();
        staged.targetNodes().stream()
                .map(Peer::usual)
                .filter(host -> !output.reachedHosts().contains(host))
                .forEach(missed::add);
        if (missed.isEmpty()) {
            return new Succeeded(proof(end));
        }
        if (output.progress().isEmpty()) {
            return new Unknown(failure(
                    Kind.RETRYABLE,
                    Trouble.Hop.INTERNODE,
                    Message.of("loader.unknown.hosts", missed.size()),
                    List.of("no progress line names any target node")));
        }
        return new Failed(failure(
                Kind.RETRYABLE,
                Trouble.Hop.INTERNODE,
                Message.of("loader.failed.hosts", some(missed)),
                List.of("took part: " + some(output.reachedHosts()))));
    }

    private List<String> proof(String end) {
        var proof = new ArrayList<String>();
        proof.add(end);
        proof.add(staged.dataFiles().size() + " of " + staged.dataFiles().size() + " staged files announced: "
                + some(new TreeSet<>(staged.dataFiles())));
        output.summary()
                .ifPresent(summary -> proof.add(
                        "Total files transferred: " + summary.files() + ", Total bytes transferred: " + summary.bytes()
                                + ", Total duration: " + summary.duration().toMillis() + " ms"));
        var reached = output.reachedHosts().isEmpty() ? output.announcedHosts() : output.reachedHosts();
        proof.add((output.reachedHosts().isEmpty() ? "announced to: " : "took part: ") + String.join(", ", reached));
        return proof;
    }

    private Failure failure(Kind kind, Trouble.Hop hop, Message cause, List<String> evidence) {
        var remedy = new Message(cause.key() + ".remedy", cause.arguments());
        var quoted = String.join("\n", evidence.subList(0, Math.min(SOME, evidence.size())));
        return new Failure(kind, hop.from(staged.node()), cause, quoted, remedy);
    }

    private static List<String> withExit(int exitCode, List<String> evidence) {
        var lines = new ArrayList<String>();
        lines.add("exit code " + exitCode);
        lines.addAll(evidence);
        return lines;
    }

    private static String some(Set<String> names) {
        var first = String.join(", ", names.stream().limit(SOME).toList());
        return names.size() <= SOME ? first : first + " and " + (names.size() - SOME) + " more";
    }
}
