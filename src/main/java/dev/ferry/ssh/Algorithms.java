package dev.ferry.ssh;

import com.hierynomus.sshj.key.KeyAlgorithm;
import java.util.List;
import java.util.Set;
import net.schmizz.keepalive.KeepAliveProvider;
import net.schmizz.sshj.Config;
import net.schmizz.sshj.DefaultConfig;
import net.schmizz.sshj.common.Factory;

/// The one configuration of the SSH client that all connections share: making it costs half a second.
///
/// The library still offers what OpenSSH has given up: SHA-1 key exchanges and signatures, DSA, MD5, RC4,
/// 3DES, CBC. None of that is offered here.
final class Algorithms {
    private static final Set<String> SHA1_SIGNATURES =
            Set.of("ssh-rsa", "ssh-dss", "ssh-rsa-cert-v01@openssh.com", "ssh-dss-cert-v01@openssh.com");

    private Algorithms() {}

    /// The shared configuration.
    static Config shared() {
        return Shared.CONFIG;
    }

    private static Config make() {
        var config = new DefaultConfig();
        config.setKeepAliveProvider(KeepAliveProvider.KEEP_ALIVE);
        config.setKeyExchangeFactories(config.getKeyExchangeFactories().stream()
                .filter(kex -> !kex.getName().endsWith("sha1"))
                .toList());
        List<Factory.Named<KeyAlgorithm>> keys = config.getKeyAlgorithms().stream()
                .filter(key -> !SHA1_SIGNATURES.contains(key.getName()))
                .toList();
        config.setKeyAlgorithms(keys);
        config.setCipherFactories(config.getCipherFactories().stream()
                .filter(cipher -> cipher.getName().matches("chacha20-poly1305@openssh.com|aes\\d+-(ctr|gcm@.*)"))
                .toList());
        config.setMACFactories(config.getMACFactories().stream()
                .filter(mac -> mac.getName().startsWith("hmac-sha2-"))
                .toList());
        return config;
    }

    private static final class Shared {
        static final Config CONFIG = make();
    }
}
