package dev.ferry.loader;

import static dev.ferry.ssh.Script.quote;

import dev.ferry.cluster.Loader;
import dev.ferry.loader.LoaderProgram.Brought;
import dev.ferry.loader.LoaderProgram.Own;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Makes the scripts that start a loader on a node: a process for one cell, or a launcher for many.
///
/// The node's own `sstableloader` is a shell script of some thirty lines: it sources an include file,
/// which sets the class path and adds to `JVM_OPTS`, and runs `"$JAVA" … -cp "$CLASSPATH" $JVM_OPTS
/// -Xmx$MAX_HEAP_SIZE … BulkLoader "$@"`. The include file of the tarball honours `CASSANDRA_CONF`; those
/// of the Debian and RPM packages set it themselves but put a given `CLASSPATH` in front. So both name
/// Ferry's folder. For a loader that Ferry brings Java is started without any such script.
///
/// Every script is for POSIX `sh`, ends in `exec` and holds no secret: those are in the files of {@link
/// LoaderConfiguration}. It throws `IllegalArgumentException` if the path of a folder of Ferry's holds
/// anything but ASCII letters, digits and `_./+@,~-`, or the loader is older than 3.0 and so cannot be
/// given a login out of sight.
public final class LoaderCommand {
    // JVM_OPTS is split at blanks by the loader's script; a colon would split the class path, a = end an agent's path.
    private static final Pattern PLAIN_PATH = Pattern.compile("/[A-Za-z0-9_./+@,~-]*");

    private static final String MAIN = "org.apache.cassandra.tools.BulkLoader";

    private static final String JAVA_IN_HOME = "/bin/java";

    private static final int NEWEST_JAVA_KNOWN_TO_SCRIPTS = 17;

    // Below this the time goes into starting Java, and a simple compiler and collector start sooner.
    private static final long SMALL_CELL_BYTES = 256L * 1024 * 1024;

    private static final List<String> QUICK_START = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private static final int HEAP_STEP = 256;

    private static final int HIGHEST_HEAP = 2048;

    private static final int SSTABLES_PER_HEAP_STEP = 512;

    /// The heap of a launcher, in MiB.
    public static final int LAUNCHER_HEAP = 512;

    private LoaderCommand() {}

    /// A script that loads one staged folder in a process of its own, which names the folder in its
    /// arguments.
    ///
    /// The node's own script does not `exec` its Java, which is therefore a child of the process that runs
    /// this: whoever stops it has to stop the whole group.
    public static String script(LoaderCall call) {
        var options = call.bytes() < SMALL_CELL_BYTES ? QUICK_START : List.<String>of();
        return script(new Start(
                call.loader(),
                call.security(),
                call.configurationFolder(),
                heapMebibytes(call.sstables()),
                options,
                LoaderArguments.of(call)));
    }

    /// The arguments of `BulkLoader` for one staged folder, which is the last of them: what an order in a
    /// launcher's queue holds.
    public static List<String> arguments(LoaderCall call) {
        return LoaderArguments.of(call);
    }

    /// A script that starts a launcher, which takes its work from a folder and never comes to the arguments
    /// of `BulkLoader`.
    ///
    /// @param program one that {@link LoaderProgram#runsLaunchers}
    /// @param configurationFolder the absolute path of the folder with {@link LoaderConfiguration#files}
    /// @param launcherFolder the absolute path of the folder that holds the launcher's queue
    public static String launcher(
            LoaderProgram program, TargetSecurity security, String configurationFolder, String launcherFolder) {
        if (!program.runsLaunchers()) {
            throw new IllegalArgumentException("no launcher with a loader of Cassandra " + program.version());
        }
        var options = new ArrayList<>(QUICK_START);
        options.add("-Dferry.launcher=" + plain(launcherFolder));
        // A JVM that has run out of memory would live on without the thread that did.
        options.add("-XX:+IgnoreUnrecognizedVMOptions");
        options.add("-XX:+ExitOnOutOfMemoryError");
        return script(new Start(program, security, configurationFolder, LAUNCHER_HEAP, options, List.of()));
    }

    private static String script(Start start) {
        if (!start.program().version().isAtLeast(3, 0)) {
            throw new IllegalArgumentException(
                    "a loader of Cassandra " + start.program().version());
        }
        var lines = new ArrayList<String>();
        lines.add("umask 077");
        lines.add(
                "cd " + quote(plain(start.folder())) + " || { echo 'Config file not found: no folder' >&2; exit 1; }");
        lines.add("ulimit -n \"$(ulimit -H -n)\" 2>/dev/null || :");
        lines.addAll(
                switch (start.program()) {
                    case Own own -> own(start, own.loader());
                    case Brought brought -> brought(start, brought);
                });
        return String.join("\n", lines) + "\n";
    }

