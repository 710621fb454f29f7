package dev.ferry.cli;

import dev.ferry.Version;
import dev.ferry.log.Logs;
import java.nio.file.Path;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;

/// The `ferry` command.
@Command(
        name = "ferry",
        mixinStandardHelpOptions = true,
        versionProvider = Cli.VersionText.class,
        header = "Moves an Apache Cassandra cluster to another one by its data files.",
        description = {
            "",
            "A migration is one file, for example acme.ferry. The usual way:",
            "",
            "  ferry new acme.ferry …       write down where from, where to, what",
            "  ferry survey acme.ferry      look at the source; changes nothing",
            "  ferry plan acme.ferry        exact CQL, findings, cells; changes nothing",
            "  ferry run acme.ferry         do it; interrupt it, run it again to go on",
            "  ferry finish acme.ferry      close the target, clean the nodes, with proof",
            "  ferry report acme.ferry      write what is handed over",
            "",
            "ferry sandbox run shows all of that on clusters of its own, on this machine.",
            "",
            "Passwords never stand on the command line. Say where they come from:",
            "env:NAME, file:/path, keyring:service/account or prompt; for Aiven's token",
            "also avn:, the login of Aiven's own command line.",
            ""
        },
        footer = {
            "",
            "Exit codes:",
            "  0    done, with proof",
            "  1    failed; what, was said",
            "  2    wrong command line",
            "  3    refused before any data moved",
            "  4    loaded, but not proven",
            "  130  stopped by you; loaders on the nodes go on"
        },
        subcommands = {
            NewCommand.class,
            SurveyCommand.class,
            PlanCommand.class,
            RunCommand.class,
            StatusCommand.class,
            CheckCommand.class,
            VerifyCommand.class,
            FinishCommand.class,
            ReportCommand.class,
            AivenCommand.class,
            SandboxCommand.class,
            AutoComplete.GenerateCompletion.class,
            HelpCommand.class
        })
public final class Cli implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

    /// Runs the command line.
    ///
    /// @return the exit code
    public static int run(String... arguments) {
        Logs.start(Path.of(
                System.getProperty("ferry.log.folder", Logs.usualFolder().toString())));
        return new CommandLine(new Cli())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(new WrongUse())
                .execute(arguments);
    }

    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().usage(System.out);
        }
    }

    /// Ferry's version for `--version`.
    static final class VersionText implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {
                "Ferry " + Version.text(), "Java " + Runtime.version() + ", " + System.getProperty("os.name")
            };
        }
    }
}
