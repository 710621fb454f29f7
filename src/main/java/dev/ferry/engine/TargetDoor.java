package dev.ferry.engine;

import dev.ferry.migration.Migration;
import dev.ferry.migration.Target;
import dev.ferry.outcome.FailureException;
import dev.ferry.schema.Schema;
import dev.ferry.schema.TargetShape;
import dev.ferry.text.Message;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

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
    View look() throws FailureException, InterruptedException;

    /// Makes the target if it is not there, waits until it answers, and connects.
    ///
    /// @param progress is told what it waits for
    TargetLink open(Consumer<Message> progress) throws FailureException, InterruptedException;

    /// Closes the way in for loaders, where the target has such a way.
    ///
    /// @return whether there was anything to close
    boolean closeForLoaders(Consumer<Message> progress) throws FailureException, InterruptedException;

    /// Whether a loader's way in can be closed at all: only then has it to be.
    boolean canBeClosed();

    @Override
    void close();

    /// A target as it is, or as it will be.
    ///
    /// @param shape its release and nodes by data centre
    /// @param standing the keyspaces that stand there
    /// @param partitioner its partitioner; empty while nobody can tell
    /// @param diskBytes what its disks hold in all; empty if not known
    /// @param evidence where this was learnt
    record View(
            TargetShape shape,
            Schema standing,
            Optional<String> partitioner,
            OptionalLong diskBytes,
            List<String> evidence) {
        public View {
            evidence = List.copyOf(evidence);
        }
    }
}
