package dev.ferry.ssh;

import java.util.Objects;

/// A server as `ProxyJump` writes it: `[user@]host[:port]` or an `ssh://` address. An IPv6 address that a
/// port follows stands in brackets.
///
/// @param user empty if it does not say
/// @param host without brackets
/// @param port 0 if it does not say
public record SshPlace(String user, String host, int port) {
    public SshPlace {
        Objects.requireNonNull(user);
        Objects.requireNonNull(host);
    }

    /// Reads it.
    public static SshPlace of(String text) {
        var plain = text.startsWith("ssh://") ? text.substring("ssh://".length()) : text;
        var at = plain.lastIndexOf('@');
        var place = plain.substring(at + 1);
        var colon = place.lastIndexOf(':');
        var hasPort = colon > 0 && place.substring(colon + 1).matches("\\d{1,5}") && !isBareIpv6(place, colon);
        var host = hasPort ? place.substring(0, colon) : place;
        return new SshPlace(
                at < 0 ? "" : plain.substring(0, at),
                host.replaceAll("[\\[\\]]", ""),
                hasPort ? Integer.parseInt(place.substring(colon + 1)) : 0);
    }

    private static boolean isBareIpv6(String place, int colon) {
        return place.indexOf(':') != colon && !place.startsWith("[");
    }
}
