package dev.ferry.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class CassandraYamlTest {
    @Test
    void readsDirectoriesAndAddresses() {
        var yaml = CassandraYaml.of("""
                cluster_name: 'Test Cluster'
                # data_file_directories:
                data_file_directories:
                     - /mnt/a/data
                     - '/mnt/b/data/'
                listen_address: 10.0.0.7
                rpc_address: 0.0.0.0
                broadcast_rpc_address: db7.example
                native_transport_port: 9042
                """);
        assertEquals(List.of("/mnt/a/data", "/mnt/b/data"), yaml.dataDirectories());
        assertEquals(Set.of("10.0.0.7", "db7.example"), yaml.addresses());
    }

    @Test
    void leavesDirectoriesOpenWhereTheDefaultHolds() {
        assertEquals(
                List.of(),
                CassandraYaml.of("data_file_directories:\nlisten_address: localhost")
                        .dataDirectories());
    }

    @Test
    void makesNoClassThatAFileNames() {
        assertThrows(
                IllegalArgumentException.class, () -> CassandraYaml.of("a: !!javax.script.ScriptEngineManager []"));
    }

    @Test
    void refusesWhatGrowsWithoutEnd() {
        var bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        assertThrows(IllegalArgumentException.class, () -> CassandraYaml.of(bomb.toString()));
    }

    @Test
    void refusesWhatIsNoMapping() {
        assertThrows(IllegalArgumentException.class, () -> CassandraYaml.of("just a text"));
        assertThrows(IllegalArgumentException.class, () -> CassandraYaml.of(""));
        assertThrows(IllegalArgumentException.class, () -> CassandraYaml.of("a: [1, 2"));
    }
}
