package dev.ferry.log;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the end of `audit.log`: what earlier processes of this user did. An entry begins with its time and
/// goes on until the next one begins.
///
/// ```
/// 2026-03-01T10:00:00.123 10.0.0.7 │ #12 umask 077; mkdir -p …
/// cd …
/// 2026-03-01T10:00:01.456 10.0.0.7 │ #7 again
/// ```
public final class AuditFile {
    private static final int MOST_BYTES = 4 << 20;
    private static final int LONGEST = 8 << 10;
    private static final Pattern HEAD = Pattern.compile(
            "^(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}) (.+?) │ #(\\d+) (.*)$", Pattern.MULTILINE);
    private static final String AGAIN = "again";

    private AuditFile() {}

    /// Where it lies.
    public static Path path() {
        return Logs.folder().resolve("audit.log");
    }

    /// The newest entries before a moment, oldest first; none if there is no such file.
    ///
    /// @param before what came later is left out
    /// @param most how many at most; of a long file only the last 4 MiB are read
    public static List<AuditEntry> newest(Path file, Instant before, int most) throws IOException {
        if (!Files.isReadable(file)) {
            return List.of();
        }
        var entries = parse(end(file)).stream()
                .filter(entry -> entry.at().isBefore(before))
                .toList();
        return entries.subList(Math.max(0, entries.size() - most), entries.size());
    }

    private static String end(Path file) throws IOException {
        try (var open = new RandomAccessFile(file.toFile(), "r")) {
            var length = (int) Math.min(MOST_BYTES, open.length());
            var bytes = new byte[length];
            open.seek(open.length() - length);
            open.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /// The entries of a piece of the file; what stands before the first head is left out.
    static List<AuditEntry> parse(String text) {
        var heads = HEAD.matcher(text).results().toList();
        var entries = new ArrayList<AuditEntry>();
        for (var i = 0; i < heads.size(); i++) {
            var head = heads.get(i);
            var end = i + 1 < heads.size() ? heads.get(i + 1).start() : text.length();
            var body = text.substring(head.start(4), end).strip();
            var repeats = body.equals(AGAIN) ? Long.parseLong(head.group(3)) : 0;
            var shown =
                    repeats > 0 ? "#" + repeats : body.length() > LONGEST ? body.substring(0, LONGEST) + " …" : body;
            at(head.group(1)).ifPresent(at -> entries.add(new AuditEntry(0, at, head.group(2), shown, repeats)));
        }
        return entries;
    }

    private static Optional<Instant> at(String text) {
        try {
            return Optional.of(
                    LocalDateTime.parse(text).atZone(ZoneId.systemDefault()).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
