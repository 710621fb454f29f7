package dev.ferry.source;

/// What is done to a launcher's queue on its node. Each script is put behind a line that sets its variables.
///
/// Whoever renames an order first has it: the launcher into `taken`, we into `withdrawn`.
final class QueueScripts {
    // The launcher writes "closed" before it looks into its queue for the last time: an order that was put
    // there before "closed" could be seen is taken, or is still there to be withdrawn.
    static final String ENQUEUE = CellScripts.ALIVE + """
            umask 077
            launcher=$cells/launcher/$number; own=$number
            takes() { [ ! -e "$launcher/closed" ] && [ ! -e "$launcher/close" ] && lives "$launcher"; }
            fail() { printf '%s\\n' "$1" >&2; exit 1; }
            undo() { rm -rf -- "$d"; fail "$d could not be filled"; }
            takes || { echo end; exit 0; }
            last=1000000000
            for each in "$launcher"/orders/* "$launcher"/taken/* "$launcher"/withdrawn/*; do
                each=${each##*/}; each=1${each%%~*}
                case $each in
                    *[!0-9]*) ;;
                    ??????????) [ "$each" -le "$last" ] || last=$each ;;
                esac
            done
            line_feed='
            '
            while read -r cell attempt count; do
                arguments=
                while [ "$count" -gt 0 ]; do
                    IFS= read -r line || fail 'the orders arrived cut short'
                    arguments=$arguments$line$line_feed; count=$((count - 1))
                done
                d=$cells/$cell/$attempt
                [ -d "$cells/$cell" ] || mkdir -p -- "$cells/$cell" || exit 1
                if ! said=$(mkdir -- "$d" 2>&1); then
                    [ -d "$d" ] && continue
                    fail "$said"
                fi
                last=$((last + 1)); order=${last#1}~$cell~$attempt
                {
                    printf '%s' "$arguments" > "$d/command" && printf '' > "$d/log" && printf '' > "$d/err" &&
                        printf '%s\\n' "$own" "${last#1}" > "$d/launcher" && printf '' > "$launcher/orders/$order"
                } || undo
                if ! takes && mv -f -- "$launcher/orders/$order" "$launcher/withdrawn/$order" 2> /dev/null < /dev/null; then
                    rm -rf -- "$d" "$launcher/withdrawn/$order"
                    break
                fi
                printf 'in %s\\n' "$cell"
            done
            echo end
            """;

    // an order that was withdrawn before is told as well: the answer to that call may have been lost
    static final String WITHDRAW = CellScripts.ALIVE + """
            own=$number
            while read -r cell attempt; do
                place "$cells/$cell/$attempt" && [ "$number" = "$own" ] || continue
                mv -f -- "$launcher/orders/$order" "$launcher/withdrawn/$order" 2> /dev/null < /dev/null
                if [ -e "$launcher/withdrawn/$order" ]; then
                    printf 'out %s\\n' "$cell"
                elif [ -e "$launcher/orders/$order" ]; then
                    echo "$launcher/orders/$order cannot be moved" >&2; exit 1
                fi
            done
            echo end
            """;

    // the numbers of launchers whose end is not written down
    static final String OPEN = """
            for each in "$launchers"/*; do
                [ -d "$each" ] && [ ! -f "$each/exit" ] && printf '%s\\n' "${each##*/}"
            done
            echo end
            """;

    /// Replaces a file by its input in one step. Where its folder is yet to be made it is made: a launcher that
    /// was about to be started is not started then.
    static final String REPLACE = """
            umask 077
            mkdir -p -- "${file%/*}" || exit 1
            cat > "$file.$$" && [ "$(wc -c < "$file.$$")" -eq "$size" ] && mv -f -- "$file.$$" "$file" && exit 0
            rm -f -- "$file.$$"
            exit 1
            """;

    private QueueScripts() {}
}
