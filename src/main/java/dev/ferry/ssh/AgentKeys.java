package dev.ferry.ssh;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import net.schmizz.sshj.common.Buffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The keys that an ssh-agent holds, asked over its socket (draft-ietf-sshm-ssh-agent, sections 3.5 and
/// 3.6). The private keys never leave the agent.
final class AgentKeys {
    private static final Logger LOG = LoggerFactory.getLogger(AgentKeys.class);
    private static final byte REQUEST_IDENTITIES = 11;
    private static final byte IDENTITIES_ANSWER = 12;
    private static final byte SIGN_REQUEST = 13;
    private static final byte SIGN_RESPONSE = 14;
    private static final int RSA_SHA2_512 = 4;
    private static final int LARGEST_ANSWER = 1 << 20;

    // longer than a server waits for a login (`LoginGraceTime`, 2 minutes): an owner's answer after that helps
    // nobody, and an agent at the other end of a dead connection never answers
    private static final Duration SIGNING = Duration.ofMinutes(3);
    private static final Duration LISTING = Duration.ofSeconds(10);

    private final Path socket;
    private final Duration signing;
    private final Duration listing;

    AgentKeys(Path socket) {
        this(socket, SIGNING, LISTING);
    }

    AgentKeys(Path socket, Duration signing, Duration listing) {
        this.socket = socket;
        this.signing = signing;
        this.listing = listing;
    }

    /// The public keys and certificates of the agent's keys, in its order.
    List<byte[]> blobs() throws IOException {
        var answer = ask(new byte[] {REQUEST_IDENTITIES}, IDENTITIES_ANSWER, listing);
        try {
            var blobs = new ArrayList<byte[]>();
            for (long count = answer.readUInt32(); count > 0; count--) {
                blobs.add(answer.readBytes());
                answer.readBytes(); // the comment
            }
            return blobs;
        } catch (Buffer.BufferException e) {
            throw new IOException("the agent's list of keys is cut short", e);
        }
    }

    /// Signs with a key of the agent, which may ask its owner first, or want a security key touched. Such
    /// waiting does not count, up to three minutes.
    ///
    /// @param blob the key's public half
    KeyLogin.Signer signer(byte[] blob, HopLimit limit) {
        return (algorithm, content) -> {
            try {
                return limit.asking(() -> sign(blob, content, algorithm.equals("rsa-sha2-512") ? RSA_SHA2_512 : 0));
            } catch (IOException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException(e);
            }
        };
    }

    private byte[] sign(byte[] blob, byte[] content, int flags) throws IOException {
        var request = new Buffer.PlainBuffer()
                .putByte(SIGN_REQUEST)
                .putString(blob)
                .putString(content)
                .putUInt32(flags);
        try {
            return ask(request.getCompactData(), SIGN_RESPONSE, signing).readBytes();
        } catch (Buffer.BufferException e) {
            throw new IOException("the agent's signature is cut short", e);
        }
    }

    private Buffer.PlainBuffer ask(byte[] request, byte expected, Duration limit) throws IOException {
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return Waiting.on(() -> ask(channel, request, expected), limit, () -> close(channel));
        } catch (TimeoutException e) {
            throw new IOException("no answer within " + limit.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException reason ? reason : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("while closing", e);
        }
    }

    private Buffer.PlainBuffer ask(SocketChannel channel, byte[] request, byte expected) throws IOException {
        channel.connect(UnixDomainSocketAddress.of(socket));
        var framed = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(framed)) {
            out.writeInt(request.length);
            out.write(request);
        }
        var bytes = ByteBuffer.wrap(framed.toByteArray());
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        var length = read(channel, 4).getInt();
        if (length < 1 || length > LARGEST_ANSWER) {
            throw new IOException("not an agent's answer: " + length + " bytes");
        }
        var answer = read(channel, length);
        if (answer.get() != expected) {
            throw new IOException("the agent refused");
        }
        var body = new byte[answer.remaining()];
        answer.get(body);
        return new Buffer.PlainBuffer(body);
    }

    private static ByteBuffer read(SocketChannel channel, int length) throws IOException {
        var buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new IOException("the agent hung up");
            }
        }
        return buffer.flip();
    }
}
