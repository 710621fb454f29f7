package dev.ferry.secrets;

import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.text.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.pkcs.ContentInfo;

/// A file with certificates or keys, and what kind of file it is.
///
/// @param path where it lies
/// @param kind what its content is
/// @param content all of it
record Material(Path path, Kind kind, byte[] content) {
    // a store with every public authority is a quarter of this
    private static final int LARGEST = 4 << 20;

    /// What a file's content tells.
    enum Kind {
        PEM,
        PKCS12,
        JKS,
        JCEKS
    }

    /// Reads a file.
    ///
    /// @throws FailureException if it cannot be read, is empty, or is of no kind that can be used
    static Material read(Path path) throws FailureException {
        byte[] content;
        try {
            if (Files.size(path) > LARGEST) {
                throw failure(path, "secrets.material.large", Files.size(path) + " bytes");
            }
            content = Files.readAllBytes(path);
        } catch (IOException e) {
            throw failure(path, "secrets.material.unreadable", e.toString());
        }
        return new Material(path, kind(path, content), content);
    }

    private static Kind kind(Path path, byte[] content) throws FailureException {
        var text = new String(content, StandardCharsets.ISO_8859_1);
        if (text.isBlank()) {
            throw failure(path, "secrets.material.empty", content.length + " bytes");
        }
        if (text.contains("-----BEGIN ")) {
            return Kind.PEM;
        }
        // the first four bytes of sun.security.provider.JavaKeyStore and com.sun.crypto.provider.JceKeyStore
        if (text.startsWith("\u00fe\u00ed\u00fe\u00ed")) {
            return Kind.JKS;
        }
        if (text.startsWith("\u00ce\u00ce\u00ce\u00ce")) {
            return Kind.JCEKS;
        }
        if (isPkcs12(content)) {
            return Kind.PKCS12;
        }
        throw failure(path, isDer(content) ? "secrets.material.der" : "secrets.material.unknown", seen(content));
    }

    /// A PFX of version 3 (RFC 7292 §4); whether the rest of it is sound is seen when it is opened.
    private static boolean isPkcs12(byte[] content) {
        try {
            return ASN1Primitive.fromByteArray(content) instanceof ASN1Sequence pfx
                    && pfx.size() >= 2
                    && pfx.getObjectAt(0) instanceof ASN1Integer version
                    && version.hasValue(3)
                    && ContentInfo.getInstance(pfx.getObjectAt(1)) != null;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    private static boolean isDer(byte[] content) {
        try {
            return ASN1Primitive.fromByteArray(content) instanceof ASN1Sequence;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    private static String seen(byte[] content) {
        return content.length + " bytes";
    }

    /// A PEM file's text. What is not ASCII can only be a comment.
    String text() {
        return new String(content, StandardCharsets.ISO_8859_1);
    }

    /// A failure about this file: `{0}` of its texts is the path.
    FailureException failure(String key, Object... more) {
        return failureWith(key, "", more);
    }

    /// The same with what was seen.
    FailureException failureWith(String key, String evidence, Object... more) {
        return failure(path, key, evidence, more);
    }

    /// The same failure, said of this file.
    FailureException located(FailureException of) {
        var said = of.failure();
        return new FailureException(
                new Failure(said.kind(), "workstation → " + path, said.cause(), path.toString(), said.remedy()), of);
    }

    private static FailureException failure(Path path, String key, String evidence, Object... more) {
        var arguments = new Object[more.length + 1];
        arguments[0] = path.toString();
        System.arraycopy(more, 0, arguments, 1, more.length);
        return new FailureException(new Failure(
                Failure.Kind.NEEDS_ATTENTION,
                "workstation → " + path,
                Message.of(key, arguments),
                evidence.isEmpty() ? path.toString() : evidence,
                Message.of(key + ".remedy", arguments)));
    }

    @Override
    public String toString() {
        return List.of(path, kind).toString();
    }
}
