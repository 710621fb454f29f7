package dev.ferry.loader;

import static dev.ferry.ssh.Script.quote;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What the reader of data files on a node (`dev.ferry.node.Checksums`) is asked, and what it answers: line by
/// line, as it comes.
public final class ChecksumRun {
    private static final int MOST_KEPT = 50;

    private long allFiles = -1;
    private long allBytes = -1;
    private long files;
    private long bytes;
    private long goodFiles;
    private long goodBytes;
    private long goneFiles;
    private long bad;
    private long none;
    private long errors;
    private boolean isOver;
    private String rest = "";
    private final List<Damaged> damaged = new ArrayList<>();
    private final List<String> without = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();
    private final Map<String, Long> goodByTable = new TreeMap<>();

    /// The script that reads them, with the lowest of priorities for processor and disks.
    ///
    /// @param java the path of a Java
    /// @param jar the path of the node's jar
    /// @param list the path of the list of folders
    /// @param mebibytesPerSecond how fast it may read; more than 0
    public static String command(String java, String jar, String list, int mebibytesPerSecond) {
        return "calm=; command -v ionice > /dev/null && calm='ionice -c 3'\n"
                + "exec nice -n 19 $calm " + quote(java) + " -Xmx32m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "
                + quote(jar) + " dev.ferry.node.Checksums " + quote(list) + " " + mebibytesPerSecond + "\n";
    }

    /// A file that is not what was once written.
    ///
    /// @param table its table
    /// @param path where it lies
    /// @param stored the checksum beside it
    /// @param computed that of its content
    public record Damaged(String table, String path, String stored, String computed) {}

    /// Takes what is new of the answer.
    public void out(String text) {
        var whole = rest + text;
        var end = whole.lastIndexOf('\n');
        rest = whole.substring(end + 1);
        whole.substring(0, end + 1).lines().forEach(this::line);
    }

    private void line(String line) {
        var fields = line.split("\t", -1);
        switch (fields[0]) {
            case "total" -> {
                allFiles = number(fields, 1);
                allBytes = number(fields, 2);
            }
            case "at" -> {
                files = number(fields, 1);
                bytes = number(fields, 2);
            }
            case "bad" -> {
                bad++;
                if (fields.length == 5 && damaged.size() < MOST_KEPT) {
                    damaged.add(new Damaged(fields[1], fields[2], fields[3], fields[4]));
                }
            }
            case "none" -> {
                none++;
                keep(without, fields[fields.length - 1]);
            }
            case "error" -> {
                errors++;
                keep(failed, String.join(" ", List.of(fields).subList(1, fields.length)));
            }
            case "gone" -> goneFiles += number(fields, 2);
            case "good" -> {
                goodFiles += number(fields, 2);
                goodBytes += number(fields, 3);
                goodByTable.merge(fields[1], number(fields, 2), Long::sum);
            }
            case "end" -> isOver = true;
            default -> {
                // a warning of Java
            }
        }
    }

    private static void keep(List<String> list, String line) {
        if (list.size() < MOST_KEPT) {
            list.add(line);
        }
    }

    private static long number(String[] fields, int index) {
        return index < fields.length && fields[index].matches("\\d{1,18}") ? Long.parseLong(fields[index]) : 0;
    }

    /// Whether it has said all.
    public boolean isOver() {
        return isOver;
    }

    /// How many files there were when it began; below 0 while it has not said.
    public long allFiles() {
        return allFiles;
    }

    /// Of how many bytes; below 0 while it has not said.
    public long allBytes() {
        return allBytes;
    }

    /// How many files have been read so far.
    public long files() {
        return files;
    }

    /// How many bytes have been read so far.
    public long bytes() {
        return bytes;
    }

    /// How many files are what was once written.
    public long goodFiles() {
        return goodFiles;
    }

    /// Of how many bytes.
    public long goodBytes() {
        return goodBytes;
    }

    /// How many files were compacted away before or while they were read.
    public long goneFiles() {
        return goneFiles;
    }

    /// How many files are damaged.
    public long bad() {
        return bad;
    }

    /// Some of them.
    public List<Damaged> damaged() {
        return List.copyOf(damaged);
    }

    /// How many files have no checksum beside them that could be compared.
    public long none() {
        return none;
    }

    /// Some of them.
    public List<String> without() {
        return List.copyOf(without);
    }

    /// How many files could not be read.
    public long errors() {
        return errors;
    }

    /// Some of them, with what was said.
    public List<String> failed() {
        return List.copyOf(failed);
    }

    /// How many files of each table are what was once written.
    public Map<String, Long> goodByTable() {
        return Map.copyOf(goodByTable);
    }
}
