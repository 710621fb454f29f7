package dev.ferry.ssh;

import java.io.IOException;
import java.util.List;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.method.AbstractAuthMethod;

/// Logs in with a key or a certificate (RFC 4252, section 7): asks whether the server would take it, then
/// has it sign.
///
/// The library's own knows neither agents nor the SHA-2 signatures of RSA certificates (RFC 8332).
final class KeyLogin extends AbstractAuthMethod {
    private static final String RSA = "ssh-rsa";
    private static final String CERTIFICATE = "-cert-v01@openssh.com";

    private final byte[] blob;
    private final List<String> algorithms;
    private final Signer signer;
    private int at;
    private boolean isSigned;

    /// @param blob the public key or certificate, as RFC 4253 writes it
    /// @param offer which signatures an RSA key may make
    KeyLogin(byte[] blob, SshLogin.Offer offer, Signer signer) throws IOException {
        super("publickey");
        this.blob = blob.clone();
        this.algorithms = algorithms(type(blob), offer);
        this.signer = signer;
    }

    /// Makes signatures with the private key.
    @FunctionalInterface
    interface Signer {
        /// The signature as RFC 4253, section 6.6 writes it.
        ///
        /// @param algorithm the signature's: that of the key, or for RSA `rsa-sha2-512` or `ssh-rsa`
        byte[] sign(String algorithm, byte[] content) throws IOException;
    }

    /// The type of a key or certificate: `ssh-ed25519`, `ssh-rsa-cert-v01@openssh.com`, …
    static String type(byte[] blob) throws IOException {
        try {
            return new Buffer.PlainBuffer(blob).readString();
        } catch (Buffer.BufferException | RuntimeException e) {
            throw new IOException("not a key", e);
        }
    }

    private static List<String> algorithms(String type, SshLogin.Offer offer) {
        if (!type.equals(RSA) && !type.equals(RSA + CERTIFICATE)) {
            return List.of(type);
        }
        var ending = type.substring(RSA.length());
        return switch (offer) {
            case CURRENT -> List.of("rsa-sha2-512" + ending);
            // a server that knows SHA-2 is not asked for SHA-1
            case LEGACY -> List.of("rsa-sha2-512" + ending, type);
        };
    }

    @Override
    protected SSHPacket buildReq() throws UserAuthException {
        return request(false);
    }

    private SSHPacket request(boolean signed) throws UserAuthException {
        return super.buildReq().putBoolean(signed).putString(algorithms.get(at)).putString(blob);
    }

    @Override
    public void handle(Message message, SSHPacket packet) throws UserAuthException, TransportException {
        if (message != Message.USERAUTH_60) {
            super.handle(message, packet);
            return;
        }
        isSigned = true;
        var signed = request(true);
        var content = new Buffer.PlainBuffer()
                .putString(params.getTransport().getSessionID())
                .putBuffer(signed)
                .getCompactData();
        try {
            var signature = signer.sign(algorithms.get(at).replace(CERTIFICATE, ""), content);
            params.getTransport().write(signed.putString(signature));
        } catch (TransportException e) {
            throw e;
        } catch (IOException e) {
            throw new UserAuthException("not signed: " + Hop.said(e), e);
        }
    }

    /// Whether it is worth another request: with the next algorithm, if this one was refused unsigned.
    @Override
    public boolean shouldRetry() {
        return !isSigned && ++at < algorithms.size();
    }
}
