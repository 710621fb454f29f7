package dev.ferry.node;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Small files that say how something stands: whole or not there at all; and who this process is. */
final class Marks {
    private static final int START_AFTER_NAME = 19;

    private Marks() {}

    static void write(Path folder, String name, String text) throws IOException {
        Path temporary = folder.resolve(name + ".tmp");
        Files.write(temporary, text.getBytes(StandardCharsets.UTF_8));
        Files.move(temporary, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * What the file {@code pid} of each cell of this process says: this JVM, the keeper of the launcher, the boot. The
     * launcher's own file names the keeper in its second line.
     */
    static String pid(Path launcher) throws IOException {
        List<String> lines = Files.readAllLines(launcher.resolve("pid"), StandardCharsets.UTF_8);
        if (lines.size() < 2) {
            throw new IOException("no keeper in " + launcher.resolve("pid"));
        }
        return self() + "\n" + lines.get(1) + "\n"
                + text(Paths.get("/proc/sys/kernel/random/boot_id")).trim() + "\n";
    }

    /** Number and start time, as {@code /proc} says them. The name in between may hold anything but a last bracket. */
    private static String self() throws IOException {
        String stat = text(Paths.get("/proc/self/stat"));
        String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return stat.substring(0, stat.indexOf(' ')) + " " + afterName[START_AFTER_NAME];
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    }
}
