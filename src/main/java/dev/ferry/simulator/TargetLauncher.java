package dev.ferry.simulator;

import dev.ferry.outcome.FailureException;
import java.util.List;

/// Starts and stops the real Cassandra behind a simulated service. Calls block, and come from one thread
/// per service.
public interface TargetLauncher {
    /// The addresses at which a target of this many nodes will listen, known before it is launched: the
    /// certificates name them. IP addresses and host names may both stand here.
    List<String> addresses(int nodes);

    /// Starts a target and waits until it answers on its native port and its login works.
    TargetAddress launch(TargetSpec spec) throws FailureException, InterruptedException;

    /// Starts a running target again, its data kept, with the internode port closed to outsiders. Waits
    /// until it answers.
    ///
    /// @param spec what it was launched with, except that migration mode is off
    TargetAddress relaunchClosed(TargetSpec spec) throws FailureException, InterruptedException;

    /// Stops a target and throws its data away. Nothing happens if there is none of this name.
    void remove(String service) throws FailureException, InterruptedException;
}
