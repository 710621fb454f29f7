package dev.ferry.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.migration.SourceSettings;
import dev.ferry.migration.Target;
import dev.ferry.migration.Tls;
import dev.ferry.sandbox.OwnTarget;
import dev.ferry.secrets.KeyPairPem;
import dev.ferry.secrets.KeyStores;
import dev.ferry.secrets.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole way, to a real target with TLS and logins.
class TargetProbeIT {
    private static final String PASSWORD = "env:TARGET_PASSWORD";
    private static final int INTERNODE_PORT = 24512;

    @TempDir
    private static Path folder;

    private static OwnTarget target;

    private final List<HopSeen> seen = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        target = OwnTarget.launch(folder);
    }

    @AfterAll
    static void stop() {
        if (target != null) {
            target.close();
        }
    }

    @Test
    void everyHopOfAGoodWayIsToldWithWhatWasSeen() throws Exception {
        assertTrue(walk(settings(target.goodClient(), INTERNODE_PORT), OwnTarget.PASSWORD));
        var contact =
                settings(target.goodClient(), INTERNODE_PORT).contactPoints().getFirst();
        assertEquals(
                List.of("NAME", "PORT", "TLS", "CQL_LOGIN", "RING", "RIGHTS"), passed(HopSeen.Part.CLUSTER, contact));
        assertEquals(List.of("PORT", "TLS"), passed(HopSeen.Part.INTERNODE, contact));
        assertEquals("avnadmin: superuser", evidence(HopKind.RIGHTS));
    }

    // The way a DBA of Cassandra has them: a key store with a password, and names in every certificate.
    @Test
    void storesAreAsGoodAsPemFilesAndNamesAreCompared() throws Exception {
        var password = Secret.of("store-password");
        var usual = settings(target.goodClient(), INTERNODE_PORT);
        var store = Files.write(folder.resolve("client.jks"), KeyStores.keyStore(target.goodClient(), password));
        var internode =
                new Tls(usual.internodeTls().authorities(), null, store.toString(), null, "env:STORE_PASSWORD", true);
        assertTrue(walk(with(usual, internode), Map.of(PASSWORD, OwnTarget.PASSWORD, "env:STORE_PASSWORD", password)));
        assertEquals(
                List.of("PORT", "TLS"),
                passed(HopSeen.Part.INTERNODE, usual.contactPoints().getFirst()));
    }

    @Test
    void aCertificateThatHasExpiredIsNotEvenShown() throws Exception {
        assertTrue(walk(settings(target.expiredClient(), INTERNODE_PORT), OwnTarget.PASSWORD));
        assertEquals("secrets.certificate.expired", failure(HopSeen.Part.INTERNODE));
    }

    @Test
    void aStrangersCertificateIsRefusedAtTheInternodePort() throws Exception {
        assertTrue(walk(settings(target.strangeClient(), INTERNODE_PORT), OwnTarget.PASSWORD));
        assertEquals("engine.target.internode.tls", failure(HopSeen.Part.INTERNODE));
    }

    @Test
    void aClosedInternodePortIsToldAndDoesNotCount() throws Exception {
        assertTrue(walk(settings(target.goodClient(), INTERNODE_PORT + 1), OwnTarget.PASSWORD));
        assertEquals("engine.target.internode.port", failure(HopSeen.Part.INTERNODE));
    }

    @Test
    void aWrongPasswordEndsTheWay() throws Exception {
        assertFalse(walk(settings(target.goodClient(), INTERNODE_PORT), Secret.of("not-the-password")));
        assertEquals("cassandra.login.refused", failure(HopSeen.Part.CLUSTER));
    }

    @Test
    void aRoleWithoutRightsIsToldWhatItLacks() throws Exception {
        try (var client = target.connect()) {
            client.createLogin("reader", Secret.of("reader-password"));
        }
        var settings = settings(target.goodClient(), INTERNODE_PORT);
        assertFalse(walk(as("reader", settings), Secret.of("reader-password")));
        assertEquals("engine.target.rights", failure(HopSeen.Part.CLUSTER));
        try (var client = target.connect()) {
            client.execute("GRANT CREATE ON ALL KEYSPACES TO reader", Duration.ofSeconds(30));
            client.execute("GRANT CREATE ON ALL ROLES TO reader", Duration.ofSeconds(30));
        }
        seen.clear();
        assertTrue(walk(as("reader", settings), Secret.of("reader-password")));
        assertEquals("reader: may create keyspaces and roles", evidence(HopKind.RIGHTS));
    }

    private boolean walk(Target.CassandraCluster settings, Secret password) throws Exception {
        return walk(settings, Map.of(PASSWORD, password));
    }

    private boolean walk(Target.CassandraCluster settings, Map<String, Secret> secrets) throws Exception {
        return new TargetProbe(settings, new Secrets(secrets), seen::add).walk();
    }

    private static Target.CassandraCluster with(Target.CassandraCluster settings, Tls internode) {
        return new Target.CassandraCluster(
                settings.contactPoints(),
                settings.nativePort(),
                settings.internodePort(),
                settings.login(),
                settings.nativeTls(),
                internode);
    }

    private static Target.CassandraCluster settings(KeyPairPem client, int internodePort) throws Exception {
        return target.settings(client, internodePort, PASSWORD);
    }

    private static Target.CassandraCluster as(String user, Target.CassandraCluster settings) {
        return new Target.CassandraCluster(
                settings.contactPoints(),
                settings.nativePort(),
                settings.internodePort(),
                new SourceSettings.Login(user, PASSWORD),
                settings.nativeTls(),
                settings.internodeTls());
    }

    private List<String> passed(HopSeen.Part part, String subject) {
        return seen.stream()
                .filter(hop -> hop.part() == part && hop.subject().equals(subject))
                .filter(hop -> hop.state() instanceof HopState.Passed)
                .map(hop -> hop.kind().name())
                .toList();
    }

    private String evidence(HopKind kind) {
        return seen.stream()
                .filter(hop -> hop.kind() == kind)
                .map(HopSeen::state)
                .filter(HopState.Passed.class::isInstance)
                .map(state -> ((HopState.Passed) state).evidence())
                .findFirst()
                .orElseThrow();
    }

    private String failure(HopSeen.Part part) {
        var hop = seen.stream()
                .filter(each -> each.part() == part && each.state() instanceof HopState.Failed)
                .findFirst()
                .orElseThrow();
        return assertInstanceOf(HopState.Failed.class, hop.state())
                .failure()
                .cause()
                .key();
    }
}
