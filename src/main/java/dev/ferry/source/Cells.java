package dev.ferry.source;

import dev.ferry.outcome.FailureException;
import dev.ferry.ssh.Ended;
import dev.ferry.ssh.Remote;
import dev.ferry.ssh.Script;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// The processes of cells: started so that they outlive every connection, looked at, and ended.
///
/// A process is known by its id, its start time (field 22 of `/proc/<pid>/stat`, in clock ticks since boot)
/// and the boot's id: the three together are never used again.
final class Cells {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final long LONGEST_READ = 256 << 10;
    private static final long MOST_READ = 24 << 20;

    /// What outlives us: it starts the command, writes down who it is, waits, and writes down how it ended.
    /// Signals to the whole session must not end it before the exit code is written, so it catches them;
    /// the command does not inherit that, as it would if they were ignored.
    private static final String KEEPER = """
            cd "$1" || exit 1
            umask 077
            trap : HUP INT TERM
            start() { s=$(cat "/proc/$1/stat") || return; s=${s##*) }; set -- $s; printf %s "${20}"; }
            sh "$1/command" < /dev/null > log 2> err &
            child=$!
            {
                printf '%s %s\\n' "$child" "$(start "$child")" "$$" "$(start $$)"
                cat /proc/sys/kernel/random/boot_id
            } > pid.tmp 2> /dev/null
            mv pid.tmp pid
            while :; do
                wait "$child"; code=$?
                kill -0 "$child" 2> /dev/null || break
            done
            printf '%s\\n' "$code" > exit.tmp
            mv exit.tmp exit
            """;

    private static final String LAUNCH = """
            LC_ALL=C; export LC_ALL
            umask 077
            mkdir -p -- "$cell" || exit 1
            d=$cell/$attempt
            if ! said=$(mkdir -- "$d" 2>&1); then
                [ -d "$d" ] && { echo claimed; exit 0; }
                printf '%s\\n' "$said" >&2; exit 1
            fi
            undo() { rm -rf -- "$d"; exit 1; }
            cat > "$d/command" || undo
            [ "$(wc -c < "$d/command")" -eq "$size" ] || { echo 'the command arrived cut short' >&2; undo; }
            command -v setsid > /dev/null || { echo 'setsid: not found' >&2; undo; }
            : > "$d/log" && : > "$d/err" || undo
            setsid sh -c "$keeper" ferry-keeper "$d" < /dev/null > /dev/null 2>&1 &
            i=0
            while [ ! -f "$d/pid" ] && [ $i -lt 150 ]; do sleep 0.1; i=$((i + 1)); done
            read -r pid start < "$d/pid" && echo "started $pid"
            """;

    // sets p and pt (the command), k and kt (its keeper), and tells whether either lives
    private static final String ALIVE = """
            LC_ALL=C; export LC_ALL
            boot=; read -r boot < /proc/sys/kernel/random/boot_id
            same() {
                [ -n "$1" ] && [ -n "$2" ] && IFS= read -r s 2> /dev/null < "/proc/$1/stat" || return 1
                s=${s##*) }
                set -- "$2" $s
                case $2 in Z | X | x) return 1 ;; esac
                [ "${21}" = "$1" ]
            }
            known() {
                p=; pt=; k=; kt=; b=
                { read -r p pt; read -r k kt; read -r b; } 2> /dev/null < "$1/pid"
                [ "$b" = "$boot" ]
            }
            """;

    private static final String LOOK = ALIVE + """
            fresh() {
                if [ "$2" -gt "$3" ]; then
                    printf '%s %s\\n' "$1" "$(tail -c "+$(($3 + 1))" -- "$d/$1" | head -c "$most" | base64 | tr -d '\\n')"
                fi
            }
            while read -r cell attempt logs errs; do
                d=$cells/$cell/$attempt
                if [ ! -d "$d" ]; then
                    state=none
                elif read -r code 2> /dev/null < "$d/exit"; then
                    state="ended $code"
                elif [ ! -f "$d/pid" ]; then
                    state=claimed
                elif known "$d" && { same "$p" "$pt" || same "$k" "$kt"; }; then
                    state="living $p"
                elif read -r code 2> /dev/null < "$d/exit"; then
                    state="ended $code"
                else
                    state=vanished
                fi
                printf 'cell %s %s\\n' "$cell" "$state"
                [ "$state" = none ] && continue
                { read -r log; read -r err; } 2> /dev/null <<SIZES
            $(stat -c %s -- "$d/log" "$d/err" 2> /dev/null)
            SIZES
                printf 'sizes %s %s\\n' "${log:-0}" "${err:-0}"
                fresh log "${log:-0}" "$logs"
                fresh err "${err:-0}" "$errs"
            done
            echo end
            """;

