package dev.ferry.ssh;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// Which host keys are believed. Always strict: an unknown key is refused until a person has accepted its
/// fingerprint, and a key that is not the one known before is refused without asking.
///
/// @param own Ferry's own `known_hosts`, where accepted keys are written; it need not exist yet
/// @param read further `known_hosts` files that are read and never written, such as the user's; missing
///     ones are passed over
/// @param accepted fingerprints that a person has accepted, as OpenSSH prints them: `SHA256:` and base64
public record HostKeyPolicy(Path own, List<Path> read, Set<String> accepted) {
    public HostKeyPolicy {
        Objects.requireNonNull(own);
        read = List.copyOf(read);
        accepted = Set.copyOf(accepted);
    }

    /// The same policy with these fingerprints accepted, and no others.
    public HostKeyPolicy accepting(Set<String> fingerprints) {
        return new HostKeyPolicy(own, read, fingerprints);
    }
}
