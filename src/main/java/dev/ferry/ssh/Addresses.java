package dev.ferry.ssh;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Every address of a server's name, tried in turn as OpenSSH does: the first at which somebody listens is
/// taken.
///
/// @param all at least one, each carrying the name by which the server was called
record Addresses(List<InetAddress> all) {
    Addresses {
        all = List.copyOf(all);
    }

    /// Asks for them.
    static Addresses of(String host) throws UnknownHostException {
        var named = new ArrayList<InetAddress>();
        for (var address : InetAddress.getAllByName(host)) {
            // one without a name would be looked up backwards
            named.add(InetAddress.getByAddress(host, address.getAddress()));
        }
        return new Addresses(named);
    }

    /// Tries one after the other.
    ///
    /// @throws IOException what the last of them said; what goes wrong once somebody has answered is said at
    ///     once
    void first(Attempt attempt) throws IOException {
        for (var address : all) {
            try {
                attempt.at(address);
                return;
            } catch (ConnectException | NoRouteToHostException | SocketTimeoutException e) {
                if (attempt.isAnswered() || address.equals(all.getLast())) {
                    throw e;
                }
            }
        }
    }

    /// For people: `10.0.0.7`, or `10.0.0.7, 10.0.1.7`.
    @Override
    public String toString() {
        return all.stream().map(InetAddress::getHostAddress).collect(Collectors.joining(", "));
    }

    /// Connects.
    interface Attempt {
        /// Tries an address.
        void at(InetAddress address) throws IOException;

        /// Whether somebody has accepted a connection.
        boolean isAnswered();
    }
}
