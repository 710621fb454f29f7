package dev.ferry.cassandra;

import dev.ferry.secrets.Secret;
import java.util.Objects;

/// A role that may log in, with its password.
public record CqlLogin(String user, Secret password) {
    public CqlLogin {
        Objects.requireNonNull(user);
        Objects.requireNonNull(password);
    }
}
