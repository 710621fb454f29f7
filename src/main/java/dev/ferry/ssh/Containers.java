package dev.ferry.ssh;

import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.text.Message;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Finds the container that is meant where none was named: the only one in which a process runs.
final class Containers {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    // The machine sees the processes of its containers, and any user whose child is whose; where it does not (its
    // /proc hides them, or the engine runs elsewhere), the engine lists them.
    private static final String TEXT = """
            LC_ALL=C; export LC_ALL
            ids=$($engine ps -q) || exit 3
            all=
            for file in $(grep -lF -- "$word" /proc/[0-9]*/cmdline 2> /dev/null); do
                pid=${file#/proc/}; pid=${pid%/cmdline}; depth=0
                while [ "${pid:-0}" -gt 1 ] && [ $depth -lt 50 ]; do
                    all="$all $pid"; depth=$((depth + 1))
                    pid=$(sed -n 's/^PPid:[^0-9]*//p' "/proc/$pid/status" 2> /dev/null)
                done
            done
            look() {
                if [ "$pid" -gt 1 ]; then
                    case "$all " in *" $pid "*) return 0 ;; esac
                fi
                $engine top "$1" 2> /dev/null | grep -qF -- "$word"
            }
            for id in $ids; do
                said=$($engine inspect --format '{{.State.Pid}} {{.Name}}' "$id") || continue
                pid=${said%% *}; name=${said#* }; name=${name#/}
                if look "$id"; then echo "running $name"; else echo "other $name"; fi
            done
            echo end
            """;

    private final String name;
    private final String login;
    private final Runner runner;

    /// @param name the machine's
    /// @param login the user who logged in
    Containers(String name, String login, Runner runner) {
        this.name = name;
        this.login = login;
        this.runner = runner;
    }

    /// The same with a container of a known name, if there is to be one.
    Become found(Become become) throws FailureException, InterruptedException {
        if (!(become instanceof Become.Inside(var who, var engine, Become.Running(var word), var user))) {
            return become;
        }
        var start = "engine=" + engine.program() + "; word=" + Script.quote(word) + "\n";
        var raw = runner.run(who, Script.of(start + TEXT), LIMIT);
        var lines = new String(raw.out(), StandardCharsets.UTF_8).lines().toList();
        if (lines.isEmpty() || !lines.getLast().equals("end")) {
            var said = new String(raw.err(), StandardCharsets.UTF_8);
            throw failure(NotStarted.why(login, become, raw.code(), said, null), said);
        }
        var running = names(lines, "running ");
        if (running.size() == 1) {
            return new Become.Inside(who, engine, new Become.Named(running.getFirst()), user);
        }
        throw running.isEmpty() ? none(engine, names(lines, "other ")) : several(engine, running);
    }

    private static List<String> names(List<String> lines, String start) {
        var names = new ArrayList<String>();
        for (var line : lines) {
            if (line.startsWith(start)) {
                names.add(line.substring(start.length()));
            }
        }
        return names;
    }

    private FailureException none(Become.Engine engine, List<String> others) {
        return failure(Message.of("ssh.container.none", engine.program(), others.size()), String.join(", ", others));
    }

    private FailureException several(Become.Engine engine, List<String> running) {
        return failure(
                Message.of("ssh.container.several", engine.program(), running.size()), String.join(", ", running));
    }

    private FailureException failure(Message cause, String evidence) {
        return Hop.failure("node " + name, Failure.Kind.NEEDS_ATTENTION, cause, evidence, null);
    }

    /// Runs a script as somebody on the machine.
    @FunctionalInterface
    interface Runner {
        Exchange.Raw run(Become who, Script script, Duration limit) throws FailureException, InterruptedException;
    }
}
