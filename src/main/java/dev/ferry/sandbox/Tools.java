package dev.ferry.sandbox;

import dev.ferry.ssh.Script;

/// The scripts of a node's `usr/bin`. They have the shape of the ones that packages bring: an include
/// file says where configuration and jars are, `CASSANDRA_INCLUDE` may name another one, and
/// `CASSANDRA_CONF`, `JAVA_HOME`, `JVM_OPTS` and `MAX_HEAP_SIZE` are taken from the environment.
final class Tools {
    private static final String START = """
            #!/bin/sh
            if [ -z "${CASSANDRA_INCLUDE:-}" ]; then
                CASSANDRA_INCLUDE=%s
            fi
            . "$CASSANDRA_INCLUDE" || exit 1
            if [ -z "${CLASSPATH:-}" ]; then
                echo "You must set the CLASSPATH var" >&2
                exit 1
            fi
            """;

    private Tools() {}

    /// The include file: class path, Java, options.
    static String include(PackagedNode node) {
        return """
                # Where this node keeps its configuration and its jars. What the environment says wins.
                : "${CASSANDRA_HOME:=$(dirname "$CASSANDRA_INCLUDE")}"
                CASSANDRA_CONF="${CASSANDRA_CONF:-%s}"
                cassandra_storagedir=%s
                CLASSPATH="$CASSANDRA_CONF"
                for jar in %s/*.jar; do
                    CLASSPATH="$CLASSPATH:$jar"
                done
                JAVA_AGENT=-javaagent:%s
                JAVA_HOME="${JAVA_HOME:-%s}"
                JAVA="$JAVA_HOME/bin/java"
                java_line=$(sed -n 's/^JAVA_VERSION="\\(1\\.\\)\\{0,1\\}\\([0-9]*\\).*/\\2/p' "$JAVA_HOME/release")
                if [ "${java_line:-11}" -ge 17 ]; then
                    java_line=17
                elif [ "${java_line:-11}" -ge 11 ]; then
                    java_line=11
                fi
                for options in "$CASSANDRA_CONF/jvm-clients.options" "$CASSANDRA_CONF/jvm$java_line-clients.options"; do
                    if [ -r "$options" ]; then
                        JVM_OPTS="${JVM_OPTS:-} $(grep '^-' "$options" | tr '\\n' ' ')"
                    fi
                done
                """.formatted(
                        node.conf(),
                        Script.quote(node.storage().toString()),
                        Script.quote(node.lib().toString()),
                        Script.quote(node.lib()
                                .resolve(node.plan().software().agent().getFileName())
                                .toString()),
                        node.plan().software().jdk());
    }

    /// The bulk loader, with the heap that packages give it.
    static String sstableloader(PackagedNode node) {
        return start(node) + """
                exec "$JAVA" %s "$JAVA_AGENT" -ea -cp "$CLASSPATH" ${JVM_OPTS:-} "-Xmx${MAX_HEAP_SIZE:-256M}" \\
                    "-Dcassandra.storagedir=$cassandra_storagedir" -Dlogback.configurationFile=logback-tools.xml \\
                    org.apache.cassandra.tools.BulkLoader "$@"
                """.formatted(mark(node));
    }

    /// nodetool, which knows this node's own JMX port and keeps its history in the node's folder.
    static String nodetool(PackagedNode node) {
        return start(node)
                + """
                host=127.0.0.1
                port=%d
                while [ $# -ge 2 ]; do
                    case "$1" in
                        -h | --host) host=$2 ;;
                        -p | --port) port=$2 ;;
                        *) break ;;
                    esac
                    shift 2
                done
                exec "$JAVA" %s "$JAVA_AGENT" -ea -cp "$CLASSPATH" ${JVM_OPTS:-} "-Xmx${MAX_HEAP_SIZE:-128M}" \\
                    %s -Dcom.sun.jndi.rmiURLParsing=legacy \\
                    "-Dcassandra.storagedir=$cassandra_storagedir" -Dlogback.configurationFile=logback-tools.xml \\
                    org.apache.cassandra.tools.NodeTool -h "$host" -p "$port" "$@"
                """.formatted(
                                node.plan().jmxPort(),
                                mark(node),
                                Script.quote("-Duser.home=" + node.plan().root()));
    }

    private static String start(PackagedNode node) {
        return START.formatted(
                Script.quote(node.share().resolve("cassandra.in.sh").toString()));
    }

    private static String mark(PackagedNode node) {
        return Script.quote(Mark.flag(node.plan().sandbox()));
    }
}
