package dev.ferry.cli;

import dev.ferry.text.Messages;
import picocli.CommandLine;

/// What is said of a wrong command line: what is wrong, what may have been meant, and where to read. The
/// options themselves are not printed after it: there are so many that nobody would see what was wrong.
final class WrongUse implements CommandLine.IParameterExceptionHandler {
    @Override
    public int handleParseException(CommandLine.ParameterException wrong, String[] arguments) {
        var command = wrong.getCommandLine();
        var out = command.getErr();
        out.println(command.getColorScheme().errorText(String.valueOf(wrong.getMessage())));
        CommandLine.UnmatchedArgumentException.printSuggestions(wrong, out);
        out.println(Messages.text("cli.wrong-use", command.getCommandSpec().qualifiedName()));
        out.flush();
        return ExitCode.USAGE;
    }
}
