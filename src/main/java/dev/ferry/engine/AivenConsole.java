package dev.ferry.engine;

import dev.ferry.outcome.FailureException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What can be seen and done at Aiven beside a run: look at a service, switch it on, read its log. Every call
/// works until it is done, or until its thread is interrupted.
public interface AivenConsole extends AutoCloseable {
    /// One service as it is. Changes nothing.
    AivenProject.Service service(String project, String service) throws FailureException, InterruptedException;

    /// Switches a service on that is switched off, and waits until it runs steadily: Aiven makes machines for it
    /// and gives them its last backup. This costs money.
    ///
    /// @param told hears what each look saw
    /// @return the service, running
    /// @throws FailureException if it does not come to run, with the last lines of its log as evidence
    AivenProject.Service powerOn(String project, String service, Consumer<AivenProject.Service> told)
            throws FailureException, InterruptedException;

    /// A part of a service's log, going back from the newest line. Changes nothing.
    ///
    /// @param lines how many at most, 1 to 500
    /// @param from where the part before began: older lines follow; null to begin at the newest
    ServiceLog log(String project, String service, int lines, @Nullable String from)
            throws FailureException, InterruptedException;

    /// How the machines of a service are doing, by Aiven's own measurements. Changes nothing.
    ServiceGauges gauges(String project, String service) throws FailureException, InterruptedException;

    /// Has Aiven make the changes to the machines now that it has put off until the maintenance window, and waits
    /// until the service runs steadily.
    ///
    /// @param told hears what each look saw
    AivenProject.Service maintain(String project, String service, Consumer<AivenProject.Service> told)
            throws FailureException, InterruptedException;

    @Override
    void close();
}
