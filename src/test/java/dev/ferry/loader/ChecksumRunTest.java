package dev.ferry.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.Checksum;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The reader of data files as a node runs it, in a Java of its own.
class ChecksumRunTest {
    @TempDir
    private Path temp;

    @Test
    void goodDamagedAndOtherFilesAreToldApart() throws Exception {
        var orders = Files.createDirectories(temp.resolve("shop/orders it's-1"));
        var logs = Files.createDirectories(temp.resolve("shop/logs-2"));
        file(orders, "nb-1-big", 3_000_000, new CRC32(), "Digest.crc32");
        var bad = file(orders, "nb-2-big", 2_000_000, new CRC32(), "Digest.crc32");
        var content = Files.readAllBytes(bad);
        content[1_234_567] ^= 1;
        Files.write(bad, content);
        file(logs, "la-7-big", 70_000, new Adler32(), "Digest.adler32");
        var old = Files.write(logs.resolve("shop-logs-ka-3-Data.db"), new byte[10]);
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
        var run = run("shop.orders\t" + orders + "\nshop.logs\t" + logs + "\nshop.gone\t" + temp + "/not-there\n", 512);
        assertTrue(run.isOver());
        assertEquals(4, run.allFiles());
        assertEquals(5_070_010, run.allBytes());
        assertEquals(2, run.goodFiles());
        assertEquals(3_070_000, run.goodBytes());
        assertEquals(1, run.bad());
        assertEquals(bad.toString(), run.damaged().getFirst().path());
        assertEquals("shop.orders", run.damaged().getFirst().table());
        assertEquals(1, run.none());
        assertEquals(0, run.errors());
        assertEquals(Map.of("shop.orders", 1L, "shop.logs", 1L, "shop.gone", 0L), run.goodByTable());
    }

    /// A file that has its list of components is finished, however young it is.
    @Test
    void whatIsBeingWrittenLacksNothing() throws Exception {
        Files.write(temp.resolve("nb-1-big-Data.db"), new byte[10]);
        Files.write(temp.resolve("nb-2-big-Data.db"), new byte[10]);
        Files.writeString(temp.resolve("nb-2-big-TOC.txt"), "Data.db\n");
        var run = run("shop.orders\t" + temp + "\n", 512);
        assertTrue(run.isOver());
        assertEquals(List.of(temp + "/nb-2-big-Data.db"), run.without());
        assertEquals(0, run.errors());
        assertEquals(0, run.goodFiles());
    }

    @Test
    void isNoFasterThanItIsTold() throws Exception {
        file(temp, "nb-1-big", 3 << 20, new CRC32(), "Digest.crc32");
        var start = System.nanoTime();
        var run = run("shop.orders\t" + temp + "\n", 1);
        var seconds = (System.nanoTime() - start) / 1e9;
        assertTrue(run.isOver());
        assertTrue(seconds > 2.7, "3 MiB at 1 MiB/s in " + seconds + " s");
        assertTrue(run.bytes() > 0, "it said how far it was");
    }

    @Test
    void anAnswerInPiecesIsReadAsOne() {
        var run = new ChecksumRun();
        run.out("total\t2\t10");
        assertEquals(-1, run.allFiles());
        run.out("0\nat\t1\t50\nba");
        run.out("d\tshop.orders\t/a\t1\t2\n");
        assertEquals(100, run.allBytes());
        assertEquals(50, run.bytes());
        assertEquals(1, run.bad());
        assertFalse(run.isOver(), "it was cut off");
    }

    private ChecksumRun run(String list, int rate) throws Exception {
        NodeClasses.jar(temp);
        var jar = temp.resolve(LoaderConfiguration.NODE_JAR);
        var file = Files.writeString(temp.resolve("list"), list);
        var java = System.getProperty("java.home") + "/bin/java";
        var command = ChecksumRun.command(java, jar.toString(), file.toString(), rate);
        var process = new ProcessBuilder("sh", "-c", command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var run = new ChecksumRun();
        run.out(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        assertEquals(0, process.waitFor());
        return run;
    }

    private static Path file(Path folder, String base, int bytes, Checksum checksum, String digest) throws Exception {
        var content = new byte[bytes];
        new java.util.Random(bytes).nextBytes(content);
        checksum.update(content, 0, bytes);
        Files.writeString(folder.resolve(base + "-" + digest), Long.toString(checksum.getValue()));
        return Files.write(folder.resolve(base + "-Data.db"), content);
    }
}
