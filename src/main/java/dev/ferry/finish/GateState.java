package dev.ferry.finish;

import dev.ferry.outcome.Failure;
import java.util.List;
import java.util.Objects;

/// How a gate, or a part of one, stands.
public sealed interface GateState {
    /// Nothing is in its way; it is not done.
    record Open() implements GateState {}

    /// It is being done.
    record Running() implements GateState {}

    /// It is done, and this is the proof.
    ///
    /// @param evidence what was seen, one line each; never empty
    record Done(List<String> evidence) implements GateState {
        public Done {
            evidence = List.copyOf(evidence);
            if (evidence.isEmpty()) {
                throw new IllegalArgumentException("done without evidence");
            }
        }
    }

    /// It did not work, or nobody can say whether it did.
    record Failed(Failure failure) implements GateState {
        public Failed {
            Objects.requireNonNull(failure);
        }
    }

    /// Another gate has to open first.
    record Blocked(Gate.Kind by) implements GateState {
        public Blocked {
            Objects.requireNonNull(by);
        }
    }
}
