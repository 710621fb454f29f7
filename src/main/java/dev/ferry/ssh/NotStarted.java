package dev.ferry.ssh;

import dev.ferry.text.Message;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads why a script was not started, from what the shell, sudo or a container's engine said.
///
/// The texts are those of sudo 1.8 and 1.9 (`sudo.c`, `auth/sudo_auth.c`, `logging.c`), of sudo-rs, and of
/// Docker's and Podman's command lines.
final class NotStarted {
    private static final List<Reason> SUDO = List.of(
            new Reason("ssh.become.terminal", "must have a tty"),
            new Reason(
                    "ssh.become.broken",
                    "no new privileges|effective uid is not 0|must be setuid root|must be owned by uid 0|setuid bit"),
            new Reason("ssh.become.unknown", "unknown user"),
            new Reason(
                    "ssh.become.account",
                    "account validation failure|account or password is expired|password expired|account management error"),
            new Reason(
                    "ssh.become.forbidden",
                    "not in the sudoers|is not allowed to|may not run sudo|I'm afraid I can't do that"),
            new Reason(
                    "ssh.become.refused",
                    "a password is required|no tty present and no askpass|interactive authentication is required|terminal is required to (?:read|authenticate)"),
            new Reason(
                    "ssh.become.password.refused",
                    "incorrect password attempt|authentication failure|sorry, try again|authentication failed|no password was provided|maximum \\d+ incorrect"),
            new Reason(
                    "ssh.become.missing",
                    "sudo: (?:command )?not found|sudo\\W{0,2}: no such file|sudo: inaccessible|unknown command:? '?sudo"));

    private static final List<Reason> CONTAINER = List.of(
            new Reason("ssh.container.missing", "no such container|no container with name or id"),
            new Reason("ssh.container.stopped", "is not running|container state improper|is paused|is restarting"),
            new Reason(
                    "ssh.container.denied",
                    "permission denied while trying to connect|got permission denied|permission denied.*socket"),
            new Reason(
                    "ssh.container.daemon",
                    "cannot connect to the (?:docker|podman)|is the docker daemon running|unable to connect to podman"),
            new Reason("ssh.container.user", "unable to find user|no matching entries in passwd|no users found"),
            new Reason(
                    "ssh.container.shell",
                    "executable file [`'\"]?(?:sh)?[`'\"]? ?not found|\"sh\": executable file not found|attempted to invoke a command that was not found"),
            new Reason(
                    "ssh.container.engine",
                    "(?:docker|podman): (?:command )?not found|(?:docker|podman)\\W{0,2}: no such file|(?:docker|podman): inaccessible"));

    private NotStarted() {}

    /// Why.
    ///
    /// @param login the user who logged in
    /// @param code the exit code
    /// @param said what came instead of the script's output
    /// @param end how the talk with sudo ended; null where there was none
    static Message why(String login, Become become, int code, String said, Dialogue.@Nullable End end) {
        var user = become.sudoUser().orElse(login);
        if (end == Dialogue.End.REFUSED) {
            return sudo("ssh.become.password.refused", login, become, user);
        } else if (end == Dialogue.End.QUESTION) {
            return sudo("ssh.become.question", login, become, user);
        }
        if (become.sudoUser().isPresent()) {
            for (var reason : SUDO) {
                if (reason.isIn(said)) {
                    return sudo(reason.cause, login, become, user);
                }
            }
        }
        if (become instanceof Become.Inside inside) {
            return container(inside, user, code, said);
        }
        return become.sudoUser().isPresent()
                ? sudo("ssh.become.failed", login, become, user)
                : Message.of("ssh.shell.refused", code);
    }

    private static Message sudo(String cause, String login, Become become, String user) {
        return Message.of(
                cause, user, login, Sudoers.line(login, become), Sudoers.FILE, Sudoers.withoutTerminal(login));
    }

    private static Message container(Become.Inside inside, String user, int code, String said) {
        var name = inside.container() instanceof Become.Named(var given) ? given : "";
        var cause = CONTAINER.stream()
                .filter(reason -> reason.isIn(said))
                .map(Reason::cause)
                .findFirst()
                .orElse("ssh.container.failed");
        return Message.of(cause, name, inside.engine().program(), user, inside.user(), code);
    }

    private record Reason(String cause, Pattern words) {
        Reason(String cause, String words) {
            this(cause, Pattern.compile(words, Pattern.CASE_INSENSITIVE | Pattern.DOTALL));
        }

        boolean isIn(String said) {
            return words.matcher(said).find();
        }
    }
}
