package dev.ferry.outcome;

import java.util.List;
import java.util.Objects;

/// How something ended. There are three ways, everywhere, and the third is not a polite form of the first.
public sealed interface Outcome {
    /// It happened, and this is the proof.
    ///
    /// @param evidence what was seen, one line each; never empty: without evidence nothing has succeeded
    record Succeeded(List<String> evidence) implements Outcome {
        public Succeeded {
            evidence = List.copyOf(evidence);
            if (evidence.isEmpty()) {
                throw new IllegalArgumentException("a success without evidence");
            }
        }

        /// A success shown by these lines.
        public static Succeeded shownBy(String... evidence) {
            return new Succeeded(List.of(evidence));
        }
    }

    /// It did not happen, for this reason.
    record Failed(Failure failure) implements Outcome {
        public Failed {
            Objects.requireNonNull(failure);
        }
    }

    /// Nobody can say yet: two witnesses disagree, or there is none. It has to be looked at before anything
    /// goes on.
    record Unknown(Failure failure) implements Outcome {
        public Unknown {
            Objects.requireNonNull(failure);
        }
    }
}
