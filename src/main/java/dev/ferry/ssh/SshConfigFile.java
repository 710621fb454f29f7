package dev.ferry.ssh;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// An OpenSSH client configuration as it is written, with the files that it includes (ssh_config(5)).
///
/// `Match` blocks are passed over, and said to be there: what they depend on only OpenSSH knows.
final class SshConfigFile {
    private static final int DEEPEST_INCLUDE = 16;
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
    private static final Pattern DIRECTIVE = Pattern.compile("\\s*([A-Za-z0-9]+)(?:\\s*=\\s*|\\s+)(.*?)\\s*");

    private final List<Block> blocks = new ArrayList<>();
    private boolean hasMatch;

    private SshConfigFile() {}

    /// A configuration that says nothing.
    static SshConfigFile empty() {
        return new SshConfigFile();
    }

    /// Reads a file and all that it includes.
    ///
    /// @param home what `~` stands for
    static SshConfigFile read(Path file, Path home) throws IOException {
        var configuration = new SshConfigFile();
        configuration.add(file, home, List.of(), 0);
        return configuration;
    }

    /// @param within the host patterns of the block that includes this file, each of which has to fit too
    private void add(Path file, Path home, List<List<String>> within, int depth) throws IOException {
        var current = block(within, List.of("*"));
        for (var line : Files.readAllLines(file)) {
            var matcher = DIRECTIVE.matcher(line);
            if (line.strip().startsWith("#") || !matcher.matches()) {
                continue;
            }
            var keyword = matcher.group(1).toLowerCase(Locale.ROOT);
            var words = words(matcher.group(2));
            switch (keyword) {
                case "host" -> current = block(within, words);
                case "match" -> {
                    hasMatch = true;
                    // a pattern that fits nothing
                    current = block(within, List.of("!*"));
                }
                case "include" -> {
                    if (depth < DEEPEST_INCLUDE) {
                        var inside = new ArrayList<>(within);
                        inside.add(current.patterns());
                        for (var included : files(words, file, home)) {
                            add(included, home, inside, depth + 1);
                        }
                        // what follows belongs to the block that was open before
                        current = block(within, current.patterns());
                    }
                }
                default -> current.add(keyword, words, matcher.group(2));
            }
        }
    }

    private Block block(List<List<String>> within, List<String> patterns) {
        var block = new Block(within, patterns, new ArrayList<>());
        blocks.add(block);
        return block;
    }

    private static List<String> words(String text) {
        return WORD.matcher(text)
                .results()
                .map(found -> found.group(1) != null ? found.group(1) : found.group(2))
                .toList();
    }

    private static List<Path> files(List<String> patterns, Path from, Path home) throws IOException {
        var files = new ArrayList<Path>();
        for (var pattern : patterns) {
            var whole = pattern.startsWith("~/")
                    ? home.resolve(pattern.substring(2))
                    : from.toAbsolutePath().resolveSibling(pattern);
            var folder = whole.getParent();
            if (folder == null || !Files.isDirectory(folder)) {
                continue;
            }
            var fits = FileSystems.getDefault().getPathMatcher("glob:" + whole.getFileName());
            try (var found = Files.list(folder)) {
                found.filter(each -> fits.matches(each.getFileName()))
                        .filter(Files::isRegularFile)
                        .sorted()
                        .forEach(files::add);
            }
        }
        return files;
    }

    /// Every name on a `Host` line that is no pattern.
    TreeSet<String> aliases() {
        var aliases = new TreeSet<String>();
        for (var block : blocks) {
            block.patterns().stream()
                    .filter(pattern -> !pattern.matches(".*[*?!].*"))
                    .forEach(aliases::add);
        }
        return aliases;
    }

    /// Whether some of it could not be understood here.
    boolean hasMatch() {
        return hasMatch;
    }

    /// What it says about a host: the first value of a keyword counts, but every `IdentityFile`.
    Map<String, List<String>> settings(String alias) {
        var settings = new LinkedHashMap<String, List<String>>();
        for (var block : blocks) {
            if (block.isFor(alias)) {
                block.lines().forEach(line -> {
                    var values = settings.computeIfAbsent(line.keyword(), _ -> new ArrayList<>());
                    if (values.isEmpty() || line.keyword().equals("identityfile")) {
                        values.add(line.value());
                    }
                });
            }
        }
        return settings;
    }

    private record Line(String keyword, String value) {}

    private record Block(List<List<String>> within, List<String> patterns, List<Line> lines) {
        void add(String keyword, List<String> words, String text) {
            if (!words.isEmpty()) {
                lines.add(new Line(keyword, keyword.equals("proxycommand") ? text : words.getFirst()));
            }
        }

        boolean isFor(String alias) {
            return fits(patterns, alias) && within.stream().allMatch(each -> fits(each, alias));
        }

        private static boolean fits(List<String> patterns, String alias) {
            var isTaken = false;
            for (var pattern : patterns) {
                var isNegated = pattern.startsWith("!");
                if (regex(isNegated ? pattern.substring(1) : pattern)
                        .matcher(alias)
                        .matches()) {
                    if (isNegated) {
                        return false;
                    }
                    isTaken = true;
                }
            }
            return isTaken;
        }

        private static Pattern regex(String pattern) {
            return Pattern.compile(
                    Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"));
        }
    }
}
