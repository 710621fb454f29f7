package dev.ferry.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;

/// The SSH keys of a sandbox, made for it and gone with it: one to log in, one for each node.
///
/// @param login whose private half the user has
/// @param hosts what the nodes show, by address
record SshKeys(KeyPair login, Map<String, KeyPair> hosts) {
    /// New keys. ECDSA, because Ed25519 would need one more library in the server.
    static SshKeys generate(List<String> addresses) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        var hosts = addresses.stream().collect(Collectors.toMap(address -> address, _ -> generator.generateKeyPair()));
        return new SshKeys(generator.generateKeyPair(), hosts);
    }

    /// Writes the login key in OpenSSH's format, for its owner's eyes only.
    void writeLogin(Path file) throws IOException, GeneralSecurityException {
        Files.createDirectories(file.getParent());
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Files.createFile(file, ownerOnly);
        try (var out = Files.newOutputStream(file)) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(login, "ferry sandbox", null, out);
        }
    }

    /// Writes what `known_hosts` must say.
    void writeKnownHosts(Path file, int port) throws IOException {
        Files.writeString(
                file,
                hosts.entrySet().stream()
                        .map(host -> "[" + host.getKey() + "]:" + port + " "
                                + PublicKeyEntry.toString(host.getValue().getPublic()) + "\n")
                        .sorted()
                        .collect(Collectors.joining()));
    }
}
