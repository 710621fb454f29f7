package dev.ferry.cassandra;

import com.datastax.oss.driver.api.core.metadata.EndPoint;
import com.datastax.oss.driver.api.core.metadata.Node;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/// Where the contact points are, and how a place is named in messages.
///
/// @param found every address of every name that could be resolved
/// @param unknown the names that could not
record Addresses(List<InetSocketAddress> found, List<String> unknown) {
    Addresses {
        found = List.copyOf(found);
        unknown = List.copyOf(unknown);
    }

    static Addresses of(CqlEndpoint endpoint) {
        var found = new ArrayList<InetSocketAddress>();
        var unknown = new ArrayList<String>();
        for (var contact : endpoint.contactPoints()) {
            try {
                for (var address : InetAddress.getAllByName(contact)) {
                    found.add(new InetSocketAddress(address, endpoint.port()));
                }
            } catch (UnknownHostException e) {
                unknown.add(contact);
                if (endpoint.road() != CqlRoad.DIRECT) {
                    // who stands on the road may know the name
                    found.add(InetSocketAddress.createUnresolved(contact, endpoint.port()));
                }
            }
        }
        return new Addresses(found, unknown);
    }

    /// An address without the brackets in which IPv6 stands before a port.
    static String bare(String contact) {
        return contact.startsWith("[") && contact.endsWith("]") ? contact.substring(1, contact.length() - 1) : contact;
    }

    /// The way from here to there, as a failure names it.
    static String hop(String label) {
        return "workstation → " + label + " (CQL)";
    }

    /// A node as its ring names it to clients; as we reach it where the ring does not say.
    static String node(Node node) {
        return node.getBroadcastRpcAddress()
                .map(InetSocketAddress::getAddress)
                .filter(address -> !address.isAnyLocalAddress())
                .map(InetAddress::getHostAddress)
                .orElseGet(() -> label(node.getEndPoint()));
    }

    /// `host:port`, without asking DNS.
    static String label(EndPoint place) {
        return !(place instanceof Place) && place.resolve() instanceof InetSocketAddress address
                ? label(address)
                : place.toString();
    }

    /// An address as text, or the name of one that only others know.
    static String text(InetSocketAddress place) {
        return place.isUnresolved() ? place.getHostString() : place.getAddress().getHostAddress();
    }

    static String label(InetSocketAddress address) {
        return label(address.getHostString(), address.getPort());
    }

    static String label(String host, int port) {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