    private static final String STOP = ALIVE + """
            known "$d" || exit 0
            same "$p" "$pt" || same "$k" "$kt" || exit 0
            # all living processes of the keeper's session but the keeper itself
            members() {
                for file in /proc/[0-9]*/stat; do
                    IFS= read -r s 2> /dev/null < "$file" || continue
                    id=${file#/proc/}; id=${id%/stat}
                    s=${s##*) }
                    set -- $s
                    [ "$4" = "$k" ] && [ "$id" != "$k" ] || continue
                    case $1 in Z | X | x) ;; *) printf '%s ' "$id" ;; esac
                done
            }
            gone() {
                i=0
                while [ $i -lt "$1" ]; do
                    [ -z "$(members)" ] && return 0
                    sleep 0.2; i=$((i + 1))
                done
                return 1
            }
            kill -TERM $(members) 2> /dev/null
            gone "$grace" || { kill -KILL $(members) 2> /dev/null; gone 25; }
            i=0
            while same "$k" "$kt" && [ $i -lt 25 ]; do sleep 0.2; i=$((i + 1)); done
            same "$k" "$kt" && kill -KILL "$k"
            left=$(members)
            [ -z "$left" ] || { echo "still there: $left" >&2; exit 1; }
            """;

    // the patterns come by standard input, so that no process has them in its arguments but those looked for
    private static final String SEARCH = "LC_ALL=C grep -lFf - /proc/[0-9]*/cmdline 2> /dev/null\nexit 0\n";

    private final Remote remote;
    private final List<String> roots;
    private final Duration grace;

    /// @param grace how long a process may take to end politely
    Cells(Remote remote, List<String> roots, Duration grace) {
        this.remote = remote;
        this.roots = List.copyOf(roots);
        this.grace = grace;
    }

    private String folder(String cell) {
        return roots.getFirst() + "/cells/" + SafeName.check(cell);
    }

    String folder(String cell, int attempt) {
        return folder(cell) + "/" + attempt;
    }

    Launch launch(String cell, int attempt, String command) throws FailureException, InterruptedException {
        var size = command.getBytes(StandardCharsets.UTF_8).length;
        var start = "cell=%s; attempt=%d; size=%d; keeper=%s\n"
                .formatted(Script.quote(folder(cell)), attempt, size, Script.quote(KEEPER));
        var ended = remote.run(Script.of(start + LAUNCH).withInput(command), LIMIT);
        var answer = ended.out().strip();
        if (ended.isZero() && answer.equals("claimed")) {
            return new Launch.AlreadyClaimed();
        }
        if (ended.isZero() && answer.matches("started \\d+")) {
            return new Launch.Started(Long.parseLong(answer.substring("started ".length())));
        }
        throw Failures.attention(remote, Failures.firstLine(ended), "source.launch.refused", folder(cell, attempt));
    }

    Map<String, CellLook> look(Collection<CellPosition> cells) throws FailureException, InterruptedException {
        if (cells.isEmpty()) {
            return Map.of();
        }
        var most = Math.max(4096, Math.min(LONGEST_READ, MOST_READ / cells.size()));
        var start = "cells=%s; most=%d\n".formatted(Script.quote(roots.getFirst() + "/cells"), most);
        var input = cells.stream()
                .map(cell -> "%s %d %d %d\n".formatted(cell.cell(), cell.attempt(), cell.logOffset(), cell.errOffset()))
                .collect(Collectors.joining());
        var ended = remote.run(Script.of(start + LOOK).withInput(input), LIMIT);
        return looks(ended, cells);
    }

