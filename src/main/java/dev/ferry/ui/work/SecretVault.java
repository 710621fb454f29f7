package dev.ferry.ui.work;

import dev.ferry.outcome.FailureException;
import dev.ferry.secrets.Secret;

/// Where a secret is kept that somebody typed in the window. Sources are given as the document says them:
/// `prompt:label`, `keyring:service/account`.
public interface SecretVault {
    /// Whether the secret of a source was typed in this session.
    boolean isTyped(String source);

    /// Keeps a secret until the document is closed, in place of an earlier one. It is on no disk.
    void remember(String source, Secret secret);

    /// Keeps a secret for this session and in the desktop's key ring. May wait for a person; not on the
    /// toolkit's thread.
    void keep(String source, Secret secret) throws FailureException;

    /// Under which account of the key ring the secret of a source would be kept: no two migrations share one.
    String account(String source);
}
