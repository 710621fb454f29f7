package dev.ferry.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ferry.secrets.Secret;
import dev.ferry.text.Messages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What sudo, sudo-rs, Docker and Podman say in their own words.
final class NotStartedTest {
    private static final Become.Who FREE = new Become.SudoWithoutPassword("cassandra");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sudo: a password is required | ssh.become.refused",
                "sudo: sorry, a password is required to run sudo | ssh.become.refused",
                "sudo: no tty present and no askpass program specified | ssh.become.refused",
                "sudo: interactive authentication is required | ssh.become.refused",
                "sudo: sorry, you must have a tty to run sudo | ssh.become.terminal",
                "ops is not in the sudoers file.  This incident will be reported. | ssh.become.forbidden",
                "Sorry, user ops is not allowed to execute '/bin/sh -c x' as cassandra on n1. | ssh.become.forbidden",
                "Sorry, user ops may not run sudo on n1. | ssh.become.forbidden",
                "sudo: I'm sorry ops. I'm afraid I can't do that | ssh.become.forbidden",
                "sudo: unknown user: cassandra | ssh.become.unknown",
                "sudo: unknown user cassandra | ssh.become.unknown",
                "sudo: account validation failure, is your account locked? | ssh.become.account",
                "sudo: effective uid is not 0, is sudo installed setuid root? | ssh.become.broken",
                "sudo: The \"no new privileges\" flag is set, which prevents sudo from running as root. "
                        + "| ssh.become.broken",
                "sh: 1: exec: sudo: not found | ssh.become.missing",
                "bash: sudo: command not found | ssh.become.missing",
                "env: ‘sudo’: No such file or directory | ssh.become.missing",
                "env: can't execute 'sudo': No such file or directory | ssh.become.missing",
                "sudo: 1 incorrect password attempt | ssh.become.password.refused",
                "This account is currently not available. | ssh.become.failed"
            })
    void readsSudo(String said, String cause) {
        var message = NotStarted.why("ops", FREE, 1, said, null);
        assertEquals(cause, message.key());
        Messages.text(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Error response from daemon: No such container: c1 | ssh.container.missing",
                "Error: no container with name or ID \"c1\" found: no such container | ssh.container.missing",
                "Error response from daemon: container 4ff is not running | ssh.container.stopped",
                "Error: can only create exec sessions on running containers: container state improper "
                        + "| ssh.container.stopped",
                "permission denied while trying to connect to the Docker daemon socket at unix:///run/docker.sock "
                        + "| ssh.container.denied",
                "Cannot connect to the Docker daemon at unix:///run/docker.sock. Is the docker daemon running? "
                        + "| ssh.container.daemon",
                "unable to find user cass: no matching entries in passwd file | ssh.container.user",
                "OCI runtime exec failed: exec failed: unable to start container process: exec: \"sh\": executable "
                        + "file not found in $PATH: unknown | ssh.container.shell",
                "Error: crun: executable file `sh` not found in $PATH: No such file or directory: OCI runtime "
                        + "attempted to invoke a command that was not found | ssh.container.shell",
                "sh: 1: exec: docker: not found | ssh.container.engine",
                "env: ‘docker’: No such file or directory | ssh.container.engine",
                "something else | ssh.container.failed"
            })
    void readsTheEngines(String said, String cause) {
        var inside = new Become.Inside(new Become.Direct(), Become.Engine.DOCKER, new Become.Named("c1"), "cassandra");
        assertEquals(cause, NotStarted.why("ops", inside, 1, said, null).key());
        var throughSudo = new Become.Inside(FREE, Become.Engine.DOCKER, new Become.Named("c1"), "cassandra");
        assertEquals(cause, NotStarted.why("ops", throughSudo, 1, said, null).key());
        assertEquals(
                "ssh.become.refused",
                NotStarted.why("ops", throughSudo, 1, "sudo: a password is required", null)
                        .key());
    }

    @Test
    void believesTheTalkMoreThanItsWords() {
        var asked = new Become.SudoWithPassword("cassandra", Secret.of("secret"));
        assertEquals(
                "ssh.become.question",
                NotStarted.why("ops", asked, 1, "sudo: a password is required", Dialogue.End.QUESTION)
                        .key());
        assertEquals(
                "ssh.become.password.refused",
                NotStarted.why("ops", asked, 1, "sudo: no password was provided", Dialogue.End.REFUSED)
                        .key());
    }
}
