package dev.ferry.cassandra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ferry.secrets.Secret;
import java.util.List;
import org.junit.jupiter.api.Test;

class CqlEndpointTest {
    @Test
    void isCalledByItsFirstContactPoint() {
        assertEquals("10.0.0.7:9042", new CqlEndpoint(List.of("10.0.0.7", "10.0.0.8"), 9042, null, null).label());
        assertEquals("[fd00::7]:9142", new CqlEndpoint(List.of("fd00::7"), 9142, null, null).label());
        assertEquals("[fd00::7]:9142", new CqlEndpoint(List.of("[fd00::7]"), 9142, null, null).label());
    }

    @Test
    void needsAContactPointAndAPort() {
        assertThrows(IllegalArgumentException.class, () -> new CqlEndpoint(List.of(), 9042, null, null));
        assertThrows(IllegalArgumentException.class, () -> new CqlEndpoint(List.of("a"), 0, null, null));
        assertThrows(IllegalArgumentException.class, () -> new CqlEndpoint(List.of("a"), 65_536, null, null));
    }

    @Test
    void keepsItsPasswordToItself() {
        var endpoint = new CqlEndpoint(List.of("a"), 9042, new CqlLogin("ann", Secret.of("open sesame")), null);
        assertFalse(endpoint.toString().contains("sesame"));
        assertNull(endpoint.withoutLogin().login());
    }
}
