package dev.ferry.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Looks at every process of this machine again and again: at its arguments and its environment, for secrets that must
/// not
/// be there, and for two loaders of the same files.
public final class ProcessWatch implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final String LAUNCHER = "-Dferry.launcher=";
    private static final String LOADER = "org.apache.cassandra.tools.BulkLoader";

    private final Map<String, String> canaries;
    private final Set<String> leaks = new TreeSet<>();
    private final Set<String> doubles = new TreeSet<>();
    private final Set<String> loaders = new HashSet<>();
    private final Thread thread;

    /// @param canaries what each secret is called → the secret
    public ProcessWatch(Map<String, String> canaries) {
        this.canaries = Map.copyOf(canaries);
        this.thread = Thread.ofPlatform().daemon().name("process watch").start(this::watch);
    }

    private void watch() {
        try {
            while (true) {
                look();
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    private synchronized void look() {
        var loading = new HashMap<String, Path>();
        for (var pid : pids()) {
            var arguments = read(pid.resolve("cmdline"));
            var environment =
                    pid.endsWith(Long.toString(ProcessHandle.current().pid())) ? "" : read(pid.resolve("environ"));
            canaries.forEach((name, secret) -> {
                if (arguments.contains(secret)) {
                    leaks.add(name + " in the arguments of " + arguments.replace('\0', ' '));
                }
                if (environment.contains(secret)) {
                    leaks.add(name + " in the environment of " + arguments.replace('\0', ' '));
                }
            });
            if (arguments.contains(LOADER)) {
                var words = arguments.split("\0");
                // a launcher is known by its folder: what it loads is not in its arguments
                var files = Arrays.stream(words)
                        .filter(word -> word.startsWith(LAUNCHER))
                        .map(word -> word.substring(LAUNCHER.length()))
                        .findFirst()
                        .orElse(words[words.length - 1]);
                loaders.add(files);
                var other = loading.put(files, pid);
                if (other != null && !isParent(other, pid) && !isParent(pid, other)) {
                    doubles.add(files + ": " + other + " and " + pid);
                }
            }
        }
    }

    /// A JVM that is about to start a program looks like two of itself for a moment.
    private static boolean isParent(Path parent, Path child) {
        var stat = read(child.resolve("stat"));
        var fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
        return stat.isEmpty() || fields[1].equals(String.valueOf(parent.getFileName()));
    }

    /// Secrets that were seen, and where.
    public synchronized Set<String> leaks() {
        return Set.copyOf(leaks);
    }

    /// Files that two loaders had at once.
    public synchronized Set<String> doubles() {
        return Set.copyOf(doubles);
    }

    /// The folders that loaders were seen with.
    public synchronized Set<String> loaders() {
        return Set.copyOf(loaders);
    }

    /// How many loaders live right now.
    public static long livingLoaders() {
        return pids().stream()
                .filter(pid -> read(pid.resolve("cmdline")).contains(LOADER))
                .count();
    }

    /// The command lines of every process that belongs to a sandbox.
    public static List<String> sandboxProcesses() {
        return pids().stream()
                .map(pid -> read(pid.resolve("cmdline")).replace('\0', ' '))
                .filter(line -> line.contains("-Dferry.sandbox="))
                .toList();
    }

    private static List<Path> pids() {
        var pids = new ArrayList<Path>();
        try (var files = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            files.forEach(pids::add);
        } catch (IOException e) {
            throw new IllegalStateException("no process list", e);
        }
        return pids;
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return ""; // it has ended meanwhile
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
