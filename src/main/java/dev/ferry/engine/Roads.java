package dev.ferry.engine;

import dev.ferry.aiven.AivenService.Address;
import dev.ferry.aiven.AivenService.Way;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Optional;

/// Which of the ways to a service leads there from this machine. A service in a private network may have a
/// public twin, and its usual name leads to private addresses.
final class Roads {
    private static final int LIMIT_MILLIS = 4_000;

    private Roads() {}

    /// The first way that takes a connection; the first of all if none does, so that its own failure is told.
    /// Empty if there is none.
    static Optional<Address> best(List<Way> ways) {
        var reached = ways.size() < 2
                ? Optional.<Way>empty()
                : ways.stream().filter(Roads::leads).findFirst();
        return reached.or(() -> ways.stream().findFirst()).map(Way::address);
    }

    private static boolean leads(Way way) {
        try (var socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(way.address().host(), way.address().port()), LIMIT_MILLIS);
            return true;
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }
}
