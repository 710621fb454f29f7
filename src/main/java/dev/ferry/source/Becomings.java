package dev.ferry.source;

import dev.ferry.cluster.DataDirectory;
import dev.ferry.cluster.Machine;
import dev.ferry.outcome.FailureException;
import dev.ferry.outcome.Finding;
import dev.ferry.outcome.Severity;
import dev.ferry.ssh.Become;
import dev.ferry.ssh.Remote;
import dev.ferry.ssh.Script;
import dev.ferry.ssh.Sudoers;
import dev.ferry.text.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/// Who we can be on a machine: looks what the user who logged in may do, which users sudo lets them be, and
/// who could read Cassandra's files, and says what to change where nothing works. Changes nothing.
///
/// Never gives sudo a password: it only asks `sudo -n`, which refuses at once where one is needed.
public final class Becomings {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    // for each user of the input one line: what sudo said, or nothing, and its exit code
    private static final String TEXT = """
            LC_ALL=C; export LC_ALL
            id -un 2> /dev/null || id -u
            command -v sudo > /dev/null || { echo missing; exit 0; }
            while IFS= read -r user; do
                said=$(sudo -n -H -u "$user" -- sh -c true 2>&1 < /dev/null)
                printf '%s %s\\n' "$?" "$(printf '%s' "$said" | tr '\\n' ' ')"
            done
            echo end
            """;

    private final Remote remote;
    private final NodeHint hint;

    /// @param remote the machine as the user who logged in, that is, by {@link Become.Direct}
    public Becomings(Remote remote, NodeHint hint) {
        this.remote = Objects.requireNonNull(remote);
        this.hint = Objects.requireNonNull(hint);
    }

    /// Looks, in three round trips.
    ///
    /// @param wanted who shall run the scripts; of a container only who calls its engine
    /// @return what would work
    public Admission look(Become wanted) throws FailureException, InterruptedException {
        var machine = machine();
        var cassandra = machine.map(Machine::cassandraUser).orElse("");
        var user = wanted.sudoUser().orElse("");
        var asked = List.of(user, cassandra, "root").stream()
                .filter(each -> !each.isEmpty())
                .distinct()
                .toList();
        var ended = remote.run(Script.of(TEXT).withInput(String.join("\n", asked) + "\n"), LIMIT);
        var lines = ended.out().lines().toList();
        if (lines.size() < 2) {
            throw Failures.retryable(remote, Failures.firstLine(ended), "source.list.incomplete");
        }
        var login = lines.getFirst();
        var answers = lines.subList(1, lines.size() - 1);
        var others = new ArrayList<String>();
        for (int i = 0; i < Math.min(asked.size(), answers.size()); i++) {
            if (answers.get(i).startsWith("0 ") && !asked.get(i).equals(login)) {
                others.add(asked.get(i));
            }
        }
        var isReadable = machine.filter(Becomings::isReadable).isPresent();
        if (user.isEmpty() || user.equals(login)) {
            return new Admission(login, cassandra, login, isReadable, Admission.Sudo.NOT_NEEDED, "", others);
        }
        var said = answers.isEmpty() ? "sudo: not found" : answers.getFirst();
        return new Admission(
                login,
                cassandra,
                user,
                isReadable,
                answers.isEmpty() ? Admission.Sudo.MISSING : Admission.Sudo.of(said),
                said.substring(said.indexOf(' ') + 1).strip(),
                others);
    }

    /// What can be seen as the user who logged in; empty if not even where Cassandra lies.
    private Optional<Machine> machine() throws FailureException, InterruptedException {
        try {
            return Optional.of(new SourceNode(remote, hint).survey(Map.of()));
        } catch (FailureException e) {
            if (e.failure().cause().key().startsWith("source.configuration.")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static boolean isReadable(Machine machine) {
        return machine.dataDirectories().stream().allMatch(DataDirectory::isReadable);
    }

    /// The same as findings: one that passes where the wanted user can be become, else one that blocks, with
    /// what to do, down to the exact line for sudoers; and a warning where the wanted user is not the one that
    /// Cassandra runs as.
    public List<Finding> check(Become wanted) throws FailureException, InterruptedException {
        var seen = look(wanted);
        var findings = new ArrayList<Finding>();
        findings.add(verdict(seen, wanted));
        var isInside = wanted instanceof Become.Inside;
        if (!isInside
                && !seen.cassandraUser().isEmpty()
                && !seen.cassandraUser().equals(seen.wanted())) {
            findings.add(finding("source.become.other", Severity.WARN, seen, wanted));
        }
        return findings;
    }

    private Finding verdict(Admission seen, Become wanted) {
        return switch (seen.sudo()) {
            case NOT_NEEDED -> {
                if (seen.isReadable() || wanted instanceof Become.Inside) {
                    yield finding("source.become.direct", Severity.PASS, seen, wanted);
                }
                var isCassandraAllowed = seen.others().contains(seen.cassandraUser());
                yield finding(
                        isCassandraAllowed ? "source.become.choose" : "source.become.unreadable",
                        Severity.BLOCK,
                        seen,
                        wanted);
            }
            case ALLOWED -> finding("source.become.allowed", Severity.PASS, seen, wanted);
            case ASKS ->
                wanted.who() instanceof Become.SudoWithPassword
                        ? finding("source.become.asks", Severity.PASS, seen, wanted)
                        : finding("source.become.password", Severity.BLOCK, seen, wanted);
            case REFUSED ->
                finding(
                        seen.others().contains("root") ? "source.become.root" : "source.become.refused",
                        Severity.BLOCK,
                        seen,
                        wanted);
            case WANTS_TERMINAL -> finding("source.become.terminal", Severity.BLOCK, seen, wanted);
            case UNKNOWN_USER -> finding("source.become.unknown", Severity.BLOCK, seen, wanted);
            case MISSING -> finding("source.become.missing", Severity.BLOCK, seen, wanted);
            case BROKEN -> finding("source.become.broken", Severity.BLOCK, seen, wanted);
        };
    }

    private Finding finding(String code, Severity severity, Admission seen, Become wanted) {
        var cassandra = seen.cassandraUser().isEmpty() ? "cassandra" : seen.cassandraUser();
        // who logged in and needs nobody else so far is told of the user that it takes
        var become = wanted.sudoUser().isEmpty() ? new Become.SudoWithoutPassword(cassandra) : wanted;
        var arguments = new Object[] {
            seen.login(),
            seen.wanted(),
            cassandra,
            Sudoers.line(seen.login(), become),
            Sudoers.FILE,
            Sudoers.withoutTerminal(seen.login())
        };
        var evidence = seen.evidence().isEmpty() && !seen.others().isEmpty()
                ? seen.others().stream().map(user -> "sudo -n -u " + user).collect(Collectors.joining(", "))
                : seen.evidence();
        return new Finding(
                code,
                severity,
                remote.name(),
                Message.of(code, arguments),
                evidence,
                Message.of(code + ".remedy", arguments));
    }
}
