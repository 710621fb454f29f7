package dev.ferry.source;

/// What runs on a node for its cells. Each script is put behind a line that sets its variables.
final class CellScripts {
    /// What outlives us: it starts the command, writes down who it is, waits, and writes down how it ended.
    /// Signals to the whole session must not end it before the exit code is written, so it catches them;
    /// the command does not inherit that, as it would if they were ignored.
    static final String KEEPER = """
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
            # a launcher has put its own JVM there, which may outlive the script that started it
            alive() {
                s=$(cat "/proc/$1/stat" 2> /dev/null) || return 1
                s=${s##*) }
                set -- "$2" $s
                case $2 in Z | X | x) return 1 ;; esac
                [ "${21}" = "$1" ]
            }
            read -r p pt < pid
            while alive "$p" "$pt"; do sleep 0.2; done
            printf '%s\\n' "$code" > exit.tmp
            mv exit.tmp exit
            """;

    static final String LAUNCH = """
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
            printf '' > "$d/log" && printf '' > "$d/err" || undo
            for each in $folders; do mkdir -- "$d/$each" || undo; done
            setsid sh -c "$keeper" ferry-keeper "$d" < /dev/null > /dev/null 2>&1 &
            i=0
            while [ ! -f "$d/pid" ] && [ $i -lt 150 ]; do sleep 0.1; i=$((i + 1)); done
            read -r pid start < "$d/pid" && echo "started $pid"
            """;

    // sets p and pt (the command), k and kt (its keeper), and tells whether either lives; and sets number and
    // seq, the launcher of an attempt and its place in that one's queue
    static final String ALIVE = """
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
            lives() { known "$1" && same "$p" "$pt"; }
            place() {
                number=; seq=
                { read -r number; read -r seq; } 2> /dev/null < "$1/launcher"
                [ -n "$number" ] && [ -n "$seq" ] || return
                launcher=${1%/*}; order=$seq~${launcher##*/}~${1##*/}
                launcher=${launcher%/*}/launcher/$number
            }
            """;

    // tells the state of an attempt, the sizes of its outputs, and what is new of them
    private static final String READING = ALIVE + """
            over() { read -r code 2> /dev/null < "$1/exit" && state="ended $code"; }
            queued() { place "$1" && lives "$launcher" && [ -e "$launcher/orders/$order" ] && state="queued $number"; }
            look() {
                state=none
                [ -d "$1" ] || return
                over "$1" && return
                if [ ! -f "$1/pid" ]; then
                    queued "$1" && return
                    # it may have been begun since
                    [ -f "$1/pid" ] || { state=claimed; return; }
                fi
                if known "$1" && { same "$p" "$pt" || same "$k" "$kt"; }; then
                    state="living $p"
                else
                    over "$1" || state=vanished
                fi
            }
            sizes() {
                log=; err=
                { read -r log; read -r err; } 2> /dev/null <<SIZES
            $(stat -c %s -- "$d/log" "$d/err" 2> /dev/null)
            SIZES
            }
            fresh() {
                if [ "$2" -gt "$3" ]; then
                    printf '%s %s\\n' "$1" "$(tail -c "+$(($3 + 1))" -- "$d/$1" | head -c "$most" | base64 | tr -d '\\n')"
                fi
            }
            """;

    static final String LOOK = READING + """
            while read -r cell attempt logs errs; do
                d=$cells/$cell/$attempt
                look "$d"
                printf 'cell %s %s\\n' "$cell" "$state"
                [ "$state" = none ] && continue
                sizes
                printf 'sizes %s %s\\n' "${log:-0}" "${err:-0}"
                fresh log "${log:-0}" "$logs"
                fresh err "${err:-0}" "$errs"
            done
            echo end
            """;

    // one attempt with its command; an offset below zero asks for the last piece of an output
    static final String READ = READING + """
            look "$d"
            printf 'cell %s %s\\n' "$cell" "$state"
            [ "$state" = none ] && { echo end; exit 0; }
            sizes
            if [ "$logs" -lt 0 ]; then logs=$((${log:-0} - most)); [ "$logs" -ge 0 ] || logs=0; fi
            if [ "$errs" -lt 0 ]; then errs=$((${err:-0} - most)); [ "$errs" -ge 0 ] || errs=0; fi
            printf 'from %s %s\\n' "$logs" "$errs"
            printf 'command %s\\n' "$(head -c "$most" -- "$d/command" | base64 | tr -d '\\n')"
            printf 'sizes %s %s\\n' "${log:-0}" "${err:-0}"
            fresh log "${log:-0}" "$logs"
            fresh err "${err:-0}" "$errs"
            echo end
            """;

    // what waits in a launcher's queue is taken out; what a launcher has begun ends only with the launcher
    static final String STOP = ALIVE + """
            if place "$d"; then
                [ -f "$d/exit" ] && exit 0
                mv -f -- "$launcher/orders/$order" "$launcher/withdrawn/$order" 2> /dev/null && exit 0
                [ -e "$launcher/taken/$order" ] && [ ! -f "$d/exit" ] || exit 0
                # a cell that was begun names the launcher's Java itself, which may outlive the script around it
                [ -f "$d/pid" ] || d=$launcher
            fi
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

    // folders of cells, one a line; after an empty line texts to look for. All of it comes by standard input,
    // so that no process has it in its arguments but those looked for
    static final String SEARCH = ALIVE + """
            busy() {
                [ -f "$1/exit" ] && return 1
                place "$1" || { lives "$1"; return; }
                lives "$launcher" && { [ -e "$launcher/orders/$order" ] || [ -e "$launcher/taken/$order" ]; }
            }
            while IFS= read -r folder && [ -n "$folder" ]; do
                for each in "$folder"/*; do
                    busy "$each" && printf '%s\\n' "$each"
                done
            done
            grep -lFf - /proc/[0-9]*/cmdline 2> /dev/null
            exit 0
            """;

    private CellScripts() {}
}
