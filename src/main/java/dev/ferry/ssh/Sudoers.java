package dev.ferry.ssh;

/// What an administrator has to allow in sudoers, as text to copy (sudoers(5)).
///
/// Ferry runs `sh` as the wanted user, so that no narrower command than `ALL` would allow less: whoever may
/// run a shell as somebody may run everything as them. What is narrow is the user. Where scripts run in a
/// container of a known name, the command is narrow as well: a shell in that one container.
public final class Sudoers {
    /// Where the lines belong: files there must have no dot in their names.
    public static final String FILE = "/etc/sudoers.d/ferry";

    private Sudoers() {}

    /// The line that lets a login run Ferry's scripts; empty where sudo is not used.
    ///
    /// @param login the user who logged in
    public static String line(String login, Become become) {
        return become.sudoUser()
                .map(user -> escaped(login) + " ALL=(" + escaped(user) + ") NOPASSWD: " + command(become))
                .orElse("");
    }

    /// The line that lets a login use sudo without a terminal.
    public static String withoutTerminal(String login) {
        return "Defaults:" + escaped(login) + " !requiretty";
    }

    private static String command(Become become) {
        return become instanceof Become.Inside(var _, var engine, Become.Named(var name), var user)
                ? "/usr/bin/" + engine.program() + " exec -i " + (user.isEmpty() ? "" : "-u " + escaped(user) + " ")
                        + escaped(name) + " sh -c *"
                : "ALL";
    }

    /// A name as sudoers has it: special characters behind a backslash.
    private static String escaped(String name) {
        return name.replaceAll("[\\\\@!=:,()\\s*?\\[\\]\"#]", "\\\\$0");
    }
}
