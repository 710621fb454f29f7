package dev.ferry.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.aiven.AivenClient;
import dev.ferry.cassandra.CqlClient;
import dev.ferry.cassandra.CqlEndpoint;
import dev.ferry.cassandra.CqlLogin;
import dev.ferry.cassandra.CqlTls;
import dev.ferry.cassandra.Reach;
import dev.ferry.migration.Migration;
import dev.ferry.migration.Target;
import dev.ferry.sandbox.Sandbox;
import dev.ferry.schema.Schema;
import dev.ferry.secrets.KeyStores;
import java.util.List;
import java.util.Objects;

/// The two clusters of a sandbox, read and compared without anything of Ferry's own verification.
public final class BothSides {
    private BothSides() {}

    /// Fails at the first row of the sandbox's tables that is not the same on both sides.
    public static void assertSame(CqlClient here, CqlClient there, Schema schema) throws Exception {
        var same = new SameRows(schema, here, there);
        var rows = 0L;
        for (var table : schema.tables()) {
            rows += same.count(table);
        }
        assertTrue(rows > 4000, rows + " rows");
        // by the index, which no file brought
        var byIndex = "SELECT id FROM shop.products WHERE category = 'category 3'";
        assertEquals(25, there.query(byIndex).size());
    }

    /// The sandbox's source.
    public static CqlClient source(Sandbox sandbox) throws Exception {
        var source = sandbox.source();
        return CqlClient.connect(
                new CqlEndpoint(source.contactPoints(), source.cqlPort(), null, null), Reach.RING, line -> {});
    }

    /// The service that the migration has made.
    public static CqlClient target(Sandbox sandbox, Migration migration) throws Exception {
        try (var aiven = aiven(sandbox)) {
            var project = sandbox.api().project();
            var service = aiven.service(project, ((Target.AivenService) migration.target()).service());
            var cql = Objects.requireNonNull(service.cql());
            var login = Objects.requireNonNull(service.login());
            var tls = new CqlTls(
                    KeyStores.clientContext(List.of(aiven.projectAuthority(project)), null), CqlTls.HostNames.VERIFIED);
            return CqlClient.connect(
                    new CqlEndpoint(List.of(cql.host()), cql.port(), new CqlLogin(login.user(), login.password()), tls),
                    line -> {});
        }
    }

    static AivenClient aiven(Sandbox sandbox) {
        return new AivenClient(sandbox.api().base(), sandbox.api().token(), line -> {});
    }
}
