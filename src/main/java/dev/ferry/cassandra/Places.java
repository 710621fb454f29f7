package dev.ferry.cassandra;

import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.context.DriverContext;
import com.datastax.oss.driver.api.core.metadata.EndPoint;
import com.datastax.oss.driver.api.core.session.ProgrammaticArguments;
import com.datastax.oss.driver.internal.core.adminrequest.AdminRow;
import com.datastax.oss.driver.internal.core.context.DefaultDriverContext;
import com.datastax.oss.driver.internal.core.context.InternalDriverContext;
import com.datastax.oss.driver.internal.core.metadata.DefaultTopologyMonitor;
import com.datastax.oss.driver.internal.core.metadata.TopologyMonitor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes the driver see every node as a {@link Place}: the contact points as the user named them, the others
/// as the ring announces them.
///
/// The driver's own address translator will not do: it gives a node another address, and with it another
/// name in messages and in the eyes of TLS.
final class Places {
    private final CqlEndpoint endpoint;
    private final Collection<InetSocketAddress> contacts;

    Places(CqlEndpoint endpoint, Collection<InetSocketAddress> contacts) {
        this.endpoint = endpoint;
        this.contacts = contacts;
    }

    /// A builder of sessions that knows the contact points.
    CqlSessionBuilder builder() {
        return new Builder()
                .addContactEndPoints(contacts.stream()
                        .<EndPoint>map(node -> new Place(node, endpoint.road()))
                        .toList());
    }

    /// Where a node of the ring is, from its row in a table of peers; empty if the row does not say.
    ///
    /// @param clients the address that it announces to clients (`native_address`, before 4.0 `rpc_address`)
    /// @param peers the address that it announces to its peers (`peer`)
    /// @param port the port that it announces; null before 4.0
    static Optional<InetSocketAddress> announced(
            @Nullable InetAddress clients, @Nullable InetAddress peers, @Nullable Integer port, int usualPort) {
        // releases before 2.1 announced 0.0.0.0 where they listened on it: to connect there is to connect to ourselves
        var address = clients == null || clients.isAnyLocalAddress() ? peers : clients;
        return Optional.ofNullable(address)
                .filter(each -> !each.isAnyLocalAddress())
                .map(each -> new InetSocketAddress(each, port == null || port == 0 ? usualPort : port));
    }

    /// The place of a node; with the name that the user gave it where it is a contact point, for that is what
    /// its certificate may carry.
    private Place place(InetSocketAddress announced) {
        var named = contacts.stream().filter(announced::equals).findFirst();
        return new Place(named.orElse(announced), endpoint.road());
    }

    private final class Builder extends CqlSessionBuilder {
        @Override
        protected DriverContext buildContext(DriverConfigLoader configuration, ProgrammaticArguments arguments) {
            return new DefaultDriverContext(configuration, arguments) {
                @Override
                protected TopologyMonitor buildTopologyMonitor() {
                    return new Monitor(this);
                }
            };
        }
    }

    private final class Monitor extends DefaultTopologyMonitor {
        Monitor(InternalDriverContext context) {
            super(context);
        }

        @Override
        protected EndPoint buildNodeEndPoint(
                AdminRow row, @Nullable InetSocketAddress broadcastRpcAddress, EndPoint localEndPoint) {
            if (!row.contains("peer")) {
                return localEndPoint;
            }
            var clients = broadcastRpcAddress == null ? null : broadcastRpcAddress.getAddress();
            var port = row.contains("native_port") ? row.getInteger("native_port") : null;
            return announced(clients, row.getInetAddress("peer"), port, endpoint.port())
                    .<EndPoint>map(Places.this::place)
                    .orElse(localEndPoint);
        }
    }
}
