package dev.ferry.engine;

import dev.ferry.cluster.Product;
import dev.ferry.schema.Schema;
import dev.ferry.schema.TargetShape;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// A target as it is, or as it will be.
///
/// @param shape its release and nodes by data centre
/// @param standing the keyspaces that stand there
/// @param partitioner its partitioner; empty while nobody can tell
/// @param diskBytes what its disks hold in all; empty if not known
/// @param evidence where this was learnt
/// @param product what it is; of one that is to be made it is known
public record TargetLook(
        TargetShape shape,
        Schema standing,
        Optional<String> partitioner,
        OptionalLong diskBytes,
        List<String> evidence,
        Product product) {
    public TargetLook {
        evidence = List.copyOf(evidence);
    }

    /// A Cassandra.
    public TargetLook(
            TargetShape shape,
            Schema standing,
            Optional<String> partitioner,
            OptionalLong diskBytes,
            List<String> evidence) {
        this(shape, standing, partitioner, diskBytes, evidence, Product.CASSANDRA);
    }
}
