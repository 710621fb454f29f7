package dev.ferry.ui.tls;

import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.outcome.Finding;
import dev.ferry.outcome.Severity;
import dev.ferry.secrets.CertificateFiles;
import dev.ferry.secrets.Certificates;
import dev.ferry.text.Messages;
import dev.ferry.ui.tls.TlsForm.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// What a file of certificates says, read before anybody relies on it. Reads files: not on the toolkit's
/// thread.
///
/// A store that shows nothing without its password is taken on trust until Ferry connects: nobody is asked
/// for a password only to look.
///
/// @param severity whether it can be used
/// @param text for people: whose it is and until when, or what is wrong with it
public record CertificateLook(Severity severity, String text) {
    /// Nothing is chosen.
    static final CertificateLook NONE = new CertificateLook(Severity.PASS, "");

    private static final int HEAD = 64;

    /// What the files of a port's settings say.
    static Map<Text, CertificateLook> of(TlsForm form, Instant now) {
        var authorities = form.trust() == TlsForm.Trust.FILE ? form.text(Text.AUTHORITIES) : "";
        return Map.of(
                Text.AUTHORITIES,
                authority(authorities, !form.text(Text.AUTHORITIES_PASSWORD).isEmpty() ? Locked.YES : Locked.NO, now),
                Text.CERTIFICATE,
                client(
                        form.text(Text.CERTIFICATE),
                        form.text(Text.KEY),
                        !form.text(Text.KEY_PASSWORD).isEmpty() ? Locked.YES : Locked.NO,
                        authorities,
                        now));
    }

    /// Whether a password is there with which a file is opened later.
    enum Locked {
        YES,
        NO
    }

    /// A file with the certificates of those who sign others.
    static CertificateLook authority(String path, Locked locked, Instant now) {
        if (path.isBlank()) {
            return NONE;
        }
        try {
            var all = Certificates.describe(String.join("", CertificateFiles.authorities(Path.of(path), null)));
            var last = all.stream()
                    .min(Comparator.comparing(Certificates.Description::notAfter))
                    .orElseThrow();
            var text = described(last, now)
                    + (all.size() > 1 ? Messages.text("ui.tls.look.more", all.size() - 1) : "")
                    + in(path);
            // Java does not judge whom it was told to trust
            return new CertificateLook(last.notAfter().isBefore(now) ? Severity.WARN : Severity.PASS, text);
        } catch (FailureException e) {
            return locked == Locked.YES && isStore(path) ? later(path) : wrong(e.failure());
        } catch (InvalidPathException e) {
            return NONE;
        }
    }

    /// A client certificate with its key, as the other side will judge it.
    ///
    /// @param key the file of its key; empty if the first holds it
    /// @param authorities the file of those who sign the nodes' certificates; empty while none is chosen
    static CertificateLook client(String certificate, String key, Locked locked, String authorities, Instant now) {
        if (certificate.isBlank()) {
            return NONE;
        }
        if (locked == Locked.YES && isStore(certificate)) {
            return later(certificate);
        }
        try {
            if (locked == Locked.YES) {
                return owner(certificate, now);
            }
            var pair = CertificateFiles.own(Path.of(certificate), key.isBlank() ? null : Path.of(key), null);
            var owner = Certificates.describe(pair.certificate()).getFirst();
            return judged(
                    described(owner, now) + in(certificate),
                    Certificates.check(pair, signers(authorities, pair.certificate()), now));
        } catch (FailureException e) {
            return wrong(e.failure());
        } catch (InvalidPathException e) {
            return NONE;
        }
    }

    /// The key is opened later: the certificate alone can be told about.
    private static CertificateLook owner(String certificate, Instant now) throws FailureException {
        var owner = Certificates.describe(String.join("", CertificateFiles.authorities(Path.of(certificate), null)))
                .getFirst();
        return new CertificateLook(
                owner.notAfter().isBefore(now) ? Severity.BLOCK : Severity.PASS, described(owner, now));
    }

    /// While nobody is believed yet, or only behind a password, a certificate is judged by itself.
    private static List<String> signers(String authorities, String itself) {
        try {
            return authorities.isBlank() ? List.of(itself) : CertificateFiles.authorities(Path.of(authorities), null);
        } catch (FailureException e) {
            return List.of(itself);
        }
    }

    /// The node may well believe others than we do: that its own authority is another is said, not refused.
    private static CertificateLook judged(String described, List<Finding> findings) {
        var worst =
                findings.stream().max(Comparator.comparing(Finding::severity)).orElseThrow();
        return worst.severity() == Severity.PASS
                ? new CertificateLook(Severity.PASS, described)
                : new CertificateLook(
                        worst.severity(), Messages.text(worst.reason()) + " " + Messages.text(worst.remedy()));
    }

    private static String described(Certificates.Description owner, Instant now) {
        var until = LocalDate.ofInstant(owner.notAfter(), ZoneOffset.UTC);
        return owner.notAfter().isBefore(now)
                ? Messages.text("ui.tls.look.expired", owner.subject(), until)
                : Messages.text(
                        "ui.tls.look.valid",
                        owner.subject(),
                        until,
                        Duration.between(now, owner.notAfter()).toDays());
    }

    private static CertificateLook wrong(Failure failure) {
        return new CertificateLook(
                Severity.BLOCK, Messages.text(failure.cause()) + " " + Messages.text(failure.remedy()));
    }

    private static CertificateLook later(String path) {
        return new CertificateLook(Severity.PASS, Messages.text("ui.tls.look.later", kind(path)));
    }

    private static String in(String path) {
        return isStore(path) ? Messages.text("ui.tls.look.in", kind(path)) : "";
    }

    private static boolean isStore(String path) {
        return !kind(path).isEmpty();
    }

    /// What kind of store a file is, told by its first bytes; empty for none.
    private static String kind(String path) {
        try (var stream = Files.newInputStream(Path.of(path))) {
            var head = new String(stream.readNBytes(HEAD), StandardCharsets.ISO_8859_1);
            return head.startsWith("\u00fe\u00ed\u00fe\u00ed")
                    ? "JKS"
                    : head.startsWith("\u00ce\u00ce\u00ce\u00ce") ? "JCEKS" : head.startsWith("0") ? "PKCS12" : "";
        } catch (IOException | InvalidPathException e) {
            return "";
        }
    }
}
