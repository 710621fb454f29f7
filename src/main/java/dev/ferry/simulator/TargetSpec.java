package dev.ferry.simulator;

import dev.ferry.secrets.KeyPairPem;
import dev.ferry.secrets.Secret;
import java.util.Objects;

/// What a target shall be.
///
/// @param service the service's name
/// @param nodes how many nodes
/// @param version the Cassandra line as the API names it: `3`, `4`, `4.1`
/// @param dataCentre the name of its data centre
/// @param user the superuser to make, `avnadmin`
/// @param password that user's password
/// @param projectAuthority PEM of the authority that signed `server`
/// @param server certificate and key for the native port
/// @param internodeAuthority PEM of the authority that signs all who may talk on the internode port
/// @param internode the nodes' certificate and key for the internode port
/// @param migrationMode whether outsiders with a certificate of the internode authority may stream to it
public record TargetSpec(
        String service,
        int nodes,
        String version,
        String dataCentre,
        String user,
        Secret password,
        String projectAuthority,
        KeyPairPem server,
        String internodeAuthority,
        KeyPairPem internode,
        boolean migrationMode) {
    public TargetSpec {
        Objects.requireNonNull(service);
        Objects.requireNonNull(version);
        Objects.requireNonNull(dataCentre);
        Objects.requireNonNull(user);
        Objects.requireNonNull(password);
        Objects.requireNonNull(projectAuthority);
        Objects.requireNonNull(server);
        Objects.requireNonNull(internodeAuthority);
        Objects.requireNonNull(internode);
    }

    /// The same target with the internode port closed to outsiders.
    public TargetSpec closed() {
        return new TargetSpec(
                service,
                nodes,
                version,
                dataCentre,
                user,
                password,
                projectAuthority,
                server,
                internodeAuthority,
                internode,
                false);
    }
}
