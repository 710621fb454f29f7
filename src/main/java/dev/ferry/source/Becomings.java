package dev.ferry.source;

import dev.ferry.outcome.FailureException;
import dev.ferry.outcome.Finding;
import dev.ferry.ssh.Become;
import dev.ferry.ssh.Remote;
import java.util.List;
import java.util.Objects;

/// Who we can be on a machine: looks what the user who logged in may do, which users sudo lets them be, and
/// who could read Cassandra's files, and says what to change where nothing works. Changes nothing.
///
/// Never gives sudo a password: it only asks `sudo -n`, which refuses at once where one is needed.
public final class Becomings {
    private final Remote remote;
    private final NodeHint hint;

    /// @param remote the machine as the user who logged in, that is, by {@link Become.Direct}
    public Becomings(Remote remote, NodeHint hint) {
        this.remote = Objects.requireNonNull(remote);
        this.hint = Objects.requireNonNull(hint);
    }

    /// Looks, in three round trips.
    ///
    /// @param wanted who shall run the scripts
    /// @return what would work
    public Admission look(Become wanted) throws FailureException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// The same as findings: one that passes where the wanted user can be become, else one that blocks, with
    /// what to do, down to the exact line for sudoers.
    public List<Finding> check(Become wanted) throws FailureException, InterruptedException {
        throw new UnsupportedOperationException();
    }
}
