package dev.ferry.loader;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.datastax.driver.core.AuthProvider;
import java.lang.reflect.InvocationTargetException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThrowawayLoginTest {
    private static final String PROPERTY = "ferry.login";

    @TempDir
    private Path temp;

    @AfterEach
    void forget() {
        System.clearProperty(PROPERTY);
    }

    @Test
    void answersWithUserAndPasswordInPlainSasl() throws Exception {
        Files.writeString(temp.resolve("login"), "ferry_x\npäss wörd\n");
        System.setProperty(PROPERTY, temp.resolve("login").toString());
        var authenticator = provider()
                .newAuthenticator(
                        InetSocketAddress.createUnresolved("h", 1), "org.apache.cassandra.auth.PasswordAuthenticator");
        assertEquals("\0ferry_x\0päss wörd", new String(authenticator.initialResponse(), UTF_8));
    }

    @Test
    void saysWhyThereIsNoLogin() throws Exception {
        assertUnreadable();
        System.setProperty(PROPERTY, temp.resolve("none").toString());
        assertUnreadable();
        Files.writeString(temp.resolve("login"), "only a user\n");
        System.setProperty(PROPERTY, temp.resolve("login").toString());
        assertUnreadable();
    }

    // The verdict knows the failure by these words.
    private void assertUnreadable() {
        var thrown = assertThrows(InvocationTargetException.class, this::provider);
        assertTrue(Trouble.in(thrown.getCause().getMessage()).contains(Trouble.LOGIN_FILE));
    }

    private AuthProvider provider() throws Exception {
        var type = NodeClasses.load(NodeClasses.jar(temp), "ThrowawayLogin");
        return (AuthProvider) type.getConstructor().newInstance();
    }
}
