package dev.ferry.ui.target;

import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.outcome.Finding;
import dev.ferry.outcome.Severity;
import dev.ferry.secrets.Certificates;
import dev.ferry.secrets.KeyPairPem;
import dev.ferry.secrets.Secret;
import dev.ferry.text.Message;
import dev.ferry.text.Messages;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;

/// What a file of certificates says, read before anybody relies on it. Reads files: not on the toolkit's thread.
///
/// @param severity whether it can be used
/// @param text for people: whose it is and until when, or what is wrong with it
record CertificateLook(Severity severity, String text) {
    private static final long LARGEST = 1 << 20;

    /// Nothing is chosen.
    static final CertificateLook NONE = new CertificateLook(Severity.PASS, "");

    /// A file with the certificates of those who sign others.
    static CertificateLook authority(String path, Instant now) {
        if (path.isBlank()) {
            return NONE;
        }
        try {
            var all = Certificates.describe(read(path));
            var last = all.stream()
                    .min(Comparator.comparing(Certificates.Description::notAfter))
                    .orElseThrow();
            var text =
                    described(last, now) + (all.size() > 1 ? Messages.text("ui.target.pem.more", all.size() - 1) : "");
            return new CertificateLook(last.notAfter().isBefore(now) ? Severity.BLOCK : Severity.PASS, text);
        } catch (FailureException e) {
            return wrong(e.failure());
        }
    }

    /// A client certificate with its key, as the other side will judge it.
    ///
    /// @param authorities the file of those who sign the nodes' certificates; empty while none is chosen
    static CertificateLook client(String certificate, String key, String authorities, Instant now) {
        if (certificate.isBlank()) {
            return NONE;
        }
        try {
            var pem = read(certificate);
            var owner = Certificates.describe(pem).getFirst();
            if (key.isBlank() || authorities.isBlank()) {
                return new CertificateLook(
                        owner.notAfter().isBefore(now) ? Severity.BLOCK : Severity.PASS, described(owner, now));
            }
            var pair = new KeyPairPem(pem, Secret.of(read(key)));
            return judged(described(owner, now), Certificates.check(pair, List.of(read(authorities)), now));
        } catch (FailureException e) {
            return wrong(e.failure());
        }
    }

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
                ? Messages.text("ui.target.pem.expired", owner.subject(), until)
                : Messages.text(
                        "ui.target.pem.valid",
                        owner.subject(),
                        until,
                        Duration.between(now, owner.notAfter()).toDays());
    }

    private static CertificateLook wrong(Failure failure) {
        return new CertificateLook(
                Severity.BLOCK, Messages.text(failure.cause()) + " " + Messages.text(failure.remedy()));
    }

    private static String read(String path) throws FailureException {
        try {
            var file = Path.of(path.strip());
            if (Files.size(file) > LARGEST) {
                throw failure("ui.target.pem.large", path);
            }
            return Files.readString(file);
        } catch (MalformedInputException e) {
            throw failure("ui.target.pem.binary", path);
        } catch (IOException | InvalidPathException e) {
            throw failure("ui.target.pem.unreadable", path);
        }
    }

    private static FailureException failure(String key, String path) {
        return new FailureException(new Failure(
                Failure.Kind.NEEDS_ATTENTION,
                "workstation",
                Message.of(key, path),
                "",
                Message.of(key + ".remedy", path)));
    }
}
