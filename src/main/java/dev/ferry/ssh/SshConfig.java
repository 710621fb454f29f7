package dev.ferry.ssh;

import dev.ferry.text.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// The user's OpenSSH client configuration: which hosts it names, and what it says about each.
///
/// What a host's settings are, OpenSSH itself is asked (`ssh -G`, which connects to nothing). Where there
/// is no `ssh`, the files are read here, by the rules of ssh_config(5) but for `Match`.
public final class SshConfig {
    private static final int DEEPEST_JUMP = 8;
    private static final int SSH_PORT = 22;
    private static final long ANSWER_SECONDS = 5;

    private final Path file;
    private final Path home;
    private final String program;
    private final Set<Message> warnings = new LinkedHashSet<>();
    private final Map<String, Map<String, List<String>>> asked = new LinkedHashMap<>();

    private SshConfig(Path file, Path home, String program) {
        this.file = file;
        this.home = home;
        this.program = program;
    }

    /// The configuration in this file; it need not exist.
    public static SshConfig at(Path file) {
        return at(file, "ssh");
    }

    /// @param program the OpenSSH client to ask
    static SshConfig at(Path file, String program) {
        return new SshConfig(file, Path.of(System.getProperty("user.home")), program);
    }

    /// Its hosts: every name on a `Host` line that is no pattern, in the order of the alphabet.
    public Found hosts() throws InterruptedException {
        if (!Files.isRegularFile(file)) {
            return new Found(List.of(), List.of());
        }
        var own = read();
        var hosts = new ArrayList<Host>();
        for (var alias : own.aliases()) {
            var said = said(alias, own);
            if (said.containsKey("proxycommand")) {
                warnings.add(Message.of("ssh.config.proxy-command", alias));
            }
            hosts.add(new Host(
                    alias,
                    hostName(alias, said),
                    first(said, "user").orElse(""),
                    port(said),
                    keys(said),
                    jumps(alias, said, own, 0)));
        }
        return new Found(hosts, List.copyOf(warnings));
    }

    /// What OpenSSH would do to reach a host.
    ///
    /// @param name what would be written after `ssh`: an alias, a name, an address
    /// @param user who logs in, as `ssh -l` has it; empty to leave it to the configuration
    /// @param port the port, as `ssh -p` has it; 0 to leave it to the configuration
    public SshHost host(String name, String user, int port) throws InterruptedException {
        throw new UnsupportedOperationException(name + user + port);
    }

    private SshConfigFile read() {
        try {
            return SshConfigFile.read(file, home);
        } catch (IOException e) {
            warnings.add(Message.of("ssh.config.unreadable", file, Hop.said(e)));
            return SshConfigFile.empty();
        }
    }

    /// What is said about a host: keyword in small letters → values.
    private Map<String, List<String>> said(String alias, SshConfigFile own) throws InterruptedException {
        var known = asked.get(alias);
        if (known != null) {
            return known;
        }
        var said = ask(alias).orElseGet(() -> {
            if (own.hasMatch()) {
                warnings.add(Message.of("ssh.config.match", file));
            }
            return own.settings(alias);
        });
        asked.put(alias, said);
        return said;
    }

