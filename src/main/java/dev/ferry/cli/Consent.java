package dev.ferry.cli;

import dev.ferry.journal.Document;
import dev.ferry.outcome.FailureException;
import dev.ferry.plan.Plan;
import dev.ferry.text.Messages;
import picocli.CommandLine.Option;

/// The yes of a person before the first thing is changed on the target.
final class Consent {
    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask before anything is changed.")
    private boolean isYes;

    /// Whether there is one, asking for it on the terminal if need be. Whoever has started once has said yes.
    ///
    /// @param question key of what is asked
    boolean isGiven(Document document, Plan plan, Console console, String question) throws FailureException {
        return isYes
                || document.run().hasStarted()
                || agrees(
                        plan,
                        Messages.text(question, document.migration().target().name()),
                        console);
    }

    private static boolean agrees(Plan plan, String question, Console console) {
        PlanCommand.PlanText.lines(plan).forEach(console::note);
        var terminal = System.console();
        if (terminal == null || !terminal.isTerminal()) {
            console.note(Messages.text("cli.run.no-terminal"));
            return false;
        }
        var answer = terminal.readLine("%s ", question);
        return answer != null && answer.strip().equalsIgnoreCase("yes");
    }
}
