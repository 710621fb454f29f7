package dev.ferry.ssh;

import dev.ferry.text.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The user's OpenSSH client configuration: which hosts it names, and what it says about each.
///
/// What a host's settings are, OpenSSH itself is asked (`ssh -G`, which connects to nothing): that is what
/// the user compares Ferry with, and it alone runs `Match exec` and makes names canonical. Where there is
/// no `ssh`, the files are read here, by the rules of ssh_config(5). Every host is asked for once.
public final class SshConfig {
    private static final int DEEPEST_JUMP = 8;

    private final Path file;
    private final Path home;
    private final SshClient client;
    private final Map<Question, Said> answers = new ConcurrentHashMap<>();
    private final Map<Question, ReentrantLock> asking = new ConcurrentHashMap<>();
    private volatile @Nullable Written written;

    private SshConfig(Path file, Path home, String program) {
        this.file = file;
        this.home = home;
        this.client = new SshClient(program);
    }

    /// The configuration in this file; it need not exist.
    public static SshConfig at(Path file) {
        return at(file, "ssh");
    }

    /// @param program the OpenSSH client to ask
    static SshConfig at(Path file, String program) {
        return at(file, program, Path.of(System.getProperty("user.home")));
    }

    /// @param home what `~` stands for
    static SshConfig at(Path file, String program, Path home) {
        return new SshConfig(file, home, program);
    }

    /// Its hosts: every name on a `Host` line that is no pattern, in the order of the alphabet.
    public Found hosts() throws InterruptedException {
        if (!Files.isRegularFile(file)) {
            return new Found(List.of(), List.of());
        }
        var hosts = new ArrayList<Host>();
        var files = written();
        var warnings = new LinkedHashSet<>(files.warnings());
        for (var alias : files.own().aliases()) {
            var found = host(alias, "", 0);
            warnings.addAll(found.warnings());
            hosts.add(Host.of(found));
        }
        return new Found(hosts, List.copyOf(warnings));
    }

    /// What OpenSSH would do to reach a host.
    ///
    /// @param name what would be written after `ssh`: an alias, a name, an address
    /// @param user who logs in, as `ssh -l` has it; empty to leave it to the configuration
    /// @param port the port, as `ssh -p` has it; 0 to leave it to the configuration
    public SshHost host(String name, String user, int port) throws InterruptedException {
        return host(new Question(name, user, port), 0);
    }

    private SshHost host(Question question, int depth) throws InterruptedException {
        var said = said(question);
        var host = new SshHostReader(question.name(), home, said.said());
        var warnings = new ArrayList<>(said.warnings());
        if (!host.proxyCommand().isEmpty()) {
            warnings.add(Message.of("ssh.config.proxy-command", question.name(), host.proxyCommand()));
        }
        return host.read(jumps(question.name(), host.jumps(), depth, warnings), warnings);
    }

    /// A jump host may itself be an alias, and have jump hosts of its own. Those of the first come before it;
    /// those of the others do not count, as `ssh -J first other` has it.
    private List<SshHost> jumps(String name, List<SshPlace> places, int depth, List<Message> warnings)
            throws InterruptedException {
        if (!places.isEmpty() && depth == DEEPEST_JUMP) {
            warnings.add(Message.of("ssh.config.jump-loop", name));
            return List.of();
        }
        var jumps = new ArrayList<SshHost>();
        for (var place : places) {
            var jump = host(new Question(place.host(), place.user(), place.port()), depth + 1);
            if (jumps.isEmpty()) {
                jumps.addAll(jump.jumps());
            }
            warnings.addAll(jump.warnings());
            jumps.add(jump.alone());
        }
        return jumps;
    }

    /// What is said about a host, asked for once however many want to know.
    private Said said(Question question) throws InterruptedException {
        var lock = asking.computeIfAbsent(question, _ -> new ReentrantLock());
        lock.lockInterruptibly();
        try {
            var known = answers.get(question);
            if (known == null) {
                known = ask(question);
                answers.put(question, known);
            }
            return known;
        } finally {
            lock.unlock();
        }
    }

