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

    /// The newest lines of a service's log, the oldest of them first. Changes nothing.
    ///
    /// @param lines how many at most, 1 to 500
    default ServiceLog log(String project, String service, int lines) throws FailureException, InterruptedException {
        return log(project, service, lines, ServiceLog.Way.BACK, null);
    }

    /// Goes on in a service's log from where a part of it ended. Changes nothing.
    ///
    /// @param lines how many at most, 1 to 500
    /// @param way to older lines, or on to newer ones
    /// @param from where the part before ended; null to begin at the newest line going back, and at the oldest
    ///     going on
    ServiceLog log(String project, String service, int lines, ServiceLog.Way way, @Nullable String from)
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
