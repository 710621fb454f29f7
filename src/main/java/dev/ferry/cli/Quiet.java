package dev.ferry.cli;

import dev.ferry.outcome.FailureException;
import dev.ferry.secrets.AvnLogin;
import dev.ferry.secrets.SecretSource;
import dev.ferry.text.Messages;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/// A command that tells failures in full and never as a stack trace.
abstract class Quiet implements Callable<Integer> {
    final Console console = new Console();

    @Option(names = "--help", usageHelp = true, description = "Show this help.")
    private boolean isHelp;

    @Override
    public final Integer call() throws InterruptedException {
        try {
            return act();
        } catch (FailureException e) {
            console.fail(Messages.text("cli.failure"), e.failure());
            return ExitCode.FAILED;
        }
    }

    /// Says what is wrong with a secret's place although it can be used.
    final void warn(SecretSource source) {
        if (source instanceof SecretSource.Avn avn) {
            AvnLogin.at(avn)
                    .map(AvnLogin::warning)
                    .ifPresent(warning -> console.note(Mark.WARN + " " + Messages.text(warning)));
        }
    }

    /// What the command does.
    ///
    /// @return the exit code
    abstract int act() throws FailureException, InterruptedException;
}