    private Optional<Map<String, List<String>>> ask(String alias) throws InterruptedException {
        var command = new ArrayList<>(List.of(program, "-G"));
        // without -F the system's own file counts too, as it does at a terminal
        if (!file.equals(home.resolve(".ssh/config"))) {
            command.addAll(List.of("-F", file.toString()));
        }
        command.addAll(List.of("--", alias));
        try {
            var process = new ProcessBuilder(command)
                    .redirectInput(ProcessBuilder.Redirect.from(nowhere()))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return answer(process);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static java.io.File nowhere() {
        return new java.io.File(System.getProperty("os.name").startsWith("Windows") ? "NUL" : "/dev/null");
    }

    private static Optional<Map<String, List<String>>> answer(Process process)
            throws IOException, InterruptedException {
        try {
            var lines = process.inputReader().lines().toList();
            if (!process.waitFor(ANSWER_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                return Optional.empty();
            }
            return Optional.of(lines.stream()
                    .filter(line -> line.contains(" "))
                    .collect(Collectors.groupingBy(
                            line -> line.substring(0, line.indexOf(' ')).toLowerCase(Locale.ROOT),
                            LinkedHashMap::new,
                            Collectors.mapping(
                                    line -> line.substring(line.indexOf(' ') + 1)
                                            .strip(),
                                    Collectors.toList()))));
        } finally {
            process.destroyForcibly();
        }
    }

    private static String hostName(String alias, Map<String, List<String>> said) {
        return first(said, "hostname")
                .map(name -> name.replace("%h", alias).replace("%%", "%"))
                .orElse(alias);
    }

    private static int port(Map<String, List<String>> said) {
        return first(said, "port")
                .filter(port -> port.matches("\\d{1,5}"))
                .map(Integer::valueOf)
                .orElse(SSH_PORT);
    }

    /// OpenSSH names its usual keys too, whether they exist or not.
    private List<String> keys(Map<String, List<String>> said) {
        return said.getOrDefault("identityfile", List.of()).stream()
                .map(key ->
                        key.startsWith("~/") ? home.resolve(key.substring(2)).toString() : key)
                .map(key -> key.replace("%d", home.toString()))
                .filter(key -> Files.isRegularFile(Path.of(key)))
                .distinct()
                .toList();
    }

    /// A jump host may itself be an alias, and have jump hosts of its own: those come first.
    private List<String> jumps(String alias, Map<String, List<String>> said, SshConfigFile own, int depth)
            throws InterruptedException {
        var chain = first(said, "proxyjump").orElse("none");
        if (chain.equalsIgnoreCase("none")) {
            return List.of();
        }
        if (depth == DEEPEST_JUMP) {
            warnings.add(Message.of("ssh.config.jump-loop", alias));
            return List.of();
        }
        var jumps = new ArrayList<String>();
        for (var jump : chain.split(",")) {
            var place = JumpPlace.of(jump.strip());
            var there = said(place.host(), own);
            if (jumps.isEmpty()) {
                jumps.addAll(jumps(place.host(), there, own, depth + 1));
            }
            var user = place.user().isEmpty() ? first(there, "user").orElse("") : place.user();
            var port = place.port() == 0 ? port(there) : place.port();
            jumps.add((user.isEmpty() ? "" : user + "@")
                    + hostName(place.host(), there)
                    + (port == SSH_PORT ? "" : ":" + port));
        }
        return jumps;
    }

    private static Optional<String> first(Map<String, List<String>> said, String keyword) {
        return said.getOrDefault(keyword, List.of()).stream().findFirst();
    }

    /// What was found.
    ///
    /// @param warnings what could not be taken from the configuration
    public record Found(List<Host> hosts, List<Message> warnings) {
        public Found {
            hosts = List.copyOf(hosts);
            warnings = List.copyOf(warnings);
        }
    }

    /// A host with a name of its own.
    ///
    /// @param alias the name on its `Host` line
    /// @param hostName the name or address behind it
    /// @param user empty if nobody says
    /// @param port 22 unless it says otherwise
    /// @param keys the private keys that exist, in order
    /// @param jumps the servers to go through, nearest first: `[user@]host[:port]`
    public record Host(String alias, String hostName, String user, int port, List<String> keys, List<String> jumps) {
        public Host {
            Objects.requireNonNull(alias);
            Objects.requireNonNull(hostName);
            Objects.requireNonNull(user);
            keys = List.copyOf(keys);
            jumps = List.copyOf(jumps);
        }
    }

    /// A jump host as `ProxyJump` writes it: `[user@]host[:port]` or an `ssh://` address.
    ///
    /// @param user empty if it does not say
    /// @param port 0 if it does not say
    private record JumpPlace(String user, String host, int port) {
        static JumpPlace of(String text) {
            var plain = text.startsWith("ssh://") ? text.substring("ssh://".length()) : text;
            var at = plain.lastIndexOf('@');
            var place = plain.substring(at + 1);
            var colon = place.lastIndexOf(':');
            var hasPort = colon > 0 && place.substring(colon + 1).matches("\\d{1,5}") && !isBareIpv6(place, colon);
            var host = hasPort ? place.substring(0, colon) : place;
            return new JumpPlace(
                    at < 0 ? "" : plain.substring(0, at),
                    host.replaceAll("[\\[\\]]", ""),
                    hasPort ? Integer.parseInt(place.substring(colon + 1)) : 0);
        }

        private static boolean isBareIpv6(String place, int colon) {
            return place.indexOf(':') != colon && !place.startsWith("[");
        }
    }
}
