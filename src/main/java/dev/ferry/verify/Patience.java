package dev.ferry.verify;

import dev.ferry.verify.Answer.Trouble;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Knows when there is no point in asking on: a cluster that is gone would otherwise be asked for
/// thousands of ranges, each of which waits for its time limit and is then halved.
final class Patience {
    private final int most;
    private final AtomicInteger inARow = new AtomicInteger();
    private final AtomicReference<@Nullable Trouble> last = new AtomicReference<>();

    /// @param most troubles in a row, with no range read between them, that are borne
    Patience(int most) {
        this.most = most;
    }

    void read() {
        inARow.updateAndGet(count -> count >= most ? count : 0);
    }

    void troubled(Trouble trouble) {
        last.set(trouble);
        inARow.addAndGet(trouble.isAboutTheStatement() ? most : 1);
    }

    /// What went wrong last, once it has gone wrong too often; from then on it stays so.
    Optional<Trouble> end() {
        return inARow.get() >= most ? Optional.ofNullable(last.get()) : Optional.empty();
    }
}
