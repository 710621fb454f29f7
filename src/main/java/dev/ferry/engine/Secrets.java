package dev.ferry.engine;

import dev.ferry.outcome.FailureException;
import dev.ferry.secrets.Answering;
import dev.ferry.secrets.Secret;
import dev.ferry.secrets.SecretReader;
import dev.ferry.secrets.SecretSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// The secrets of a migration, read before anything starts: nobody is asked in the middle of work, but
/// where a server asks a question of its own.
///
/// @param bySource where it comes from, as the document says it → the secret
/// @param answering answers what servers ask at login
public record Secrets(Map<String, Secret> bySource, Answering answering) {
    public Secrets {
        bySource = Map.copyOf(bySource);
    }

    /// Secrets with nobody there to answer questions.
    public Secrets(Map<String, Secret> bySource) {
        this(bySource, Answering.NOBODY);
    }

    /// The same with somebody to answer.
    public Secrets with(Answering answering) {
        return new Secrets(bySource, answering);
    }

    /// Reads every secret of these sources once.
    public static Secrets read(Set<String> sources, SecretReader reader) throws FailureException {
        var secrets = new HashMap<String, Secret>();
        for (var source : sources) {
            secrets.put(source, reader.read(SecretSource.parse(source)));
        }
        return new Secrets(secrets);
    }

    /// The secret of a source.
    public Secret of(String source) {
        var secret = bySource.get(source);
        if (secret == null) {
            throw new IllegalStateException("a secret that nobody read: " + source);
        }
        return secret;
    }
}
