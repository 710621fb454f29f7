package dev.ferry.engine;

import dev.ferry.cluster.TargetPressure;
import dev.ferry.outcome.Failure;
import dev.ferry.run.Fact.LoadPaced;
import dev.ferry.run.Slowdown;
import dev.ferry.text.Message;
import dev.ferry.text.Messages;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How many loaders may run at once, from how the target has been doing: half as many where it falls behind,
/// twice as many where it has kept up for a while. It does not act on anything and knows no time but the
/// readings that it hears, one about every ten seconds. For one thread.
///
/// A user's own limit holds at every moment; what is decided here can only be less. Where nothing can be
/// read the load goes at full pace.
final class Pacing {
    // A loader that is not begun is felt on the target only after those that run have ended.
    static final int READINGS_PER_CHANGE = 3;
    // As long again without any strain before there is more of it.
    static final int CALM_READINGS = 3;
    // One lost answer says nothing.
    static final int SILENT_READINGS = 3;
    // After five minutes a target that does not answer us is no longer a reason to be slow: it may take files
    // as well as ever, and a load that stands for good helps nobody.
    static final int PATIENCE = 30;

    private static final int FULL = Integer.MAX_VALUE;
    private static final Strain CALM = new Strain(Strain.Level.CALM, null, null);

    private int cap = FULL;
    private int sinceChange = READINGS_PER_CHANGE;
    private int calm;
    private int silent;
    private boolean isUnreadableSaid;
    private boolean isSilenceSaid;
    private @Nullable TargetPressure before;
    private @Nullable TargetPressure slowed;

    /// At full pace: the first reading tells where that is too much.
    Pacing() {}

    /// How many loaders may run at once now.
    ///
    /// @param most how many can run at once by their user's limits, at least 1
    int allowed(int most) {
        return Math.min(cap, most);
    }

    /// Takes in a reading.
    ///
    /// @param most how many can run at once by their user's limits, at least 1. It has to be what can really
    ///     come about: half of a number that is never reached slows nothing down
    /// @return the change that it makes; empty if it makes none
    Optional<LoadPaced> hear(int most, TargetPressure now) {
        sinceChange++;
        silent = now.silent().isEmpty() ? 0 : silent + 1;
        isSilenceSaid = false;
        var past = before;
        before = now;
        if (now.isUnread() && now.silent().isEmpty()) {
            return unreadable(most, now);
        }
        var strain = Strain.of(slowed, past, now);
        count(strain);
        return mayChange() ? decide(most, strain, now) : Optional.empty();
    }

    private boolean mayChange() {
        return sinceChange >= READINGS_PER_CHANGE;
    }

    private Optional<LoadPaced> decide(int most, Strain strain, TargetPressure now) {
        var reason = strain.reason();
        var isHalting = strain.level() == Strain.Level.HALT;
        if (reason != null && (isHalting || strain.level() == Strain.Level.SLOW && cap > 0)) {
            var less = isHalting ? 0 : Math.max(1, allowed(most) / 2);
            return less < allowed(most) ? slow(less, reason, strain.evidence(now), now) : Optional.empty();
        }
        if (cap == 0) {
            return Strain.isDiskFreed(now) && isHeard()
                    ? change(1, 1, Message.of("run.pace.freed"), strain.evidence(now))
                    : Optional.empty();
        }
        return calm >= CALM_READINGS ? faster(most, strain.evidence(now)) : Optional.empty();
    }

    /// A node that does not answer may be the one that is worst off: for a while.
    private boolean isHeard() {
        return silent == 0 || silent > PATIENCE;
    }

    private void count(Strain strain) {
        var isCalm = strain.level() == Strain.Level.CALM && isHeard();
        calm = isCalm ? calm + 1 : 0;
    }

    private Optional<LoadPaced> slow(int less, Message reason, String evidence, TargetPressure now) {
        slowed = now;
        return change(less, less, reason, evidence);
    }

    private Optional<LoadPaced> faster(int most, String evidence) {
        if (cap == FULL) {
            return Optional.empty();
        }
        var more = (int) Math.min(FULL, Math.max(1, 2L * cap));
        return more >= most
                ? full(most, Slowdown.FULL_PACE, evidence)
                : change(more, more, Message.of("run.pace.calm"), evidence);
    }

    private Optional<LoadPaced> full(int most, String key, String evidence) {
        slowed = null;
        return change(FULL, most, Message.of(key), evidence);
    }

    private Optional<LoadPaced> change(int cap, int loadersInAll, Message reason, String evidence) {
        this.cap = cap;
        sinceChange = 0;
        calm = 0;
        return Optional.of(new LoadPaced(loadersInAll, reason, evidence));
    }

    /// Said once: it will be no different next time.
    private Optional<LoadPaced> unreadable(int most, TargetPressure now) {
        if (!mayChange() || isUnreadableSaid && cap == FULL) {
            return Optional.empty();
        }
        isUnreadableSaid = true;
        return full(most, Slowdown.UNREADABLE, CALM.evidence(now));
    }

    /// Takes in that a reading failed. After some in a row this is said; a load that is slowed down stays so
    /// for a while, for a target that does not answer may be one that cannot.
    ///
    /// @param most how many can run at once by their user's limits, at least 1
    /// @return the change that it makes, or what has to be said; empty if there is neither
    Optional<LoadPaced> missed(int most, Failure failure) {
        sinceChange++;
        silent++;
        before = null;
        calm = silent > PATIENCE ? calm + 1 : 0;
        var evidence = failure.hop() + ": " + Messages.text(failure.cause());
        if (!mayChange()) {
            return Optional.empty();
        }
        if (silent >= SILENT_READINGS && !isSilenceSaid) {
            isSilenceSaid = true;
            return cap == FULL
                    ? full(most, Slowdown.SILENT, evidence)
                    : change(cap, allowed(most), Message.of("run.pace.silent-held"), evidence);
        }
        return calm >= CALM_READINGS ? faster(most, evidence) : Optional.empty();
    }
}
