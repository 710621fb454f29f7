package dev.ferry.ssh;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Puts in what the values of a configuration leave to the host: `%h`, `~`, `${NAME}` (ssh_config(5),
/// *TOKENS* and *ENVIRONMENT VARIABLES*).
///
/// @param home of the user who runs Ferry
/// @param alias what was written after `ssh`
/// @param hostName the real name
/// @param user who logs in
/// @param name `HostKeyAlias`, or the alias
/// @param environment variables
record SshConfigTokens(
        Path home,
        String alias,
        String hostName,
        int port,
        String user,
        String localUser,
        String name,
        String jump,
        Map<String, String> environment) {
    private static final Pattern TOKEN = Pattern.compile("%(.)|\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

    /// A file that a value names.
    Path file(String value) {
        var plain = value.startsWith("~/") ? home + value.substring(1) : value;
        return Path.of(text(plain));
    }

    /// A value with its tokens put in; those that are not known stay.
    String text(String value) {
        return TOKEN.matcher(value).replaceAll(found -> {
            var variable = found.group(2);
            var meant = variable == null ? token(found) : environment.getOrDefault(variable, found.group());
            return Matcher.quoteReplacement(meant);
        });
    }

    private String token(MatchResult found) {
        return switch (found.group(1)) {
            case "%" -> "%";
            case "d" -> home.toString();
            case "h" -> hostName;
            case "i" -> userId(found.group());
            case "j" -> jump;
            case "k" -> name;
            case "L" -> localHost().split("\\.", 2)[0];
            case "l" -> localHost();
            case "n" -> alias;
            case "p" -> String.valueOf(port);
            case "r" -> user;
            case "u" -> localUser;
            default -> found.group();
        };
    }

    private String userId(String otherwise) {
        try {
            return String.valueOf(Files.getAttribute(home, "unix:uid"));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return otherwise;
        }
    }

    private static String localHost() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
