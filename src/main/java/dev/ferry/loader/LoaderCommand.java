package dev.ferry.loader;

import static dev.ferry.ssh.Script.quote;

import dev.ferry.loader.TargetSecurity.Encryption;
import dev.ferry.schema.CassandraVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Makes the script that starts a node's own `sstableloader`.
///
/// That program is a shell script of some thirty lines: it sources an include file, which sets the class
/// path and adds to `JVM_OPTS`, and runs `"$JAVA" … -cp "$CLASSPATH" $JVM_OPTS -Xmx$MAX_HEAP_SIZE …
/// BulkLoader "$@"`. The include file of the tarball honours `CASSANDRA_CONF`; those of the Debian and
/// RPM packages set it themselves but put a given `CLASSPATH` in front. So both name Ferry's folder.
public final class LoaderCommand {
    // JVM_OPTS is split at blanks by the loader's script; a colon would split the class path.
    private static final Pattern PLAIN_PATH = Pattern.compile("/[A-Za-z0-9_./+@,~-]*");

    private static final String JAVA_IN_HOME = "/bin/java";

    private static final int NEWEST_JAVA_KNOWN_TO_SCRIPTS = 17;

    // Below this the time goes into starting Java, and a simple compiler and collector start sooner.
    private static final long SMALL_CELL_BYTES = 256L * 1024 * 1024;

    private static final int HEAP_STEP = 256;

    private static final int HIGHEST_HEAP = 2048;

    private static final int SSTABLES_PER_HEAP_STEP = 512;

    private LoaderCommand() {}

    /// A POSIX `sh` script that sets the environment and ends in `exec …/sstableloader …`. It holds no
    /// secret: those are in the files of {@link LoaderConfiguration}.
    ///
    /// The loader's own script does not `exec` its Java, which is therefore a child of the process that
    /// runs this: whoever stops it has to stop the whole group.
    ///
    /// @throws IllegalArgumentException if the configuration folder's path holds anything but ASCII
    ///     letters, digits and `_./+@,~-`, or the loader is older than 3.0 and so cannot be given a login
    ///     out of sight
    public static String script(LoaderCall call) {
        if (!call.loader().version().isAtLeast(3, 0)) {
            throw new IllegalArgumentException(
                    "a loader of Cassandra " + call.loader().version());
        }
        if (!PLAIN_PATH.matcher(call.configurationFolder()).matches()) {
            throw new IllegalArgumentException("not a path for the loader's script: " + call.configurationFolder());
        }
        var lines = new ArrayList<String>();
        lines.add("umask 077");
        lines.add("cd " + quote(call.configurationFolder())
                + " || { echo 'Config file not found: no folder' >&2; exit 1; }");
        lines.add("ulimit -n \"$(ulimit -H -n)\" 2>/dev/null || :");
        environment(call).forEach((name, value) -> lines.add("export " + name + "=" + quote(value)));
        lines.add("exec " + words(call).stream().map(word -> quote(word)).collect(Collectors.joining(" ")));
        return String.join("\n", lines) + "\n";
    }

    private static Map<String, String> environment(LoaderCall call) {
        var conf = call.configurationFolder() + "/conf";
        var environment = new LinkedHashMap<String, String>();
        environment.put("LC_ALL", "C");
        environment.put("CASSANDRA_CONF", conf);
        environment.put("CLASSPATH", conf);
        environment.put("MAX_HEAP_SIZE", heapMebibytes(call) + "M");
        environment.put("JVM_OPTS", String.join(" ", javaOptions(call)));
        var java = call.loader().java();
        if (java.startsWith("/") && java.endsWith(JAVA_IN_HOME) && java.length() > JAVA_IN_HOME.length()) {
            environment.put("JAVA_HOME", java.substring(0, java.length() - JAVA_IN_HOME.length()));
        }
        if (call.loader().javaVersion() > NEWEST_JAVA_KNOWN_TO_SCRIPTS) {
            // The names by which the scripts of 5.0 and of later ones let a newer Java pass.
            environment.put("CASSANDRA_USE_ALL_JDK", "true");
            environment.put("CASSANDRA_JDK_UNSUPPORTED", "true");
        }
        return environment;
    }

    private static List<String> javaOptions(LoaderCall call) {
        var folder = call.configurationFolder();
        var options = new ArrayList<String>();
        options.add("-javaagent:" + folder + "/" + LoaderConfiguration.NODE_JAR);
        if (call.security().login() != null) {
            options.add("-Dferry.login=" + folder + "/" + LoaderConfiguration.LOGIN);
        }
        // 3.11 to 4.1 read this file besides the one named by -f, and die without it.
        options.add("-Dcassandra.config=file://" + folder + "/" + LoaderConfiguration.YAML);
        options.add("-Duser.language=en");
        options.add("-Duser.country=US");
        if (call.bytes() < SMALL_CELL_BYTES) {
            options.add("-XX:TieredStopAtLevel=1");
            options.add("-XX:+UseSerialGC");
        }
        return options;
    }

    // The script's own default is 256 MiB; what grows is one plan entry per SSTable and token range.
    private static int heapMebibytes(LoaderCall call) {
        return Math.min(HIGHEST_HEAP, HEAP_STEP * (1 + call.sstables() / SSTABLES_PER_HEAP_STEP));
    }

    private static List<String> words(LoaderCall call) {
        var folder = call.configurationFolder();
        var internodePort = String.valueOf(call.internodePort());
        var words = new ArrayList<>(List.of(
                call.loader().path(),
                "-f",
                folder + "/" + LoaderConfiguration.YAML,
                "-d",
                String.join(",", call.hosts()),
                "-p",
                String.valueOf(call.nativePort()),
                // 3.x takes the second for TLS, 4.0 and newer only ever look at the first.
                "-sp",
                internodePort,
                "-ssp",
                internodePort));
        words.addAll(throttle(call.loader().version(), call.throttle()));
        if (call.security().login() != null) {
            words.addAll(List.of("-ap", "dev.ferry.node.ThrowawayLogin"));
        }
        if (call.security().nativePort() == Encryption.TLS
                && !call.loader().version().isAtLeast(5, 0)) {
            // The drivers inside 3.11.19 and 4.1.10 never finish a TLS 1.3 handshake; 5.0's does.
            words.addAll(List.of("-prtcl", "TLSv1.2"));
        }
        words.add(call.stagedFolder());
        return words;
    }

    // Said always: with -f and without it the loader would hold to 200 Mbit/s. Whole SSTables have a limit of their
    // own.
    private static List<String> throttle(CassandraVersion version, Throttle throttle) {
        if (!version.isAtLeast(4, 1)) {
            return List.of("-t", String.valueOf(throttle.megabitsPerSecond()));
        }
        var mebibytes = String.valueOf(throttle.mebibytesPerSecond());
        return List.of("--throttle-mib", mebibytes, "--entire-sstable-throttle-mib", mebibytes);
    }
}
