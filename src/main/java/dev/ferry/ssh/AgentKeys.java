package dev.ferry.ssh;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.method.AbstractAuthMethod;
import net.schmizz.sshj.userauth.method.AuthMethod;

/// The keys that an ssh-agent holds, asked over its socket (draft-ietf-sshm-ssh-agent, sections 3.5 and
/// 3.6). The private keys never leave the agent.
final class AgentKeys {
    private static final byte REQUEST_IDENTITIES = 11;
    private static final byte IDENTITIES_ANSWER = 12;
    private static final byte SIGN_REQUEST = 13;
    private static final byte SIGN_RESPONSE = 14;
    private static final int RSA_SHA2_512 = 4;
    private static final int LARGEST_ANSWER = 1 << 20;

    private final Path socket;

    AgentKeys(Path socket) {
        this.socket = socket;
    }

    /// One way to log in for each key of the agent.
    List<AuthMethod> methods() throws IOException {
        var answer = ask(new byte[] {REQUEST_IDENTITIES}, IDENTITIES_ANSWER);
        try {
            var methods = new ArrayList<AuthMethod>();
            for (long count = answer.readUInt32(); count > 0; count--) {
                var blob = answer.readBytes();
                answer.readBytes(); // the comment
                methods.add(new AgentKey(blob));
            }
            return methods;
        } catch (Buffer.BufferException e) {
            throw new IOException("the agent's list of keys is cut short", e);
        }
    }

    private byte[] sign(byte[] blob, byte[] content, int flags) throws IOException {
        var request = new Buffer.PlainBuffer()
                .putByte(SIGN_REQUEST)
                .putString(blob)
                .putString(content)
                .putUInt32(flags);
        try {
            return ask(request.getCompactData(), SIGN_RESPONSE).readBytes();
        } catch (Buffer.BufferException e) {
            throw new IOException("the agent's signature is cut short", e);
        }
    }

    private Buffer.PlainBuffer ask(byte[] request, byte expected) throws IOException {
        try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
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

    /// Logs in with one of the agent's keys (RFC 4252, section 7): asks whether the server would take it,
    /// then has the agent sign.
    private final class AgentKey extends AbstractAuthMethod {
        private final byte[] blob;

        AgentKey(byte[] blob) {
            super("publickey");
            this.blob = blob;
        }

        @Override
        protected SSHPacket buildReq() throws UserAuthException {
            return request(false);
        }

        private SSHPacket request(boolean signed) throws UserAuthException {
            return super.buildReq().putBoolean(signed).putString(algorithm()).putString(blob);
        }

        private String algorithm() throws UserAuthException {
            try {
                var type = new Buffer.PlainBuffer(blob).readString();
                return type.equals("ssh-rsa") ? "rsa-sha2-512" : type;
            } catch (Buffer.BufferException e) {
                throw new UserAuthException("not a key", e);
            }
        }

        @Override
        public void handle(Message message, SSHPacket packet) throws UserAuthException, TransportException {
            if (message != Message.USERAUTH_60) {
                super.handle(message, packet);
                return;
            }
            var signed = request(true);
            var content = new Buffer.PlainBuffer()
                    .putString(params.getTransport().getSessionID())
                    .putBuffer(signed)
                    .getCompactData();
            try {
                var signature = sign(blob, content, algorithm().equals("rsa-sha2-512") ? RSA_SHA2_512 : 0);
                params.getTransport().write(signed.putString(signature));
            } catch (IOException e) {
                throw new UserAuthException("the agent did not sign", e);
            }
        }
    }
}
