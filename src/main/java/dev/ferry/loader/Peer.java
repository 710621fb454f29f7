package dev.ferry.loader;

import java.net.InetAddress;
import java.util.regex.Pattern;

/// A target node as the loader prints it, which differs by its version and its Java: `/10.0.0.11`,
/// `n1/10.0.0.11`, `/10.0.0.11:7000`, `/[2001:db8:0:0:0:0:0:1]:7000`, `/2001:db8:0:0:0:0:0:1` and, on
/// Java before 14, `/2001:db8:0:0:0:0:0:1:7000`.
final class Peer {
    private static final Pattern BRACKETS = Pattern.compile("\\[(.+)](?::\\d+)?");

    private static final int COLONS_OF_IPV6 = 7;

    private Peer() {}

    /// The address alone, without name and port, in the usual spelling.
    static String address(String printed) {
        var text = printed.substring(printed.indexOf('/') + 1).strip();
        var brackets = BRACKETS.matcher(text);
        if (brackets.matches()) {
            return usual(brackets.group(1));
        }
        var colons = text.chars().filter(character -> character == ':').count();
        var hasPort = colons == 1 || colons > COLONS_OF_IPV6;
        return usual(hasPort ? text.substring(0, text.lastIndexOf(':')) : text);
    }

    /// The same address in the one spelling that can be compared; a name stays as it is.
    static String usual(String address) {
        var zone = address.indexOf('%');
        var text = zone < 0 ? address : address.substring(0, zone);
        try {
            return InetAddress.ofLiteral(text).getHostAddress();
        } catch (IllegalArgumentException notLiteral) {
            return text;
        }
    }
}