    private static List<String> own(Start start, Loader loader) {
        var lines = new ArrayList<String>();
        environment(start, loader).forEach((name, value) -> lines.add("export " + name + "=" + quote(value)));
        lines.add("exec " + words(Stream.concat(Stream.of(loader.path()), start.arguments().stream())));
        return lines;
    }

    private static Map<String, String> environment(Start start, Loader loader) {
        var environment = new LinkedHashMap<String, String>();
        environment.put("LC_ALL", "C");
        environment.put("CASSANDRA_CONF", start.conf());
        environment.put("CLASSPATH", start.conf());
        environment.put("MAX_HEAP_SIZE", start.heapMebibytes() + "M");
        environment.put("JVM_OPTS", String.join(" ", javaOptions(start)));
        var java = loader.java();
        if (java.startsWith("/") && java.endsWith(JAVA_IN_HOME) && java.length() > JAVA_IN_HOME.length()) {
            environment.put("JAVA_HOME", java.substring(0, java.length() - JAVA_IN_HOME.length()));
        }
        if (loader.javaVersion() > NEWEST_JAVA_KNOWN_TO_SCRIPTS) {
            // The names by which the scripts of 5.0 and of later ones let a newer Java pass.
            environment.put("CASSANDRA_USE_ALL_JDK", "true");
            environment.put("CASSANDRA_JDK_UNSUPPORTED", "true");
        }
        return environment;
    }

    // Without -ea: CASSANDRA-18840 left an assertion in 3.11 to 4.1 that fails loads which have gone well.
    private static List<String> brought(Start start, Brought program) {
        var jars = plain(program.folder());
        var options = new ArrayList<>(ModuleFlags.of(program.javaVersion()));
        options.add("-Xmx" + start.heapMebibytes() + "M");
        options.add("-Dlogback.configurationFile=logback-tools.xml");
        if (!program.version().isAtLeast(5, 0)) {
            options.add("-Dcassandra.storagedir=" + start.folder());
        }
        options.addAll(javaOptions(start));
        options.addAll(List.of("-cp", start.conf() + ":" + jars + "/*", MAIN));
        return List.of(
                "export LC_ALL='C'",
                "set --",
                // Streaming of 4.1 on Java 17 never ends without it. It comes first, for a launcher's agent does not
                // return; its file's name differs from release to release.
                "for jar in " + quote(jars) + "/jamm-*.jar; do [ ! -f \"$jar\" ] || set -- \"-javaagent:$jar\"; done",
                "exec " + quote(program.java()) + " \"$@\" "
                        + words(Stream.concat(options.stream(), start.arguments().stream())));
    }

    private static List<String> javaOptions(Start start) {
        var folder = start.folder();
        var options = new ArrayList<String>();
        options.add("-javaagent:" + folder + "/" + LoaderConfiguration.NODE_JAR);
        if (start.security().login() != null) {
            options.add("-Dferry.login=" + folder + "/" + LoaderConfiguration.LOGIN);
        }
        options.add("-Dferry.throttle=" + folder.substring(0, folder.lastIndexOf('/')) + "/throttle");
        // 3.11 to 4.1 read this file besides the one named by -f, and die without it.
        options.add("-Dcassandra.config=file://" + folder + "/" + LoaderConfiguration.YAML);
        options.add("-Duser.language=en");
        options.add("-Duser.country=US");
        options.addAll(start.options());
        return options;
    }

    /// The heap that a loader in a process of its own is given, in MiB. The script's own default is 256; what
    /// grows is one plan entry per SSTable and token range.
    public static int heapMebibytes(int sstables) {
        return Math.min(HIGHEST_HEAP, HEAP_STEP * (1 + sstables / SSTABLES_PER_HEAP_STEP));
    }

    private static String words(Stream<String> words) {
        return words.map(word -> quote(word)).collect(Collectors.joining(" "));
    }

    private static String plain(String path) {
        if (!PLAIN_PATH.matcher(path).matches()) {
            throw new IllegalArgumentException("not a path for the loader's script: " + path);
        }
        return path;
    }

    /// What a script is made of.
    ///
    /// @param folder the configuration folder
    /// @param options of Java, besides those of every start
    /// @param arguments of `BulkLoader`
    private record Start(
            LoaderProgram program,
            TargetSecurity security,
            String folder,
            int heapMebibytes,
            List<String> options,
            List<String> arguments) {
        String conf() {
            return folder + "/conf";
        }
    }
}
