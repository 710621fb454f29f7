package dev.ferry.ssh;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The lines of all `known_hosts` files of a policy, read together as OpenSSH does.
///
/// @param lines those that can be read
/// @param broken those that cannot, and whole files, with the reason, for people; they count for nothing
record KnownHosts(List<KnownHost> lines, List<String> broken) {
    private static final Logger LOG = LoggerFactory.getLogger(KnownHosts.class);
    private static final ReentrantLock WRITING = new ReentrantLock();
    private static final Set<String> REPORTED = ConcurrentHashMap.newKeySet();
    private static final Map<Path, List<Understood>> UNDERSTOOD = new ConcurrentHashMap<>();

    KnownHosts {
        lines = List.copyOf(lines);
        broken = List.copyOf(broken);
    }

    /// Reads the files of a policy; missing ones are passed over.
    ///
    /// @throws IOException if Ferry's own cannot be read
    static KnownHosts read(HostKeyPolicy policy) throws IOException {
        var lines = new ArrayList<KnownHost>();
        var broken = new ArrayList<String>();
        for (var file : Stream.concat(Stream.of(policy.own()), policy.read().stream())
                .distinct()
                .filter(Files::isRegularFile)
                .toList()) {
            try {
                read(file, lines, broken);
            } catch (IOException e) {
                if (file.equals(policy.own())) {
                    throw e;
                }
                broken.add(file + ": " + Hop.said(e));
            }
        }
        // each connection reads them again, and one warning is enough
        broken.stream().filter(REPORTED::add).forEach(line -> LOG.warn("known hosts: {}", line));
        return new KnownHosts(lines, broken);
    }

    // every connection reads the files, and grows Ferry's own: what stood there before is understood already
    private static void read(Path file, List<KnownHost> lines, List<String> broken) throws IOException {
        var before = UNDERSTOOD.getOrDefault(file, List.of());
        var now = new ArrayList<Understood>();
        // any bytes may stand in a comment
        for (var text : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
            var number = now.size();
            var same = number < before.size() && before.get(number).text().equals(text);
            now.add(same ? before.get(number) : Understood.of(file, number + 1, text));
        }
        UNDERSTOOD.put(file, now);
        for (var line : now) {
            line.known().ifPresent(lines::add);
            line.broken().ifPresent(broken::add);
        }
    }

    /// A line of a file and what it means.
    private record Understood(String text, Optional<KnownHost> known, Optional<String> broken) {
        static Understood of(Path file, int number, String text) {
            try {
                return new Understood(text, KnownHost.parse(file, number, text), Optional.empty());
            } catch (KnownHost.Broken e) {
                return new Understood(text, Optional.empty(), Optional.of(file + ":" + number + ": " + e.getMessage()));
            }
        }
    }

    /// The lines of a mark about a host.
    List<KnownHost> about(String host, KnownHost.Mark mark) {
        return lines.stream()
                .filter(line -> line.mark() == mark && line.isAbout(host))
                .toList();
    }

    /// The first line of a mark about a host that has a key.
    Optional<KnownHost> with(byte[] key, String host, KnownHost.Mark mark) {
        return about(host, mark).stream().filter(line -> line.has(key)).findFirst();
    }

    /// Adds a line to a file, unless it stands there. Other threads and other processes may do the same at
    /// the same time: no line is lost. Like OpenSSH's client it does not wait for the disk, which would take
    /// seconds for hundreds of hosts: what a power cut loses is asked again.
    static void append(Path file, String line) throws IOException {
        WRITING.lock();
        try {
            create(file);
            try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                    var _ = channel.lock()) {
                var there = content(channel);
                if (there.lines().anyMatch(line::equals)) {
                    return;
                }
                var start = there.isEmpty() || there.endsWith("\n") ? "" : "\n";
                var bytes = ByteBuffer.wrap((start + line + "\n").getBytes(StandardCharsets.UTF_8));
                channel.position(channel.size());
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
        } finally {
            WRITING.unlock();
        }
    }

    private static String content(FileChannel channel) throws IOException {
        var bytes = ByteBuffer.allocate(Math.toIntExact(channel.size()));
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
            // until all is there
        }
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1);
    }

    private static void create(Path file) throws IOException {
        var parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try {
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                var rights = PosixFilePermissions.fromString("rw-------");
                Files.createFile(file, PosixFilePermissions.asFileAttribute(rights));
            } else {
                Files.createFile(file);
            }
        } catch (FileAlreadyExistsException e) {
            // as it should be
        }
    }
}
