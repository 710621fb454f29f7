package dev.ferry.source;

import dev.ferry.outcome.FailureException;
import dev.ferry.ssh.Ended;
import dev.ferry.ssh.Remote;
import dev.ferry.ssh.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A node's `nodetool`. It exits with 1 for wrong usage and 2 for an error; in both cases the first line
/// that begins with `error:` or `nodetool:` says why.
///
/// A JMX password reaches it through a pipe in the place of the file of `-pwf`: it is in no argument, no
/// variable and no file, and nothing of it is left however the call ends. nodetool looks there for the line
/// that begins with the user, and takes the word behind (`NodeTool.readUserPasswordFromFile`), so that
/// neither can hold a space.
final class Nodetool {
    // Javas of 2020 and newer refuse the address that nodetools of before made for JMX (CASSANDRA-17581): then
    // no connection was made, and nothing done
    private static final String OLD_ADDRESSES =
            "JAVA_TOOL_OPTIONS=\"${JAVA_TOOL_OPTIONS:-} -Dcom.sun.jndi.rmiURLParsing=legacy\"; export JAVA_TOOL_OPTIONS\n";

    // in the C locale Javas before 18 read a file as ASCII
    private static final String UNICODE =
            "JAVA_TOOL_OPTIONS=\"${JAVA_TOOL_OPTIONS:-} -Dfile.encoding=UTF-8\"; export JAVA_TOOL_OPTIONS\n";

    private final Remote remote;
    private final String path;
    private final List<String> options;
    private final Jmx.@Nullable Login login;
    private volatile String start = "LC_ALL=C; export LC_ALL\n";

    /// @param options what goes before the command
    /// @param login what JMX asks for; null for nothing
    Nodetool(Remote remote, String path, List<String> options, Jmx.@Nullable Login login) {
        this.remote = remote;
        this.path = path;
        this.options = List.copyOf(options);
        this.login = login;
        if (login != null && (login.user() + login.password().reveal()).chars().anyMatch(letter -> letter > 127)) {
            start += UNICODE;
        }
    }

    /// Runs a command and gives what it wrote to standard output.
    ///
    /// @throws FailureException if it did not exit with 0
    String run(Duration limit, String... command) throws FailureException, InterruptedException {
        if (login != null && !isReadable(login)) {
            throw Failures.attention(remote, "", "source.nodetool.login.unfit");
        }
        var ended = remote.run(script(command), limit);
        if (!ended.isZero() && isAddressRefused(ended) && !start.contains(OLD_ADDRESSES)) {
            start += OLD_ADDRESSES;
            ended = remote.run(script(command), limit);
        }
        if (!ended.isZero()) {
            throw Failures.attention(remote, reason(ended), cause(ended), command[0], ended.code());
        }
        return ended.out();
    }

    private Script script(String... command) {
        var words = new ArrayList<>(List.of(path));
        words.addAll(options);
        if (login != null) {
            words.addAll(List.of("-u", login.user(), "-pwf", "/dev/stdin"));
        }
        words.addAll(Arrays.asList(command));
        var line = words.stream().map(Script::quote).collect(Collectors.joining(" "));
        // what a server gives as standard input may be a socket, and a socket cannot be opened as a file
        return login == null
                ? Script.of(start + "exec " + line)
                : Script.of(start + "cat | " + line)
                        .withInput(login.user() + " " + login.password().reveal() + "\n");
    }

    private static boolean isReadable(Jmx.Login login) {
        return Stream.of(login.user(), login.password().reveal())
                .noneMatch(word -> word.isEmpty() || word.chars().anyMatch(Character::isWhitespace));
    }

    private static boolean isAddressRefused(Ended ended) {
        return reason(ended).contains("URISyntaxException") || reason(ended).contains("Malformed IPv6 address");
    }

    private static String cause(Ended ended) {
        var reason = reason(ended);
        if (isAddressRefused(ended)) {
            return "source.nodetool.java";
        } else if (reason.contains("Credentials required")) {
            return "source.nodetool.login.missing";
        } else if (reason.contains("Authentication failed") || reason.contains("FailedLoginException")) {
            return "source.nodetool.login.refused";
        } else if (reason.contains("Invalid access level") || reason.contains("Access Denied")) {
            return "source.nodetool.readonly";
        } else if (reason.contains("SSL") || reason.contains("non-JRMP server")) {
            return "source.nodetool.tls";
        } else if (reason.contains("Connection refused") || reason.contains("NoSuchObjectException")) {
            return "source.nodetool.port";
        }
        return "source.nodetool.failed";
    }

    private static String reason(Ended ended) {
        return Stream.concat(ended.err().lines(), ended.out().lines())
                .filter(line -> line.startsWith("error:") || line.startsWith("nodetool:"))
                .findFirst()
                .orElseGet(() -> Failures.firstLine(ended));
    }
}
