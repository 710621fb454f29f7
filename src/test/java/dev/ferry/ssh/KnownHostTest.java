package dev.ferry.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KnownHostTest {
    private static final Path FILE = Path.of("known_hosts");
    // the key of github.com
    private static final String KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl";

    private static KnownHost line(String text) throws KnownHost.Broken {
        return KnownHost.parse(FILE, 7, text).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            node7                          | node7             | true
            NODE7                          | node7             | true
            node7                          | node77            | false
            node7,10.0.0.7                 | 10.0.0.7          | true
            node7                          | [node7]:2222      | false
            [node7]:2222                   | [node7]:2222      | true
            [node7]:2222                   | node7             | false
            [*.acme.example]:2222          | [a.acme.example]:2222 | true
            [*]:2222                       | [10.0.0.7]:2222   | true
            *.acme.example                 | a.b.acme.example  | true
            *.acme.example                 | acme.example      | false
            node?                          | node7             | true
            node?                          | node17            | false
            node.7                         | nodex7            | false
            *,!node7                       | node7             | false
            !node7,*                       | node7             | false
            !node7,*                       | node8             | true
            !node7                         | node8             | false
            *,!*.test                      | a.test            | false
            [fe80::1%eth0]:22022           | [fe80::1%eth0]:22022 | true
            """)
    void isAboutTheHostsOfItsPatterns(String patterns, String host, boolean expected) throws Exception {
        assertEquals(expected, line(patterns + " " + KEY).isAbout(host));
    }

    @Test
    void isBrokenWithoutAHost() {
        assertThrows(KnownHost.Broken.class, () -> line(", " + KEY));
    }

    /// `ssh-keygen -H` on `[node7]:2222` and the salt of its choice.
    @Test
    void isAboutTheHostOfItsHash() throws Exception {
        var folder = java.nio.file.Files.createTempDirectory("known");
        var file = folder.resolve("known_hosts");
        try {
            java.nio.file.Files.writeString(file, "[node7]:2222 " + KEY + "\n");
            OpenSshServer.run("ssh-keygen", "-H", "-f", file.toString());
            var hashed = line(java.nio.file.Files.readString(file));
            assertTrue(hashed.patterns().getFirst().startsWith("|1|"));
            assertTrue(hashed.isAbout("[node7]:2222"));
            assertFalse(hashed.isAbout("node7"));
        } finally {
            for (var each : java.util.List.of(file, folder.resolve("known_hosts.old"), folder)) {
                java.nio.file.Files.deleteIfExists(each);
            }
        }
    }

    @Test
    void readsTheMarkers() throws Exception {
        assertEquals(KnownHost.Mark.KEY, line("a " + KEY + " of a").mark());
        assertEquals(
                KnownHost.Mark.AUTHORITY, line("@cert-authority *.a " + KEY).mark());
        assertEquals(KnownHost.Mark.REVOKED, line("\t@revoked  *\t" + KEY).mark());
        assertEquals("known_hosts:7", line("a " + KEY).place());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "# node7 ssh-rsa AAAA", "node7 1024 35 1234567890 of the last century"})
    void passesOverWhatIsNoKeyOfToday(String text) throws Exception {
        assertEquals(Optional.empty(), KnownHost.parse(FILE, 1, text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "node7",
                "node7 ssh-ed25519",
                "node7 ssh-ed25519 not-base64!",
                "node7 ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl",
                "node7 ssh-ed25519 AAAA",
                "@revoked node7 ssh-ed25519",
                "@believed node7 ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl",
                "|1|abc ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl",
                "|1|?|? ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl"
            })
    void refusesBrokenLines(String text) {
        assertThrows(KnownHost.Broken.class, () -> KnownHost.parse(FILE, 1, text));
    }

    @ParameterizedTest
    @CsvSource({
        "*, '', true",
        "?, '', false",
        "a*b*c, axxbyyc, true",
        "a*b*c, axxbyy, false",
        "**, x, true",
        "a.c, abc, false",
        "*a, ba, true",
        "*ab, aab, true",
        "[a], a, false"
    })
    void matchesAsOpenSshDoes(String pattern, String text, boolean expected) {
        assertEquals(expected, KnownHost.matches(pattern, text));
    }
}