    private Said ask(Question question) throws InterruptedException {
        var asked = client.ask(arguments(question), question.name());
        if (asked.isPresent() && !asked.get().said().isEmpty()) {
            return new Said(asked.get().said(), List.of());
        }
        var files = written();
        var reading = new SshConfigReading(question.name(), System.getProperty("user.name"), question.given());
        reading.read(files.all());
        var warnings = new LinkedHashSet<Message>(files.warnings());
        asked.ifPresent(answer -> warnings.addAll(answer.warnings()));
        warnings.addAll(reading.warnings());
        return new Said(reading.said(), List.copyOf(warnings));
    }

    private boolean isUsersOwn() {
        return file.equals(home.resolve(".ssh/config"));
    }

    private List<String> arguments(Question question) {
        var arguments = new ArrayList<String>();
        // without -F the system's own file counts too, as it does at a terminal
        if (!isUsersOwn()) {
            arguments.addAll(List.of("-F", file.toString()));
        }
        if (!question.user().isEmpty()) {
            arguments.addAll(List.of("-l", question.user()));
        }
        if (question.port() != 0) {
            arguments.addAll(List.of("-p", String.valueOf(question.port())));
        }
        return arguments;
    }

    private Written written() {
        var known = written;
        if (known == null) {
            var warnings = new LinkedHashSet<Message>();
            var own = read(file, home.resolve(".ssh"), warnings);
            var system = Path.of("/etc/ssh/ssh_config");
            var all = isUsersOwn() ? List.of(own, read(system, Path.of("/etc/ssh"), warnings)) : List.of(own);
            known = new Written(own, all, List.copyOf(warnings));
            written = known;
        }
        return known;
    }

    private SshConfigFile read(Path from, Path base, Set<Message> warnings) {
        if (!Files.exists(from)) {
            return SshConfigFile.empty();
        }
        try {
            return SshConfigFile.read(from, home, base);
        } catch (IOException e) {
            warnings.add(Message.of("ssh.config.unreadable", from, Hop.said(e)));
            return SshConfigFile.empty();
        }
    }

    /// The files as they are written.
    ///
    /// @param own the user's
    /// @param all the user's and the system's
    private record Written(SshConfigFile own, List<SshConfigFile> all, List<Message> warnings) {}

    private record Said(Map<String, List<String>> said, List<Message> warnings) {}

    /// What `ssh` would be called with.
    private record Question(String name, String user, int port) {
        Map<String, List<String>> given() {
            var given = new LinkedHashMap<String, List<String>>();
            if (!user.isEmpty()) {
                given.put("user", List.of(user));
            }
            if (port != 0) {
                given.put("port", List.of(String.valueOf(port)));
            }
            return given;
        }
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
    /// @param user who logs in; the local user if nobody says
    /// @param port 22 unless it says otherwise
    /// @param keys the private keys that exist, in order
    /// @param jumps the servers to go through, nearest first: `user@host[:port]`
    public record Host(String alias, String hostName, String user, int port, List<String> keys, List<String> jumps) {
        public Host {
            Objects.requireNonNull(alias);
            Objects.requireNonNull(hostName);
            Objects.requireNonNull(user);
            keys = List.copyOf(keys);
            jumps = List.copyOf(jumps);
        }

        private static Host of(SshHost host) {
            return new Host(
                    host.alias(),
                    host.hostName(),
                    host.user(),
                    host.port(),
                    host.keys().stream().map(Path::toString).toList(),
                    host.jumps().stream().map(Host::place).toList());
        }

        private static String place(SshHost jump) {
            return jump.user() + "@" + jump.hostName() + (jump.port() == 22 ? "" : ":" + jump.port());
        }
    }
}
