package dev.ferry.ssh;

import java.io.IOException;
import net.schmizz.sshj.connection.channel.Channel;

/// Writes to a channel without ever waiting inside the library's own stream.
///
/// `ChannelOutputStream` of sshj waits for the other side's window while it holds the lock that the
/// connection's one reading thread needs when the channel is closed: a script that ends without reading its
/// input would stop every other script on the connection for half a minute.
final class ChannelInput {
    private static final long PAUSE_MILLIS = 2;

    private final Channel channel;

    ChannelInput(Channel channel) {
        this.channel = channel;
    }

    /// Sends bytes, as fast as the other side takes them.
    ///
    /// @throws IOException if the channel was closed before all were sent
    void write(byte[] bytes, int length) throws IOException, InterruptedException {
        var out = channel.getOutputStream();
        for (int sent = 0; sent < length; ) {
            if (!channel.isOpen()) {
                throw new IOException("the channel was closed");
            }
            var room = Math.min(channel.getRemoteWinSize(), channel.getRemoteMaxPacketSize());
            if (room <= 0) {
                Thread.sleep(PAUSE_MILLIS);
                continue;
            }
            var n = (int) Math.min(room, length - sent);
            out.write(bytes, sent, n);
            out.flush();
            sent += n;
        }
    }

    /// Says that no more will come.
    void end() throws IOException {
        channel.getOutputStream().close();
    }
}
