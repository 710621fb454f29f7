package dev.ferry.journal;

import dev.ferry.migration.Becoming;
import dev.ferry.migration.Draft;
import dev.ferry.migration.Jump;
import dev.ferry.migration.Options;
import dev.ferry.migration.Selection;
import dev.ferry.migration.SourceSettings;
import dev.ferry.migration.SshCredentials;
import dev.ferry.migration.SshSettings;
import dev.ferry.migration.Target;
import dev.ferry.migration.Tls;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the user wants, as documents of format 1 hold it: the settings of SSH in one heap, TLS as paths of
/// PEM files.
record DraftBefore(
        String id,
        String name,
        @Nullable Source source,
        @Nullable Goal target,
        Selection selection,
        Options options) {
    /// The same as it is held today, with the same meaning.
    Draft today() {
        return new Draft(
                id,
                name,
                source == null ? null : source.today(),
                target == null ? null : target.today(),
                selection,
                options);
    }

    /// The cluster that is left: TLS was spoken where authorities were named, no host name was compared.
    record Source(
            List<String> contactPoints,
            int port,
            SourceSettings.@Nullable Login login,
            @Nullable String authorities,
            Ssh ssh) {
        SourceSettings today() {
            return new SourceSettings(
                    contactPoints,
                    port,
                    login,
                    authorities == null ? null : Tls.trusting(authorities),
                    SourceSettings.Road.AUTOMATIC,
                    null,
                    ssh.today());
        }
    }

    /// The way to its nodes: jump hosts took the same login as the nodes.
    record Ssh(
            String user,
            int port,
            List<String> keys,
            @Nullable String passphrase,
            @Nullable String password,
            @Nullable String knownHosts,
            List<String> acceptedFingerprints,
            @Nullable String becomeUser,
            @Nullable String sudoPassword,
            Map<String, String> hosts,
            List<String> jumps) {
        SshSettings today() {
            return new SshSettings(
                    user,
                    port,
                    SshCredentials.none()
                            .withKeys(keys)
                            .withPassphrase(passphrase)
                            .withPassword(password),
                    knownHosts,
                    acceptedFingerprints,
                    new Becoming(becomeUser, sudoPassword, null),
                    hosts,
                    jumps.stream().map(Jump::to).toList(),
                    null,
                    List.of());
        }
    }

    /// Where the data goes.
    sealed interface Goal {
        Target today();
    }

    /// An Aiven service.
    record AivenService(
            String api, String token, String project, String service, String cloud, String plan, String version)
            implements Goal {
        @Override
        public Target today() {
            return new Target.AivenService(api, token, project, service, cloud, plan, version);
        }
    }

    /// Any other cluster: one certificate with its key was shown on both ports, and neither without the
    /// other; host names were compared on the native port alone.
    record CassandraCluster(
            List<String> contactPoints,
            int nativePort,
            int internodePort,
            SourceSettings.@Nullable Login login,
            @Nullable String authorities,
            @Nullable String internodeAuthorities,
            @Nullable String clientCertificate,
            @Nullable String clientKey,
            boolean hostNamesVerified)
            implements Goal {
        @Override
        public Target today() {
            var forNative = tls(authorities);
            return new Target.CassandraCluster(
                    contactPoints,
                    nativePort,
                    internodePort,
                    login,
                    forNative == null || !hostNamesVerified ? forNative : forNative.verifyingHostNames(),
                    tls(internodeAuthorities));
        }

        private @Nullable Tls tls(@Nullable String authorities) {
            if (authorities == null) {
                return null;
            }
            var tls = Tls.trusting(authorities);
            return clientCertificate == null || clientKey == null ? tls : tls.showing(clientCertificate, clientKey);
        }
    }
}
