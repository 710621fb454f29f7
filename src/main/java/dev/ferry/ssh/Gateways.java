package dev.ferry.ssh;

import dev.ferry.outcome.FailureException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Roads to many machines that share their jump hosts: one connection to each jump host, however many
/// machines lie behind it, so that a one-time code is asked for once and no bastion sees hundreds of
/// logins.
///
/// A jump host is reached anew when its connection has died: once for all machines behind it, with growing
/// pauses. Closing this closes the connections to the jump hosts, and with them every road; the machines'
/// own should be closed before, by whoever opened them.
public final class Gateways implements AutoCloseable {
    /// How long a connection can be dead, to a jump host or to a machine, before it is noticed although
    /// nothing was sent.
    public static final Duration LONGEST_SILENCE = Patience.USUAL.longestSilence();

    private final Patience patience;
    private final Map<List<SshLogin>, Line> lines = new LinkedHashMap<>();
    private boolean closed;

    /// Roads that share nothing yet.
    public Gateways() {
        this(Patience.USUAL);
    }

    Gateways(Patience patience) {
        this.patience = patience;
    }

    /// Connects to a machine through its login's jump hosts, and proves that scripts can be run there as the
    /// wanted user.
    ///
    /// @param audit is told every script's text, free of secrets
    /// @param progress is told how far it has come
    /// @throws FailureException naming the hop that failed and why
    public SshRemote connect(SshLogin login, Become become, Consumer<String> audit, Progress progress)
            throws FailureException, InterruptedException {
        return SshRemote.proven(login, line(login), become, audit, progress);
    }

    /// A line of a machine's own, through those that are shared.
    private Line line(SshLogin login) {
        return Line.to(login, gateway(login.jumps()), patience);
    }

    /// The line to the last of these jump hosts, through those before it.
    private synchronized @Nullable Line gateway(List<SshLogin> jumps) {
        if (closed) {
            throw new IllegalStateException("the gateways are closed");
        }
        Line last = null;
        for (var i = 1; i <= jumps.size(); i++) {
            var chain = jumps.subList(0, i);
            var before = last;
            last = lines.computeIfAbsent(
                    List.copyOf(chain), all -> Line.shared(all.getLast().through(List.of()), before, patience));
        }
        return last;
    }

    @Override
    public void close() {
        List<Line> all;
        synchronized (this) {
            closed = true;
            all = new ArrayList<>(lines.values());
            lines.clear();
        }
        all.reversed().forEach(Line::close);
    }
}
