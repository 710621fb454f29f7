package dev.ferry.node;

import com.datastax.driver.core.AuthProvider;
import com.datastax.driver.core.Authenticator;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.List;

/**
 * Gives the loader its login without a password in the process list: a class for the loader's option {@code -ap}.
 *
 * <p>The file that the system property {@code ferry.login} names holds the user and the password on a line each; only
 * its owner may read it.
 */
public final class ThrowawayLogin implements AuthProvider {
    private final String user;

    private final String password;

    /**
     * Reads the file.
     *
     * @throws IllegalStateException if it cannot be read; the loader prints its message
     */
    public ThrowawayLogin() {
        String file = System.getProperty("ferry.login");
        if (file == null) {
            throw new IllegalStateException("cannot read the login file: no -Dferry.login");
        }
        try {
            List<String> lines = Files.readAllLines(Paths.get(file), StandardCharsets.UTF_8);
            if (lines.size() < 2) {
                throw new IOException("it has no two lines");
            }
            user = lines.get(0);
            password = lines.get(1);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read the login file: " + e, e);
        }
    }

    @Override
    public Authenticator newAuthenticator(InetSocketAddress host, String authenticator) {
        return new Plain(user, password);
    }

    /** Plain SASL: nothing, user, nothing, password. The driver's own class for it differs by release. */
    private static final class Plain implements Authenticator {
        private final String user;

        private final String password;

        private Plain(String user, String password) {
            this.user = user;
            this.password = password;
        }

        @Override
        public byte[] initialResponse() {
            return ('\0' + user + '\0' + password).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public byte[] evaluateChallenge(byte[] challenge) {
            return null;
        }

        @Override
        public void onAuthenticationSuccess(byte[] token) {}
    }
}
