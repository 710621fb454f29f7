package dev.ferry.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// How a process is known to belong to a sandbox: by a system property that stands first in its command
/// line, since long command lines are cut, or by a variable in its environment, which every child
/// inherits.
final class Mark {
    /// The variable's name.
    static final String VARIABLE = "FERRY_SANDBOX";

    private static final String PROPERTY = "-Dferry.sandbox=";
    private static final Path PROC = Path.of("/proc");

    private Mark() {}

    /// The first option of every JVM that belongs to this folder's sandbox.
    static String flag(Path folder) {
        return PROPERTY + folder;
    }

    /// Whether a process belongs to this folder's sandbox. Where other processes' environments cannot be
    /// read (that is, not on Linux) whatever names a file in the folder belongs to it, too.
    static boolean bears(ProcessHandle process, Path folder) {
        var command = process.info().commandLine().orElse("") + " ";
        if (command.contains(flag(folder) + " ")) {
            return true;
        }
        return Files.isDirectory(PROC)
                ? inheritedBy(environment(process.pid()), folder)
                : command.contains(folder + "/");
    }

    /// Whether an environment, its variables each ended by a NUL, has the variable for this folder.
    static boolean inheritedBy(String environment, Path folder) {
        return ("\0" + environment).contains("\0" + VARIABLE + "=" + latin(folder) + "\0");
    }

    private static String latin(Path folder) {
        return new String(folder.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static String environment(long pid) {
        try {
            // one byte is one character: it is only compared
            return Files.readString(PROC.resolve(pid + "/environ"), StandardCharsets.ISO_8859_1);
        } catch (IOException goneOrNotOurs) {
            return "";
        }
    }
}
