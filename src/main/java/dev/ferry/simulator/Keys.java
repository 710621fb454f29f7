package dev.ferry.simulator;

import dev.ferry.secrets.Authority;
import dev.ferry.secrets.KeyPairPem;
import dev.ferry.secrets.Validity;
import java.time.Duration;
import java.util.List;

/// The certificates of one service, all real: one authority per project for the native port, one per
/// service for the internode port and the loader.
///
/// @param server for the native port
/// @param internodeAuthority PEM of the authority for the internode port
/// @param internode the nodes' own, for the internode port
/// @param loader what a loader shows on the internode port
record Keys(KeyPairPem server, String internodeAuthority, KeyPairPem internode, KeyPairPem loader) {
    private static final Duration YEAR = Duration.ofDays(365);

    static Authority projectAuthority(String project, Authority.KeyKind kind) {
        return Authority.create(project + " project CA", kind, Validity.next(YEAR.multipliedBy(10)));
    }

    static Keys of(String service, Authority project, Authority.KeyKind kind, List<String> addresses) {
        var validity = Validity.next(YEAR.multipliedBy(2));
        var nodes = Authority.create(service + " service nodes CA", kind, Validity.next(YEAR.multipliedBy(10)));
        return new Keys(
                project.issueServer(service, addresses, validity),
                nodes.pem(),
                nodes.issueServer(service, addresses, validity),
                nodes.issueClient("migrate_sstableloader_user", validity));
    }
}
