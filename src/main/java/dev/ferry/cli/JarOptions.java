package dev.ferry.cli;

import dev.ferry.artifact.JarSources;
import dev.ferry.artifact.LoaderJars;
import dev.ferry.artifact.Mirror;
import dev.ferry.artifact.PublishedJars;
import dev.ferry.settings.SettingsFile;
import dev.ferry.settings.SettingsFolder;
import dev.ferry.text.Messages;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Where the loaders come from that Ferry brings: what is said here, else what the preferences say.
final class JarOptions {
    @Option(
            names = "--mirror",
            paramLabel = "URL",
            description = "A mirror of Maven Central for the loaders that Ferry brings.")
    private @Nullable String mirror;

    @Option(
            names = "--offline-jars",
            paramLabel = "FOLDER",
            description = "A folder that has their jars; nothing is downloaded then.")
    private @Nullable Path offline;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    /// The jars, from where the command line and the preferences say.
    LoaderJars loaderJars() {
        try (var settings = SettingsFile.in(SettingsFolder.ofThisUser())) {
            var usual = settings.settings().bringing();
            return new PublishedJars(JarSources.of(
                    mirror == null ? usual.company().orElse(null) : typed(mirror),
                    // a mirror that is named here is meant to be used, whatever folder is in the preferences
                    offline == null && mirror == null ? usual.offlineFolder() : offline));
        }
    }

    private Mirror typed(String address) {
        return Mirror.of(address).orElseThrow(this::wrong);
    }

    private CommandLine.ParameterException wrong() {
        if (spec == null) {
            throw new IllegalStateException("--mirror");
        }
        return new CommandLine.ParameterException(spec.commandLine(), Messages.text("cli.run.mirror"));
    }
}
