package dev.ferry.ssh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// An OpenSSH client configuration as it is written, with the files that it includes (ssh_config(5)).
///
/// @param lines what it says, in order
record SshConfigFile(List<Line> lines) {
    // as READCONF_MAX_DEPTH of OpenSSH's readconf.c
    private static final int DEEPEST_INCLUDE = 16;
    private static final Pattern DIRECTIVE = Pattern.compile("\\s*\"?([A-Za-z0-9]+)\"?(?:\\s*=\\s*|\\s+)(.*?)\\s*");

    SshConfigFile {
        lines = List.copyOf(lines);
    }

    /// A configuration that says nothing.
    static SshConfigFile empty() {
        return new SshConfigFile(List.of());
    }

    /// Reads a file and all that it includes.
    ///
    /// @param home what `~` stands for
    /// @param base where files are included from that are named without a folder: `~/.ssh` or `/etc/ssh`
    static SshConfigFile read(Path file, Path home, Path base) throws IOException {
        return new Reading(home, base).read(file, 0);
    }

    /// Every name on a `Host` line that is no pattern.
    TreeSet<String> aliases() {
        var aliases = new TreeSet<String>();
        for (var line : lines) {
            line.included().forEach(file -> aliases.addAll(file.aliases()));
            if (line.keyword().equals("host")) {
                line.words().stream()
                        .filter(pattern -> !pattern.matches(".*[*?!].*"))
                        .forEach(aliases::add);
            }
        }
        return aliases;
    }

    /// The words of a value as OpenSSH takes them apart: quotes hold spaces, a backslash holds a quote, and an
    /// unquoted `#` ends them (argv_split of misc.c).
    static List<String> words(String text) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        var isWord = false;
        var quote = '\0';
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (quote == '\0' && Character.isWhitespace(c)) {
                if (isWord) {
                    words.add(word.toString());
                    word.setLength(0);
                    isWord = false;
                }
            } else if (quote == '\0' && !isWord && c == '#') {
                return words;
            } else if (c == '\\' && isEscaped(text, i + 1, quote)) {
                i++;
                word.append(text.charAt(i));
                isWord = true;
            } else if (quote == '\0' && (c == '"' || c == '\'')) {
                quote = c;
                isWord = true;
            } else if (c == quote) {
                quote = '\0';
            } else {
                word.append(c);
                isWord = true;
            }
        }
        if (isWord) {
            words.add(word.toString());
        }
        return words;
    }

    private static boolean isEscaped(String text, int at, char quote) {
        if (at >= text.length()) {
            return false;
        }
        var c = text.charAt(at);
        return c == '"' || c == '\'' || c == '\\' || quote == '\0' && c == ' ';
    }

    /// One line.
    ///
    /// @param keyword in small letters
    /// @param words its value, taken apart
    /// @param text its value as it is written
    /// @param included the files that it includes, if it is an `Include`
    record Line(String keyword, List<String> words, String text, List<SshConfigFile> included) {
        Line {
            words = List.copyOf(words);
            included = List.copyOf(included);
        }
    }

    private record Reading(Path home, Path base) {
        SshConfigFile read(Path file, int depth) throws IOException {
            var lines = new ArrayList<Line>();
            // any bytes may stand in a comment
            for (var line : new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                var matcher = DIRECTIVE.matcher(line);
                if (!line.strip().startsWith("#") && matcher.matches()) {
                    var keyword = matcher.group(1).toLowerCase(Locale.ROOT);
                    var words = words(matcher.group(2));
                    var included = new ArrayList<SshConfigFile>();
                    if (keyword.equals("include") && depth < DEEPEST_INCLUDE) {
                        for (var found : files(words)) {
                            included.add(read(found, depth + 1));
                        }
                    }
                    lines.add(new Line(keyword, words, matcher.group(2), included));
                }
            }
            return new SshConfigFile(lines);
        }

        private List<Path> files(List<String> patterns) throws IOException {
            var files = new ArrayList<Path>();
            for (var pattern : patterns) {
                var whole =
                        pattern.startsWith("~/") ? home.resolve(pattern.substring(2)) : base.resolve(Path.of(pattern));
                var root = whole.getRoot();
                if (root != null) {
                    files.addAll(fitting(root, whole, 0));
                }
            }
            return files;
        }

        /// As glob(3): a wildcard fits within one name, and none that begins with a dot.
        private static List<Path> fitting(Path folder, Path pattern, int at) throws IOException {
            if (at == pattern.getNameCount()) {
                return Files.isRegularFile(folder) ? List.of(folder) : List.of();
            }
            var name = pattern.getName(at).toString();
            if (!name.matches(".*[*?\\[].*")) {
                var next = folder.resolve(name);
                return Files.exists(next) ? fitting(next, pattern, at + 1) : List.of();
            }
            if (!Files.isDirectory(folder)) {
                return List.of();
            }
            var fits = FileSystems.getDefault().getPathMatcher("glob:" + name.replaceAll("[{}]", "\\\\$0"));
            var files = new ArrayList<Path>();
            try (var found = Files.list(folder)) {
                for (var each : found.sorted().toList()) {
                    var own = each.getFileName();
                    if (fits.matches(own)
                            && (name.startsWith(".") || !own.toString().startsWith("."))) {
                        files.addAll(fitting(each, pattern, at + 1));
                    }
                }
            }
            return files;
        }
    }
}
