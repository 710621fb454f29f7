package dev.ferry.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProductTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // release | cluster | contact | columns | keyspaces | system tables
                "4.1.10|acme|10.0.0.1:9042|host_id|system shop|local peers tables|CASSANDRA",
                "5.0.9|acme|10.0.0.1:9042|host_id|system system_views|local tables|CASSANDRA",
                "4.0.0.6819|acme|10.0.0.1:9042|host_id dse_version workload|system dse_system|local|DSE",
                "3.11.3.5113|acme|10.0.0.1:9042|host_id|system|local|DSE",
                "4.0.0.6816|cndb|x-y.apps.astra.datastax.com:29042|host_id dse_version|system|local|ASTRA",
                "4.0.11|cndb|10.0.0.1|host_id|system data_endpoint_auth|local|ASTRA",
                "3.0.8|acme|10.0.0.1:9042|host_id supported_features|system system_distributed_everywhere|local|SCYLLA",
                "3.0.8|acme|10.0.0.1:9042|host_id|system|local scylla_tables|SCYLLA",
                "3.11.2|Amazon Keyspaces|cassandra.eu-west-1.amazonaws.com:9142|host_id|system|local|KEYSPACES",
                "3.11.2|x|proxy:9142|host_id|system system_schema_mcs|local|KEYSPACES",
                "3.11.0|acme|acme.cassandra.cosmos.azure.com:10350|host_id|system|local|COSMOS",
                "3.9-SNAPSHOT|local cluster|10.0.0.1|host_id|system|local partitions|YUGABYTE",
                "4.0-SNAPSHOT|acme|10.0.0.1|host_id|system|local peers|CASSANDRA"
            })
    void isKnownByWhatItSays(
            String release,
            String cluster,
            String contact,
            String columns,
            String keyspaces,
            String tables,
            Product product) {
        assertEquals(product, Product.of(release, cluster, contact, words(columns), words(keyspaces), words(tables)));
    }

    private static List<String> words(String text) {
        return Arrays.asList(text.split(" "));
    }
}
