package dev.ferry.engine;

import dev.ferry.outcome.FailureException;
import dev.ferry.secrets.Secret;
import dev.ferry.secrets.SecretReader;
import dev.ferry.secrets.SecretSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// The secrets of a migration, read before anything starts: nobody is asked in the middle of work.
///
/// @param bySource where it comes from, as the document says it → the secret
public record Secrets(Map<String, Secret> bySource) {
    public Secrets {
        bySource = Map.copyOf(bySource);
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
