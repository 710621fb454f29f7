package dev.ferry.cli;

import dev.ferry.migration.Tls;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// What was said of TLS on a port.
///
/// @param prefix begins the options' names: `--from`
/// @param authorities a file, or `public`; null for no TLS
/// @param names null for what is usual on this port
/// @param usual whether names are compared unless somebody says otherwise
record TlsArguments(
        String prefix,
        @Nullable String authorities,
        @Nullable String authoritiesPassword,
        @Nullable String certificate,
        @Nullable String key,
        @Nullable String keyPassword,
        @Nullable HostNames names,
        HostNames usual) {
    private static final String PUBLIC = "public";

    /// What is done with the names in a node's certificate.
    enum HostNames {
        VERIFIED,
        IGNORED
    }

    /// The settings; null for no TLS.
    ///
    /// @throws CommandLine.ParameterException if what was said does not fit together
    @Nullable
    Tls settings(Wrong wrong) {
        if (authorities == null) {
            if (Stream.of(authoritiesPassword, certificate, key, keyPassword, names)
                    .anyMatch(Objects::nonNull)) {
                throw wrong.because("cli.new.tls.no-ca", prefix);
            }
            return null;
        }
        var isPublic = authorities.equals(PUBLIC);
        if (isPublic && authoritiesPassword != null) {
            throw wrong.because("cli.new.tls.public-password", prefix);
        }
        if (certificate == null && (key != null || keyPassword != null)) {
            throw wrong.because("cli.new.tls.no-certificate", prefix);
        }
        var compared = names == null ? (isPublic ? HostNames.VERIFIED : usual) : names;
        return new Tls(
                isPublic ? null : authorities,
                authoritiesPassword,
                certificate,
                key,
                keyPassword,
                compared == HostNames.VERIFIED);
    }
}
