package dev.ferry.engine;

import dev.ferry.migration.Migration;
import dev.ferry.migration.Target;
import dev.ferry.outcome.FailureException;
import dev.ferry.run.TargetNode;
import dev.ferry.text.Message;
import java.util.List;

/// The way to a target, whatever kind it is: what it will be like, how it is made ready, how it is closed
/// again.
sealed interface TargetDoor extends AutoCloseable permits AivenDoor, ClusterDoor {
    /// The door of a migration's target.
    static TargetDoor of(Migration migration, Secrets secrets, Tempo tempo) {
        return switch (migration.target()) {
            case Target.AivenService service -> new AivenDoor(service, secrets, tempo);
            case Target.CassandraCluster cluster -> new ClusterDoor(cluster, secrets, tempo);
        };
    }

    /// What the target is like, or will be like once it is made. Changes nothing.
    TargetLook look() throws FailureException, InterruptedException;

    /// Makes the target if it is not there, waits until it answers, and connects.
    ///
    /// @param progress is told what it waits for
    TargetLink open(Progress progress) throws FailureException, InterruptedException;

    /// Waits until a target that was there before answers again, and connects. Makes none: to clean up in a new
    /// one would prove nothing, and may cost money.
    ///
    /// @param progress is told what it waits for
    /// @throws FailureException if it is not there any more
    TargetLink openAgain(Progress progress) throws FailureException, InterruptedException;

    /// Connects to the target as it stands, and makes nothing.
    ///
    /// @throws FailureException if it is not there
    TargetLink enter() throws FailureException, InterruptedException;

    /// Closes the way in for loaders, where the target has such a way.
    ///
    /// @return whether there was anything to close
    boolean closeForLoaders(Progress progress) throws FailureException, InterruptedException;

    /// Whether a loader's way in can be closed at all: only then has it to be.
    boolean canBeClosed();

    @Override
    void close();

    /// Is told what a door waits for.
    @FunctionalInterface
    interface Progress {
        /// In words.
        void told(Message what);

        /// How a target that is being built looks right now.
        ///
        /// @param state in its provider's words
        /// @param nodes its nodes so far
        default void building(String state, List<TargetNode> nodes) {
            // whoever only listens to words hears the same
        }
    }
}
