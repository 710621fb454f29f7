package dev.ferry.sandbox;

import java.nio.file.Path;

/// How a process is known to belong to a sandbox: by a system property that stands first in its command
/// line, since long command lines are cut, or by a variable in its environment, which every child
/// inherits.
final class Mark {
    /// The variable's name.
    static final String VARIABLE = "FERRY_SANDBOX";

    private static final String PROPERTY = "-Dferry.sandbox=";

    private Mark() {}

    /// The first option of every JVM that belongs to this folder's sandbox.
    static String flag(Path folder) {
        return PROPERTY + folder;
    }
}
