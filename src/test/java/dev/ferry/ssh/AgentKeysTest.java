package dev.ferry.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class AgentKeysTest {
    @TempDir
    Path folder;

    @Test
    void waitsNotForEverForAnAgentThatNeverAnswers() throws Exception {
        var socket = folder.resolve("agent");
        try (var silent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            silent.bind(UnixDomainSocketAddress.of(socket));
            var agent = new AgentKeys(socket, Duration.ofSeconds(2), Duration.ofSeconds(1));
            assertEquals("no answer within 1 s", said(agent::blobs));
            var signer = agent.signer(new byte[] {1}, new HopLimit(Duration.ofSeconds(30)));
            assertEquals("no answer within 2 s", said(() -> signer.sign("ssh-ed25519", new byte[] {2})));
        }
    }

    private static String said(org.junit.jupiter.api.function.Executable call) {
        return assertThrows(IOException.class, call).getMessage();
    }
}