    private Map<String, CellLook> looks(Ended ended, Collection<CellPosition> cells) throws FailureException {
        var positions = cells.stream().collect(Collectors.toMap(CellPosition::cell, cell -> cell));
        var looks = new LinkedHashMap<String, CellLook>();
        CellAnswer answer = null;
        var isWhole = false;
        for (var line : ended.out().lines().toList()) {
            var parts = line.split(" ");
            if (parts[0].equals("cell") || parts[0].equals("end")) {
                if (answer != null) {
                    looks.put(answer.position.cell(), answer.look());
                }
                isWhole = parts[0].equals("end");
                answer = isWhole ? null : new CellAnswer(Objects.requireNonNull(positions.get(parts[1])), state(parts));
            } else if (answer != null) {
                answer.add(parts);
            }
        }
        if (!isWhole || looks.size() != positions.size()) {
            throw Failures.retryable(remote, Failures.firstLine(ended), "source.list.incomplete");
        }
        return looks;
    }

    private static CellState state(String[] parts) {
        return switch (parts[2]) {
            case "none" -> new CellState.NotThere();
            case "claimed" -> new CellState.Claimed();
            case "living" -> new CellState.Living(Long.parseLong(parts[3]));
            case "ended" -> new CellState.Ended(Integer.parseInt(parts[3]));
            default -> new CellState.Vanished();
        };
    }

    boolean anyProcess(String cell) throws FailureException, InterruptedException {
        return anyProcess(roots.stream()
                .flatMap(root -> List.of(Stage.folder(root, cell) + "/", folder(cell) + "/").stream())
                .toList());
    }

    /// Whether a living process has one of these texts in its arguments.
    boolean anyProcess(List<String> texts) throws FailureException, InterruptedException {
        var input = texts.stream().distinct().collect(Collectors.joining("\n", "", "\n"));
        return !remote.run(Script.of(SEARCH).withInput(input), LIMIT).out().isBlank();
    }

    void stop(String cell, int attempt) throws FailureException, InterruptedException {
        var start = "d=%s; grace=%d\n".formatted(Script.quote(folder(cell, attempt)), grace.toMillis() / 200);
        var ended = remote.run(Script.of(start + STOP), LIMIT);
        if (!ended.isZero()) {
            throw Failures.attention(remote, Failures.firstLine(ended), "source.stop.refused", folder(cell, attempt));
        }
    }

    /// What is said of one cell.
    private static final class CellAnswer {
        final CellPosition position;
        private final CellState state;
        private Piece log;
        private Piece err;

        CellAnswer(CellPosition position, CellState state) {
            this.position = position;
            this.state = state;
            this.log = Piece.nothing(position.logOffset());
            this.err = Piece.nothing(position.errOffset());
        }

        /// A line `sizes <log> <err>`, `log <base64>` or `err <base64>`.
        void add(String[] parts) {
            switch (parts[0]) {
                case "sizes" -> {
                    log = log.of(Long.parseLong(parts[1]));
                    err = err.of(Long.parseLong(parts[2]));
                }
                case "log" -> log = log.with(Base64.getDecoder().decode(parts[1]));
                case "err" -> err = err.with(Base64.getDecoder().decode(parts[1]));
                default -> throw new IllegalArgumentException(parts[0]);
            }
        }

        CellLook look() {
            var isOver = state instanceof CellState.Ended || state instanceof CellState.Vanished;
            var out = isOver && log.isLast() ? log : log.upToLastCharacter();
            var errors = isOver && err.isLast() ? err : err.upToLastCharacter();
            return new CellLook(
                    state, out.text(), out.end(), errors.text(), errors.end(), !log.isLast() || !err.isLast());
        }
    }

    /// A piece of an output.
    ///
    /// @param from the offset of its first byte
    /// @param size of the whole output when it was read
    private record Piece(long from, byte[] bytes, long size) {
        static Piece nothing(long from) {
            return new Piece(from, new byte[0], from);
        }

        Piece of(long size) {
            return new Piece(from, bytes, size);
        }

        Piece with(byte[] bytes) {
            return new Piece(from, bytes, size);
        }

        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        long end() {
            return from + bytes.length;
        }

        /// Whether it reaches the end of the output as it was.
        boolean isLast() {
            return end() >= size;
        }

        /// Without the start of a character whose rest is still to come.
        Piece upToLastCharacter() {
            for (int back = 1; back <= Math.min(3, bytes.length); back++) {
                int value = bytes[bytes.length - back] & 0xff;
                if (value < 0x80) {
                    return this;
                }
                if (value >= 0xc0) {
                    int wanted = value >= 0xf0 ? 4 : value >= 0xe0 ? 3 : 2;
                    return wanted > back ? with(Arrays.copyOf(bytes, bytes.length - back)) : this;
                }
            }
            return this;
        }
    }
}
