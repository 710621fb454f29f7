package dev.ferry.simulator;

import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.text.Message;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;

/// A launcher that launches nothing: it remembers what it was told, and answers when it is let.
public final class FakeLauncher implements TargetLauncher {
    /// `launch orders`, `relaunch orders`, `remove orders`, in order.
    public final List<String> calls = new CopyOnWriteArrayList<>();

    /// What was to be launched, in order.
    public final List<TargetSpec> specs = new CopyOnWriteArrayList<>();

    private final Semaphore gate;
    private final boolean works;

    private FakeLauncher(int permits, boolean works) {
        this.gate = new Semaphore(permits);
        this.works = works;
    }

    /// One that launches at once.
    public static FakeLauncher quick() {
        return new FakeLauncher(Integer.MAX_VALUE, true);
    }

    /// One whose launches wait for {@link #open()}.
    public static FakeLauncher held() {
        return new FakeLauncher(0, true);
    }

    /// One whose launches fail.
    public static FakeLauncher broken() {
        return new FakeLauncher(Integer.MAX_VALUE, false);
    }

    /// Lets one launch through.
    public void open() {
        gate.release();
    }

    @Override
    public List<String> addresses(int nodes) {
        return IntStream.rangeClosed(1, nodes).mapToObj(i -> "127.0.9." + i).toList();
    }

    @Override
    public TargetAddress launch(TargetSpec spec) throws FailureException, InterruptedException {
        calls.add("launch " + spec.service());
        return start(spec);
    }

    @Override
    public TargetAddress relaunchClosed(TargetSpec spec) throws FailureException, InterruptedException {
        calls.add("relaunch " + spec.service());
        return start(spec);
    }

    @Override
    public void remove(String service) {
        calls.add("remove " + service);
    }

    private TargetAddress start(TargetSpec spec) throws FailureException, InterruptedException {
        specs.add(spec);
        gate.acquire();
        if (!works) {
            throw new FailureException(new Failure(
                    Failure.Kind.FATAL,
                    "sandbox",
                    Message.of("fake.broken"),
                    "out of memory",
                    Message.of("fake.remedy")));
        }
        return new TargetAddress("127.0.9.1", 24510, 24512, addresses(spec.nodes()));
    }
}
