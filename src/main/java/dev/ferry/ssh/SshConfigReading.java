package dev.ferry.ssh;

import dev.ferry.text.Message;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Goes through a configuration for one host by OpenSSH's rules (readconf.c): line by line, the first value
/// of a keyword counts, and what a `Match` depends on are the values so far.
///
/// What only running ssh can tell is not done here but reported: `Match exec`, `localnetwork` and the like
/// fit nothing, and names are not made canonical.
final class SshConfigReading {
    private static final Map<String, String> OTHER_NAMES = Map.of(
            "identityfile2", "identityfile",
            "challengeresponseauthentication", "kbdinteractiveauthentication",
            "skeyauthentication", "kbdinteractiveauthentication",
            "tisauthentication", "kbdinteractiveauthentication",
            "dsaauthentication", "pubkeyauthentication",
            "pubkeyacceptedkeytypes", "pubkeyacceptedalgorithms");
    private static final Set<String> EVERY_ONE = Set.of("identityfile", "certificatefile");

    private final String alias;
    private final String localUser;
    private final Map<String, List<String>> said = new LinkedHashMap<>();
    private final Set<Message> warnings = new LinkedHashSet<>();
    private String host;
    private boolean isActive;
    private boolean isLastPass;
    private boolean wantsLastPass;

    /// @param alias what was written after `ssh`
    /// @param localUser who runs Ferry
    /// @param given what was said already, as on ssh's command line
    SshConfigReading(String alias, String localUser, Map<String, List<String>> given) {
        this.alias = alias;
        this.host = alias;
        this.localUser = localUser;
        given.forEach((keyword, values) -> said.put(keyword, new ArrayList<>(values)));
    }

    /// Goes through these files, one after the other; a second time if a `Match final` wants it.
    void read(List<SshConfigFile> files) {
        pass(files);
        if (wantsLastPass) {
            isLastPass = true;
            host = hostName();
            said.put("hostname", List.of(host));
            pass(files);
        }
    }

    /// What was said: keyword in small letters → values.
    Map<String, List<String>> said() {
        return said;
    }

    /// What could not be followed.
    Set<Message> warnings() {
        return warnings;
    }

    private void pass(List<SshConfigFile> files) {
        for (var file : files) {
            isActive = true;
            read(file, true);
        }
    }

    /// @param mayMatch whether the block that includes this file is active
    private void read(SshConfigFile file, boolean mayMatch) {
        for (var line : file.lines()) {
            switch (line.keyword()) {
                case "host" -> isActive = mayMatch && fitsHost(line.words());
                case "match" -> isActive = mayMatch && fitsMatch(line);
                case "include" -> {
                    var before = isActive;
                    for (var included : line.included()) {
                        read(included, before);
                        isActive = before;
                    }
                }
                default -> {
                    if (isActive) {
                        take(line);
                    }
                }
            }
        }
    }

    private boolean fitsHost(List<String> patterns) {
        var fits = false;
        for (var pattern : patterns) {
            var isNegated = pattern.startsWith("!");
            if (isLike(host, isNegated ? pattern.substring(1) : pattern)) {
                if (isNegated) {
                    return false;
                }
                fits = true;
            }
        }
        return fits;
    }

    private void take(SshConfigFile.Line line) {
        var keyword = OTHER_NAMES.getOrDefault(line.keyword(), line.keyword());
        var values = values(keyword, line);
        if (values.isEmpty() || isOvertaken(keyword)) {
            return;
        }
        if (keyword.equals("canonicalizehostname") && !values.getFirst().matches("(?i)no|false")) {
            warnings.add(Message.of("ssh.config.canonical", alias));
        }
        if (EVERY_ONE.contains(keyword)) {
            var all = said.computeIfAbsent(keyword, _ -> new ArrayList<>());
            values.stream().filter(value -> !all.contains(value)).forEach(all::add);
        } else {
            said.putIfAbsent(keyword, values);
        }
    }

    private static List<String> values(String keyword, SshConfigFile.Line line) {
        return switch (keyword) {
            case "proxycommand" -> line.text().isEmpty() ? List.of() : List.of(line.text());
            case "userknownhostsfile", "globalknownhostsfile" -> line.words();
            default -> line.words().stream().limit(1).toList();
        };
    }

    /// Of `ProxyCommand` and `ProxyJump` the first counts.
    private boolean isOvertaken(String keyword) {
        return keyword.equals("proxycommand") && said.containsKey("proxyjump")
                || keyword.equals("proxyjump") && said.containsKey("proxycommand");
    }

    private String hostName() {
        var name = said.get("hostname");
        return (name == null ? host : name.getFirst().replace("%h", host).replace("%%", "%")).toLowerCase(Locale.ROOT);
    }

    private boolean fitsMatch(SshConfigFile.Line line) {
        var fits = true;
        // a criterion and its value may be joined by `=`
        var words = line.words().stream()
                .flatMap(word ->
                        word.matches("!?[a-z]+=.*") ? List.of(word.split("=", 2)).stream() : List.of(word).stream())
                .iterator();
        while (words.hasNext()) {
            var word = words.next();
            var isNegated = word.startsWith("!");
            var criterion = word.substring(isNegated ? 1 : 0).toLowerCase(Locale.ROOT);
            var answer = answer(criterion, words);
            fits &= switch (answer) {
                case YES -> !isNegated;
                case NO -> isNegated;
                case UNKNOWN -> false;
            };
        }
        return fits;
    }

    private Answer answer(String criterion, Iterator<String> words) {
        return switch (criterion) {
            case "all" -> Answer.YES;
            case "final" -> {
                wantsLastPass = true;
                yield Answer.of(isLastPass);
            }
            case "canonical" -> Answer.of(isLastPass);
            case "host" -> Answer.of(fitsList(hostName(), value(words).toLowerCase(Locale.ROOT)));
            case "originalhost" ->
                Answer.of(fitsList(alias.toLowerCase(Locale.ROOT), value(words).toLowerCase(Locale.ROOT)));
            case "user" -> Answer.of(fitsList(first("user", localUser), value(words)));
            case "localuser" -> Answer.of(fitsList(localUser, value(words)));
            case "tagged" -> Answer.of(fitsList(first("tag", ""), value(words)));
            default -> {
                warnings.add(Message.of("ssh.config.match", criterion + " " + value(words)));
                yield Answer.UNKNOWN;
            }
        };
    }

    private static String value(Iterator<String> words) {
        return words.hasNext() ? words.next() : "";
    }

    private String first(String keyword, String otherwise) {
        return said.getOrDefault(keyword, List.of(otherwise)).getFirst();
    }

    /// Patterns with commas between; one that is negated takes out what the others let in.
    private static boolean fitsList(String text, String patterns) {
        var fits = false;
        for (var pattern : patterns.split(",")) {
            if (pattern.startsWith("!")) {
                if (isLike(text, pattern.substring(1))) {
                    return false;
                }
            } else {
                fits |= isLike(text, pattern);
            }
        }
        return fits;
    }

    /// Whether a pattern with `*` and `?` fits.
    static boolean isLike(String text, String pattern) {
        var regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
        return Pattern.matches(regex, text);
    }

    private enum Answer {
        YES,
        NO,
        UNKNOWN;

        static Answer of(boolean fits) {
            return fits ? YES : NO;
        }
    }
}
