package dev.ferry.node;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.Checksum;

/**
 * Reads data files whole and compares them with the checksums that Cassandra wrote beside them when it made them:
 * {@code Checksums <list> <MiB a second>}. The list has one folder a line, a name before it with a tab between. Only
 * reads, one file at a time, and no faster than it is told.
 *
 * <p>{@code …-Digest.crc32} (3.0 and newer) and {@code …-Digest.adler32} (2.2) hold the checksum of the whole data file
 * as a decimal number ({@code DataIntegrityMetadata.FileDigestValidator}). A file that is gone when its turn comes, or
 * goes while it is read, was compacted away: there is nothing to say of it. Nor is there of one that is being written.
 *
 * <p>Standard output, fields with tabs between: {@code total files bytes} first; about once a second {@code at files
 * bytes}; {@code bad name path stored computed}, {@code none name path} without a checksum, {@code error name path what};
 * {@code gone name files} and {@code good name files bytes} for every folder; {@code end} last.
 */
public final class Checksums {
    private static final String DATA = "-Data.db";
    private static final int PIECE = 1 << 18;
    private static final long MEBIBYTE = 1 << 20;
    private static final long RECENT_MILLIS = 120_000;
    private static final long NANOS = 1_000_000_000L;

    private final PrintStream out;
    private final long bytesPerSecond;
    private final byte[] piece = new byte[PIECE];
    private long files;
    private long bytes;
    private long told = System.nanoTime();
    private final long started = System.nanoTime();
    private final long begun = System.currentTimeMillis();

    Checksums(PrintStream out, long bytesPerSecond) {
        this.out = out;
        this.bytesPerSecond = bytesPerSecond;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        PrintStream out = new PrintStream(System.out, true, "UTF-8");
        Checksums checksums = new Checksums(out, Long.parseLong(arguments[1]) * MEBIBYTE);
        checksums.run(Files.readAllLines(Paths.get(arguments[0]), StandardCharsets.UTF_8));
    }

    void run(List<String> list) throws InterruptedException {
        List<Folder> folders = new ArrayList<>();
        long allFiles = 0;
        long allBytes = 0;
        for (String line : list) {
            int tab = line.indexOf('\t');
            if (tab > 0) {
                Folder folder = new Folder(line.substring(0, tab), new File(line.substring(tab + 1)));
                folders.add(folder);
                for (File file : folder.files) {
                    allFiles++;
                    allBytes += file.length();
                }
            }
        }
        out.println("total\t" + allFiles + "\t" + allBytes);
        for (Folder folder : folders) {
            check(folder);
        }
        out.println("end");
    }

    private void check(Folder folder) throws InterruptedException {
        long good = 0;
        long goodBytes = 0;
        long gone = 0;
        for (File file : folder.files) {
            long before = bytes;
            try {
                if (isGood(folder, file)) {
                    good++;
                    goodBytes += bytes - before;
                }
            } catch (IOException e) {
                if (file.exists()) {
                    out.println("error\t" + folder.name + "\t" + file + "\t" + e);
                } else {
                    gone++;
                }
            }
            files++;
        }
        if (gone > 0) {
            out.println("gone\t" + folder.name + "\t" + gone);
        }
        out.println("good\t" + folder.name + "\t" + good + "\t" + goodBytes);
    }

    private boolean isGood(Folder folder, File file) throws IOException, InterruptedException {
        String stored = stored(file, "crc32");
        Checksum checksum = new CRC32();
        if (stored == null) {
            stored = stored(file, "adler32");
            checksum = new Adler32();
        }
        if (stored == null) {
            if (!file.exists()) {
                throw new FileNotFoundException(file.toString());
            }
            if (isBeingWritten(file)) {
                return false;
            }
            out.println("none\t" + folder.name + "\t" + file);
            return false;
        }
        String computed = computed(file, checksum);
        if (stored.equals(computed)) {
            return true;
        }
        if (!file.exists()) {
            // it was being removed while it was read
            throw new FileNotFoundException(file.toString());
        }
        out.println("bad\t" + folder.name + "\t" + file + "\t" + stored + "\t" + computed);
        return false;
    }

    /**
     * What compaction or a flush has not finished: the digest and the list of components are written last of all
     * ({@code BigTableWriter}). Its rows are in other files still.
     */
    private boolean isBeingWritten(File file) {
        String path = file.toString();
        File list = new File(path.substring(0, path.length() - DATA.length()) + "-TOC.txt");
        return !list.exists() && file.lastModified() > begun - RECENT_MILLIS;
    }

    private static String digest(File file, String kind) {
        String path = file.toString();
        return path.substring(0, path.length() - DATA.length()) + "-Digest." + kind;
    }

    private static String stored(File file, String kind) throws IOException {
        Path path = Paths.get(digest(file, kind));
        if (!Files.exists(path)) {
            return null;
        }
        return new String(Files.readAllBytes(path), StandardCharsets.US_ASCII).trim();
    }

    private String computed(File file, Checksum checksum) throws IOException, InterruptedException {
        try (InputStream in = new FileInputStream(file)) {
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                checksum.update(piece, 0, read);
                bytes += read;
                pace();
            }
        }
        return Long.toString(checksum.getValue());
    }

    /** Waits as long as it takes for what was read to be no faster than allowed, and tells how far it is. */
    private void pace() throws InterruptedException {
        long now = System.nanoTime();
        if (bytesPerSecond > 0) {
            long due = started + (long) ((double) bytes / bytesPerSecond * NANOS);
            if (due > now) {
                Thread.sleep((due - now) / 1_000_000, (int) ((due - now) % 1_000_000));
            }
        }
        if (now - told > NANOS) {
            told = now;
            out.println("at\t" + files + "\t" + bytes);
        }
    }

    /** The data files of a folder, as they are when it begins. */
    private static final class Folder {
        final String name;
        final List<File> files = new ArrayList<>();

        Folder(String name, File folder) {
            this.name = name;
            File[] found = folder.listFiles((in, file) -> file.endsWith(DATA));
            if (found != null) {
                for (File file : found) {
                    files.add(file);
                }
            }
        }
    }
}
