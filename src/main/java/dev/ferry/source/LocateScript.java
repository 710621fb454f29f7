package dev.ferry.source;

import dev.ferry.ssh.Script;

/// Asks a machine, in one script that changes nothing, for everything by which a node's parts can be found:
/// the Cassandra processes, the tools, the configurations that exist, for every loader its jar and its Java,
/// and all Javas, at most 24, of which at most eight have to be asked for their release.
///
/// The answer is one `key value` a line; see {@link Located}.
final class LocateScript {
    private static final String TEXT = """
            LC_ALL=C; export LC_ALL
            say() { [ -n "$2" ] && printf '%s %s\\n' "$1" "$2"; }
            plain() { ( cd "$(dirname -- "$1")" 2>/dev/null && printf '%s/%s' "$(pwd -P)" "${1##*/}" ); }
            seen='|'

            configuration() {
                case "$seen" in *"|$1|"*) return ;; esac
                seen="$seen$1|"
                if [ -r "$1" ]; then
                    say yaml "$1"
                    head -c 1048577 -- "$1" | sed 's/^/| /'
                    echo
                elif [ -e "$1" ]; then
                    say unreadable "$1"
                fi
            }

            # reads a loader's include file as the loader itself would
            loader() {
                [ -x "$1" ] || return
                case "$seen" in *"|$1|"*) return ;; esac
                seen="$seen$1|"
                say loader "$1"
                real=$(readlink -f -- "$1"); bin=$(dirname -- "$real")
                for include in "${CASSANDRA_INCLUDE:-}" "$bin/cassandra.in.sh" "$bin/../share/cassandra/cassandra.in.sh" \\
                        "$HOME/.cassandra.in.sh" /usr/share/cassandra/cassandra.in.sh \\
                        /usr/local/share/cassandra/cassandra.in.sh /opt/cassandra/cassandra.in.sh; do
                    [ -n "$include" ] && [ -r "$include" ] && break
                    include=
                done
                (
                    if [ -n "$include" ]; then
                        [ "$include" = "$bin/cassandra.in.sh" ] && : "${CASSANDRA_HOME:=$(dirname -- "$bin")}"
                        CASSANDRA_INCLUDE=$include
                        . "$include" > /dev/null 2>&1 < /dev/null
                    fi
                    if [ -n "${CASSANDRA_CONF:-}" ]; then
                        say include-config "$CASSANDRA_CONF/cassandra.yaml"
                        configuration "$CASSANDRA_CONF/cassandra.yaml"
                    fi
                    say include-storage "${cassandra_storagedir:-}"
                    home=${CASSANDRA_HOME:-$(dirname -- "$bin")}
                    # an unquoted class path, so that its patterns are filled in
                    IFS=:
                    for jar in ${CLASSPATH:-} "$home"/lib/*.jar "$home"/*.jar "$bin"/../lib/*.jar; do
                        case "$jar" in *apache-cassandra-*.jar | *cassandra-all-*.jar) [ -e "$jar" ] && say jar "$jar" ;; esac
                    done
                    unset IFS
                    java=
                    [ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/java" ] && java=$JAVA_HOME/bin/java
                    [ -n "${JAVA:-}" ] && java=$(command -v -- "$JAVA")
                    [ -z "$java" ] && java=$(command -v java)
                    [ -z "$java" ] && java=$2
                    if [ -n "$java" ]; then
                        say java "$java"
                        say java-real "$(readlink -f -- "$java")"
                        "$java" -version 2>&1 < /dev/null | sed 's/^/java-said /'
                    fi
                )
            }

            process() {
                say process "${1#/proc/}"
                say owner "$(stat -c %U -- "$1" 2>/dev/null)"
                exe=$(readlink -- "$1/exe" 2>/dev/null)
                case "$exe" in */java) running_java=$exe ;; esac
                tr '\\0' '\\n' < "$1/cmdline" | sed 's/^/arg /'
                cwd=$(readlink -- "$1/cwd" 2>/dev/null)
                config=$(tr '\\0' '\\n' < "$1/cmdline" | sed -n 's/^-Dcassandra\\.config=//p' | tail -n 1)
                case "$config" in
                    file:///*) config=/${config#file:///} ;;
                    file:/*) config=/${config#file:/} ;;
                esac
                path=$(tr '\\0' '\\n' < "$1/cmdline" | sed -n '/^-\\(cp\\|classpath\\|-class-path\\)$/{n;p;q;}')
                home=
                IFS=:
                set -f
                for part in $path; do
                    case "$part" in /*) ;; *) part=$cwd/$part ;; esac
                    [ -z "$config" ] && [ -e "$part/cassandra.yaml" ] && config=$(plain "$part/cassandra.yaml")
                    case "$part" in
                        *apache-cassandra-*.jar | *cassandra-all*.jar) [ -z "$home" ] && home=$(dirname -- "$part") ;;
                        */\\*) [ -z "$home" ] && home=${part%/\\*} ;;
                    esac
                done
                set +f
                unset IFS
                say config "$config"
                for tool in nodetool sstableloader; do
                    for folder in "$home/bin" "$home/../bin" "$home/../../bin" "$home/../../../bin"; do
                        if [ -n "$home" ] && [ -x "$folder/$tool" ]; then
                            say "process-$tool" "$(plain "$folder/$tool")"
                            break
                        fi
                    done
                done
                process_loader=$(plain "$folder/sstableloader")
                say process-end "${1#/proc/}"
                [ -n "$config" ] && configuration "$config"
                loader "$process_loader" "$exe"
            }

            # a Java, once: its release as its file "release" tells it, or as it says itself
            javas=0; asked=0
            java() {
                [ $javas -lt 24 ] && [ -f "$1" ] && [ -x "$1" ] || return
                real=$(readlink -f -- "$1") || return
                case "$seen" in *"|$real|"*) return ;; esac
                seen="$seen$real|"
                home=${real%/bin/java}; release=
                for file in "$home/release" "$home/../release"; do
                    [ -r "$file" ] || continue
                    release=$(sed -n 's/^JAVA_VERSION="\\([^" ]*\\)".*/\\1/p' "$file" | head -n 1)
                    [ -n "$release" ] && break
                done
                if [ -z "$release" ] && [ $asked -lt 8 ]; then
                    asked=$((asked + 1))
                    release=$($limit "$real" -version 2>&1 < /dev/null | sed -n 's/.* version "\\([^" ]*\\)".*/\\1/p' | head -n 1)
                fi
                [ -n "$release" ] || return
                javas=$((javas + 1))
                say java-found "$release $real"
            }
            limit=; command -v timeout > /dev/null && limit='timeout 5'

            say user "$(id -un)"
            say env-conf "${CASSANDRA_CONF:-}"
            hint_loader=<loader>; hint_conf=<configuration>
            for tool in nodetool sstableloader; do
                say "path-$tool" "$(command -v $tool)"
                if [ -n "${CASSANDRA_HOME:-}" ] && [ -x "$CASSANDRA_HOME/bin/$tool" ]; then
                    say "path-$tool" "$CASSANDRA_HOME/bin/$tool"
                fi
            done
            [ -n "$hint_conf" ] && configuration "$hint_conf"
            [ -n "$hint_loader" ] && loader "$hint_loader" ''
            on_path=$(command -v sstableloader); [ -n "$on_path" ] && loader "$on_path" ''
            [ -n "${CASSANDRA_CONF:-}" ] && configuration "$CASSANDRA_CONF/cassandra.yaml"
            [ -n "${CASSANDRA_HOME:-}" ] && loader "$CASSANDRA_HOME/bin/sstableloader" ''
            for tool in nodetool sstableloader; do
                found=$(command -v $tool) || continue
                bin=$(dirname -- "$(readlink -f -- "$found")")
                for conf in "$bin/../conf" "$bin/../../etc/cassandra"; do
                    if [ -e "$conf/cassandra.yaml" ]; then
                        say path-config "$(plain "$conf/cassandra.yaml")"
                        configuration "$(plain "$conf/cassandra.yaml")"
                        break
                    fi
                done
            done
            for file in $(grep -l CassandraDaemon /proc/[0-9]*/cmdline 2>/dev/null); do
                tr '\\0' '\\n' < "$file" 2>/dev/null | grep -q '^org\\.apache\\.cassandra\\.service\\.CassandraDaemon$' || continue
                process "${file%/cmdline}"
            done
            for conf in /etc/cassandra /etc/cassandra/conf /etc/cassandra/default.conf /opt/cassandra/conf \\
                    /opt/bitnami/cassandra/conf /etc/dse/cassandra; do
                [ -e "$conf/cassandra.yaml" ] && say usual-config "$conf/cassandra.yaml"
                configuration "$conf/cassandra.yaml"
            done
            for bin in /usr/bin /usr/sbin /usr/local/bin /opt/cassandra/bin /opt/bitnami/cassandra/bin \\
                    /usr/share/cassandra/bin /usr/share/dse/cassandra/bin; do
                [ -x "$bin/nodetool" ] && say usual-nodetool "$bin/nodetool"
                [ -x "$bin/sstableloader" ] && say usual-sstableloader "$bin/sstableloader"
                loader "$bin/sstableloader" ''
            done
            [ -n "${JAVA_HOME:-}" ] && java "$JAVA_HOME/bin/java"
            IFS=:
            set -f
            for folder in $PATH; do path_java=$folder/java; [ -n "$folder" ] && java "$path_java"; done
            set +f
            unset IFS
            [ -n "${running_java:-}" ] && java "$running_java"
            for home in /usr/lib/jvm/* /usr/java/* /opt/*jdk* /opt/*jre* /opt/*java* /opt/java/* /usr/local/*jdk* \\
                    "$HOME"/.sdkman/candidates/java/* "$HOME"/.asdf/installs/java/*; do
                java "$home/bin/java"
                java "$home/jre/bin/java"
            done
            say end .
            """;

    private LocateScript() {}

    /// The script.
    static Script of(NodeHint hint) {
        var loader = hint.sstableloader() == null ? "" : hint.sstableloader();
        var configuration = hint.configuration() == null ? "" : hint.configuration();
        return Script.of(
                TEXT.replace("<loader>", Script.quote(loader)).replace("<configuration>", Script.quote(configuration)));
    }
}
