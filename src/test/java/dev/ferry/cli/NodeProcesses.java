package dev.ferry.cli;

import dev.ferry.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// What runs for Ferry on the nodes of a sandbox, seen from outside: by the process list and the files that
/// every attempt leaves. While it is open it looks for two living loaders of one cell.
final class NodeProcesses implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final String MAIN = "org.apache.cassandra.tools.BulkLoader";
    private static final String LAUNCHER = "-Dferry.launcher=";
    private static final int START_AFTER_NAME = 19;

    private final Sandbox sandbox;
    private final Map<Path, Path> cells = new ConcurrentHashMap<>();
    private final Set<String> doubles = ConcurrentHashMap.newKeySet();
    private final Thread thread;

    NodeProcesses(Sandbox sandbox) {
        this.sandbox = sandbox;
        this.thread = Thread.ofPlatform().daemon().name("cell watch").start(this::watch);
    }

    private void watch() {
        try {
            while (true) {
                for (var node : sandbox.source().nodes()) {
                    look(node.root());
                }
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    private void look(Path root) {
        for (var cell : list(cells(root))) {
            var living = list(cell).stream().filter(NodeProcesses::lives).toList();
            // one may have ended, and the next have begun, between two glances
            if (!cell.endsWith("launcher")
                    && living.size() > 1
                    && living.stream().allMatch(NodeProcesses::lives)) {
                doubles.add(living.toString());
            }
        }
    }

    /// Cells of which two loaders lived at once.
    Set<String> doubles() {
        return new TreeSet<>(doubles);
    }

    /// The folder of cells on a node; one that is not there before anything was loaded.
    private Path cells(Path root) {
        var known = cells.get(root);
        if (known == null) {
            try (var found = Files.find(root, 8, (path, _) -> path.endsWith("cells") && isOfFerry(path))) {
                known = found.findFirst().orElse(null);
            } catch (IOException | UncheckedIOException changing) {
                known = null;
            }
            if (known == null) {
                return root.resolve("no-cells");
            }
            cells.put(root, known);
        }
        return known;
    }

    private static boolean isOfFerry(Path path) {
        return path.getParent().getFileName().toString().startsWith(".ferry-");
    }

    /// Attempts of launchers on a node that load right now.
    List<Path> loading(int node) {
        return attempts(node)
                .filter(each -> Files.exists(each.resolve("launcher")) && lives(each))
                .toList();
    }

    private Stream<Path> attempts(int node) {
        var root = sandbox.source().nodes().get(node).root();
        return list(cells(root)).stream()
                .filter(cell -> !cell.endsWith("launcher"))
                .flatMap(cell -> list(cell).stream());
    }

    /// The JVMs of launchers on a node.
    List<ProcessHandle> launchers(int node) {
        return processes(node).filter(each -> isLauncher(each)).toList();
    }

    /// The JVMs of loaders in processes of their own on a node.
    List<ProcessHandle> loaders(int node) {
        return processes(node).filter(each -> !isLauncher(each)).toList();
    }

    private static boolean isLauncher(ProcessHandle process) {
        return commandLine(process.pid()).contains(LAUNCHER);
    }

    private Stream<ProcessHandle> processes(int node) {
        var root = sandbox.source().nodes().get(node).root().toString() + "/";
        return ProcessHandle.allProcesses()
                .filter(each -> {
                    var line = commandLine(each.pid());
                    return line.contains(root) && line.contains(MAIN);
                })
                // one that is about to start a program looks like two of itself
                .filter(each -> each.parent()
                        .filter(parent -> commandLine(parent.pid()).equals(commandLine(each.pid())))
                        .isEmpty());
    }

    /// The living processes that an attempt or a launcher names: its own, then its keeper.
    static List<ProcessHandle> named(Path attempt) {
        var named = new ArrayList<ProcessHandle>();
        for (var line : lines(attempt.resolve("pid"))) {
            var words = line.split(" ");
            if (words.length == 2 && isSame(words[0], words[1])) {
                ProcessHandle.of(Long.parseLong(words[0])).ifPresent(named::add);
            }
        }
        return named;
    }

    /// The folder of a launcher.
    static Path folder(ProcessHandle launcher) {
        for (var word : commandLine(launcher.pid()).split("\0")) {
            if (word.startsWith(LAUNCHER)) {
                return Path.of(word.substring(LAUNCHER.length()));
            }
        }
        throw new AssertionError("no launcher any more: " + launcher.pid());
    }

    private static boolean lives(Path attempt) {
        var lines = lines(attempt.resolve("pid"));
        if (lines.isEmpty() || Files.exists(attempt.resolve("exit"))) {
            return false;
        }
        var words = lines.getFirst().split(" ");
        return words.length == 2 && isSame(words[0], words[1]) && !Files.exists(attempt.resolve("exit"));
    }

    private static boolean isSame(String pid, String start) {
        var stat = text(Path.of("/proc", pid, "stat"));
        if (stat.isEmpty()) {
            return false;
        }
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return !fields[0].equals("Z") && fields[START_AFTER_NAME].equals(start);
    }

    static String commandLine(long pid) {
        return text(Path.of("/proc", Long.toString(pid), "cmdline"));
    }

    private static List<String> lines(Path file) {
        return text(file).lines().toList();
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException gone) {
            return "";
        }
    }

    private static List<Path> list(Path folder) {
        try (var files = Files.newDirectoryStream(folder)) {
            var found = new ArrayList<Path>();
            files.forEach(found::add);
            return found;
        } catch (IOException | java.nio.file.DirectoryIteratorException gone) {
            return List.of();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
