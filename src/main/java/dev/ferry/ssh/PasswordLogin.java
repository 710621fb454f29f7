package dev.ferry.ssh;

import dev.ferry.secrets.Secret;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.method.AbstractAuthMethod;

/// Logs in with a password (RFC 4252, section 8). A server that wants it changed is not obeyed: that is for
/// its owner to do.
final class PasswordLogin extends AbstractAuthMethod {
    private final Secret password;
    private volatile boolean isExpired;

    PasswordLogin(Secret password) {
        super("password");
        this.password = password;
    }

    /// Whether the server wanted the password changed.
    boolean isExpired() {
        return isExpired;
    }

    @Override
    protected SSHPacket buildReq() throws UserAuthException {
        return super.buildReq()
                .putBoolean(false)
                .putSensitiveString(password.reveal().toCharArray());
    }

    @Override
    public void handle(Message message, SSHPacket packet) throws UserAuthException, TransportException {
        if (message != Message.USERAUTH_60) {
            super.handle(message, packet);
            return;
        }
        isExpired = true;
        throw new UserAuthException("the server wants the password changed");
    }
}
