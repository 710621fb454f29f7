package dev.ferry.loader;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentTest {
    @TempDir
    private Path temp;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void keepsOnlyTheNewestProgressLine() throws Exception {
        var stream = thinning();
        print(stream, "\rprogress: total: 1%\n", "\rprogress: total: 2%\n", "\rprogress: total: 3%\n");
        assertEquals("", printed());
        NodeClasses.call(stream, "pass");
        assertEquals("\rprogress: total: 3%\n", printed());
        NodeClasses.call(stream, "pass");
        assertEquals("\rprogress: total: 3%\n", printed());
    }

    @Test
    void letsTheLastProgressLineOutBeforeAnythingElse() throws Exception {
        print(
                thinning(),
                "\rprogress: total: 1%\n",
                "\rprogress: total: 100%\n",
                "\nSummary statistics: \n",
                "   x: 1\n");
        assertEquals("\rprogress: total: 100%\n\nSummary statistics: \n   x: 1\n", printed());
    }

    @Test
    void letsTheLastProgressLineOutAtTheEnd() throws Exception {
        var stream = thinning();
        print(stream, "\rprogress: total: 1%\n", "\rprogress: total: 9%\n");
        NodeClasses.call(stream, "finish");
        assertEquals("\rprogress: total: 9%\n", printed());
    }

    @Test
    void thinsLinesThatOnlyACarriageReturnParts() throws Exception {
        var stream = thinning();
        print(stream, "\rprogress: total: 1%", "\rprogress: total: 2%", "\rprogress: total: 100%", "\n\nSummary\n");
        assertEquals("\rprogress: total: 100%\n\nSummary\n", printed());
    }

    @Test
    void writesAnUnfinishedLineAtTheEndAfterTheOneThatWasHeldBack() throws Exception {
        var stream = thinning();
        print(stream, "\rprogress: total: 1%", "\rprogress: total: 2%");
        NodeClasses.call(stream, "finish");
        assertEquals("\rprogress: total: 1%\rprogress: total: 2%", printed());
    }

    @Test
    void leavesEverythingElseAsItIsHoweverItIsCut() throws Exception {
        var text =
                "Established connection\n\n\nprog\nprogress\nprogress:\npro\rgress: x\r\nStreaming ä to [/1.2.3.4]\nend";
        for (var length = 1; length < 12; length++) {
            printed.reset();
            var stream = thinning();
            var bytes = text.getBytes(UTF_8);
            for (var from = 0; from < bytes.length; from += length) {
                stream.write(bytes, from, Math.min(length, bytes.length - from));
            }
            NodeClasses.call(stream, "finish");
            assertEquals(text, printed());
        }
    }

    @Test
    void doesNotBreakIntoALineThatIsBeingWritten() throws Exception {
        var stream = thinning();
        print(stream, "\rprogress: total: 1%\n", "Strea");
        NodeClasses.call(stream, "pass");
        print(stream, "ming\n");
        assertEquals("\rprogress: total: 1%\nStreaming\n", printed());
    }

    @Test
    void passesLinesThatAreNotOfProgressAtOnce() throws Exception {
        var stream = thinning();
        print(stream, "Est");
        assertEquals("Est", printed());
    }

    @Test
    void losesNothingThatCountsOfRealOutput() throws Exception {
        for (var name : List.of("5.0.9-success-partial-files", "3.11.19-success-big", "5.0.9-one-node-killed")) {
            printed.reset();
            var stream = thinning();
            var bytes = Captures.bytes(name + ".txt");
            for (var from = 0; from < bytes.length; from += 1000) {
                stream.write(bytes, from, Math.min(1000, bytes.length - from));
            }
            NodeClasses.call(stream, "finish");
            assertTrue(printed.size() < bytes.length);
            var thinned = new LoaderOutput();
            thinned.out(printed.toByteArray());
            thinned.end();
            var whole = Captures.read(name);
            assertEquals(whole.summary(), thinned.summary());
            assertEquals(whole.progress(), thinned.progress());
            assertEquals(whole.announced(), thinned.announced());
            assertEquals(whole.reachedHosts(), thinned.reachedHosts());
            assertEquals(whole.failedHosts(), thinned.failedHosts());
            assertEquals(whole.evidence(), thinned.evidence());
        }
    }

    @Test
    void thinsTheOutputOfARealJava() throws Exception {
        var program = temp.resolve("Print.java");
        Files.writeString(program, """
                public class Print {
                    public static void main(String[] arguments) throws Exception {
                        System.out.println("Established");
                        for (int i = 0; i <= 100_000; i++) {
                            System.out.println("\\rprogress: total: " + i + "%");
                        }
                        Thread.sleep(700);
                        System.out.println("\\rprogress: total: last%");
                    }
                }
                """);
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-javaagent:" + NodeClasses.jar(temp),
                        program.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var lines = new String(process.getInputStream().readAllBytes(), UTF_8)
                .lines()
                .toList();
        assertEquals(0, process.waitFor());
        assertEquals("Established", lines.getFirst());
        assertEquals("progress: total: last%", lines.getLast());
        assertTrue(lines.contains("progress: total: 100000%"));
        assertTrue(lines.size() < 100, () -> lines.size() + " lines");
    }

    private OutputStream thinning() throws Exception {
        var type = NodeClasses.load(NodeClasses.jar(temp), "ThinningStream");
        var constructor = type.getDeclaredConstructor(OutputStream.class);
        constructor.setAccessible(true);
        return (OutputStream) constructor.newInstance(printed);
    }

    private static void print(OutputStream stream, String... parts) throws Exception {
        for (var part : parts) {
            stream.write(part.getBytes(UTF_8));
        }
    }

    private String printed() {
        return printed.toString(UTF_8);
    }
}
