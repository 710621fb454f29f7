package dev.ferry.ui.source;

import dev.ferry.migration.Jump;
import dev.ferry.ui.source.CredentialForm.Text;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A jump host, as it was typed.
///
/// @param place `[user@]host[:port]`
/// @param login what there is to log in with there; null for the same as at the nodes
/// @param given what was typed of a login of its own before it was turned off
record JumpForm(String place, @Nullable CredentialForm login, CredentialForm given) {
    /// A server that takes the same login as the nodes.
    static JumpForm to(String place) {
        return new JumpForm(place, null, CredentialForm.blank());
    }

    /// The fields for settings.
    static JumpForm of(Jump jump) {
        var own = jump.credentials();
        var login = own == null ? null : CredentialForm.of(own);
        return new JumpForm(jump.place(), login, login == null ? CredentialForm.blank() : login);
    }

    /// The same elsewhere.
    JumpForm at(String place) {
        return new JumpForm(place, login, given);
    }

    /// The same with a login of its own.
    JumpForm with(CredentialForm login) {
        return new JumpForm(place, login, login);
    }

    /// The same with a login of its own, as far as it was typed before.
    JumpForm own() {
        return new JumpForm(place, given, given);
    }

    /// The same with the nodes' login.
    JumpForm shared() {
        return new JumpForm(place, null, given);
    }

    /// Where the secrets of its own login come from, also of one that is turned off.
    List<String> secrets() {
        return Stream.of(Text.PASSPHRASE, Text.PASSWORD)
                .map(given::text)
                .filter(source -> !source.isEmpty())
                .toList();
    }

    /// Whether it can be used.
    boolean isGood() {
        return SourceForm.isLoginPlace(place.strip())
                && (login == null || login.problems().isEmpty());
    }

    /// The setting; only if it can be used.
    Jump settings() {
        return new Jump(place.strip(), login == null ? null : login.settings().orElseThrow());
    }
}
