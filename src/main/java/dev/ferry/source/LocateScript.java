package dev.ferry.source;

import dev.ferry.ssh.Script;

/// Asks a machine, in one script that changes nothing, for everything by which a node's parts can be found:
/// the Cassandra processes, the tools, the configurations that exist, for every loader its jar and its Java,
/// and all Javas, at most 24, of which at most eight have to be asked for their release.
///
/// The answer is one `key value` a line; see {@link Located}.
final class LocateScript {
    private static final String TEXT = FolderCheck.MOUNT + """
            LC_ALL=C; export LC_ALL
            say() { [ -n "$2" ] && printf '%s %s\\n' "$1" "$2"; }
            plain() { ( cd "$(dirname -- "$1")" 2>/dev/null && printf '%s/%s' "$(pwd -P)" "${1##*/}" ); }
            seen='|'

            # nanoseconds where date knows them, else whole seconds
            clock() {
                now=$(date +%s%N)
                case $now in *[!0-9]* | ??????????) now=$(date +%s) ;; esac
                say "$1" "$now"
            }
            clock heard

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

            arguments() { tr '\\0' '\\n' < "$1/cmdline" 2>/dev/null; }
            # only its own user and root may read it
            variable() { tr '\\0' '\\n' < "$1/environ" 2>/dev/null | sed -n "s/^$2=//p" | tail -n 1; }
            limit=; command -v timeout > /dev/null && limit='timeout 5'

            # a process that has a number of its own in a name space below ours: its paths are not ours
            contained() {
                case "$(sed -n 's/^NSpid:[^0-9]*//p' "$1/status" 2>/dev/null | tr '\\t' ' ')" in *' '*) ;; *) return 1 ;; esac
                id=$(sed -n 's/.*\\([0-9a-f]\\{64\\}\\).*/\\1/p' "$1/cgroup" 2>/dev/null | head -n 1)
                engine=$(sed -n 's/.*\\(docker\\|libpod\\|kubepods\\|crio\\|containerd\\|lxc\\).*/\\1/p' "$1/cgroup" 2>/dev/null | head -n 1)
                name=
                for program in docker podman; do
                    [ -n "$id" ] && [ -z "$name" ] && command -v $program > /dev/null || continue
                    name=$($limit $program inspect --format '{{.Name}}' "$id" 2>/dev/null < /dev/null) && engine=$program
                done
                name=${name#/}
                say contained "${engine:--} ${name:-${id:--}} ${1#/proc/}"
            }

            # every address that a configuration gives by name or by interface, or leaves to the machine's own name
            addresses() {
                for key in listen_address rpc_address broadcast_address broadcast_rpc_address listen_interface rpc_interface; do
                    value=$(sed -n "s/^$key:[ '\\"]*\\([^ '\\"#]*\\).*/\\1/p" "$1" | head -n 1)
                    case "$key $value" in
                        listen_interface\\ ?* | rpc_interface\\ ?*)
                            ip -o addr show dev "$value" 2>/dev/null | awk '{ sub(/\\/.*/, "", $4); printf "%s ", $4 }' ;;
                        listen_address\\ | rpc_address\\ ) value=$(hostname 2>/dev/null) ;;
                        *\\ localhost | *_interface\\ ) continue ;;
                    esac
                    case "$value" in *[g-zG-Z]*) getent ahosts "$value" 2>/dev/null | awk '!seen[$1]++ { printf "%s ", $1 }' ;; esac
                done
            }

            process() {
                contained "$1" && return
                say process "${1#/proc/}"
                for folder in $(arguments "$1" | sed -n 's/^-Djava\\.io\\.tmpdir=//p' | tail -n 1); do
                    temporaries="${temporaries:-} $folder"
                done
                say owner "$(stat -c %U -- "$1" 2>/dev/null)"
                exe=$(readlink -- "$1/exe" 2>/dev/null)
                case "$exe" in */java) running_javas=${running_javas:-}:$exe ;; esac
                arguments "$1" | sed 's/^/arg /'
                cwd=$(readlink -- "$1/cwd" 2>/dev/null)
                config=$(arguments "$1" | sed -n 's/^-Dcassandra\\.config=//p' | tail -n 1 | sed 's/%20/ /g')
                # what is no URL is looked for on the class path
                resource=cassandra.yaml
                case "$config" in
                    file:///*) config=/${config#file:///} ;;
                    file:/*) config=/${config#file:/} ;;
                    *:*) say config-elsewhere "$config"; config= ;;
                    ?*) resource=$config; config= ;;
                esac
                path=$(arguments "$1" | sed -n '/^-\\(cp\\|classpath\\|-class-path\\)$/{n;p;q;}')
                [ -n "$path" ] || path=$(variable "$1" CLASSPATH)
                home=
                IFS=:
                set -f
                for part in $path; do
                    case "$part" in /*) ;; *) part=$cwd/$part ;; esac
                    [ -z "$config" ] && [ -e "$part/$resource" ] && config=$(plain "$part/$resource")
                    case "$part" in
                        *apache-cassandra-*.jar | *cassandra-all*.jar | *dse-db-all*.jar) [ -z "$home" ] && home=$(dirname -- "$part") ;;
                        */\\*) [ -z "$home" ] && home=${part%/\\*} ;;
                    esac
                done
                set +f
                unset IFS
                own_conf=$(variable "$1" CASSANDRA_CONF); own_home=$(variable "$1" CASSANDRA_HOME)
                [ -z "$config" ] && [ -n "$own_conf" ] && [ -e "$own_conf/$resource" ] && config=$own_conf/$resource
                [ -z "$home" ] && home=$own_home
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
                [ -r "$config" ] && say addresses "$(addresses "$config")"
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
            # options, kind and free room of a folder for temporary files
            temporary() {
                [ -d "$1" ] || return
                mount=$(mount_of "$1")
                free=$(df -P -k -- "$1" 2>/dev/null | tail -n 1 | awk '{print $4}')
                writable=no; [ -w "$1" ] && [ -x "$1" ] && writable=yes
                set -- "$1" ${mount#* }
                say temporary "${3:--} ${2:--} ${free:-0} $writable $1"
            }
            # what a container may have, in bytes: its own control group is the root that it sees
            limited() {
                for file in /sys/fs/cgroup/memory.max /sys/fs/cgroup/memory/memory.limit_in_bytes; do
                    [ -r "$file" ] && read -r most < "$file" && say memory-limit "$most"
                done
            }
            missing() {
                for tool in awk base64 cat chmod cp cut date dd df dirname find grep head id kill ln mkdir mktemp mv od \
                        readlink rm rmdir sed setsid sha256sum sleep sort stat tail tar touch tr wc; do
                    command -v $tool > /dev/null || say lacks $tool
                done
                [ -z "$(stat -L -c %d -- / 2>/dev/null)" ] && say lacks 'stat -c'
                [ -z "$(readlink -f -- / 2>/dev/null)" ] && say lacks 'readlink -f'
                sleep 0.01 2>/dev/null || say lacks 'sleep 0.1'
                [ -r /proc/self/stat ] || say lacks /proc
            }
            surroundings() {
                say open-files "$(ulimit -Sn) $(ulimit -Hn)"
                temporary /tmp
                for folder in ${temporaries:-}; do [ "$folder" = /tmp ] || temporary "$folder"; done
                say memory "$(sed -n 's/^Mem\\(Total\\|Available\\): *\\([0-9]*\\) kB$/\\1 \\2/p' /proc/meminfo | tr '\\n' ' ')"
                limited
                own=$(hostname 2>/dev/null || cat /proc/sys/kernel/hostname)
                say own-name "$own"
                [ -r /etc/hosts ] && say own-addresses "$(awk -v own="$own" '
                    { sub(/#.*/, ""); for (i = 2; i <= NF; i++) if ($i == own) { printf "%s ", $1; break } }' /etc/hosts)"
                missing
            }

            say user "$(id -un 2>/dev/null || id -u)"
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
            if [ -n "${CASSANDRA_HOME:-}" ]; then
                loader "$CASSANDRA_HOME/bin/sstableloader" ''
                [ -e "$CASSANDRA_HOME/conf/cassandra.yaml" ] && say path-config "$CASSANDRA_HOME/conf/cassandra.yaml"
                configuration "$CASSANDRA_HOME/conf/cassandra.yaml"
            fi
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
            main='^\\(org\\.apache\\.cassandra\\.service\\.CassandraDaemon\\|com\\.datastax\\.bdp\\.[a-zA-Z.]*\\(Module\\|Daemon\\)\\)$'
            for file in $(grep -l 'CassandraDaemon\\|com\\.datastax\\.bdp' /proc/[0-9]*/cmdline 2>/dev/null); do
                arguments "${file%/cmdline}" | grep -q "$main" || continue
                process "${file%/cmdline}"
            done
            while read -r _ point _ options _; do
                case "$point $options" in /proc\\ *hidepid=[1-9a-z]*) say hidden "$options" ;; esac
            done < /proc/self/mounts
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
            for each in ${running_javas:-}; do [ -n "$each" ] && java "$each"; done
            set +f
            unset IFS
            for home in /usr/lib/jvm/* /usr/java/* /opt/*jdk* /opt/*jre* /opt/*java* /opt/java/* /opt/bitnami/java /usr/local/*jdk* \\
                    "$HOME"/.sdkman/candidates/java/* "$HOME"/.asdf/installs/java/*; do
                java "$home/bin/java"
                java "$home/jre/bin/java"
            done
            surroundings
            clock answered
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
