package dev.ferry.loader;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The flags without which Cassandra does not run on Java 11 and newer: it reaches into the JDK.
///
/// The union of what the `jvm11-server.options` and `jvm17-server.options` of 4.0 to 5.0 open; none of it
/// does harm elsewhere, for a JVM only warns of a package that it does not have.
public final class ModuleFlags {
    private static final List<String> EXPORTS = List.of(
            "java.base/jdk.internal.misc",
            "java.base/jdk.internal.ref",
            "java.base/sun.nio.ch",
            "java.management.rmi/com.sun.jmx.remote.internal.rmi",
            "java.rmi/sun.rmi.registry",
            "java.rmi/sun.rmi.server",
            "java.sql/java.sql",
            "jdk.unsupported/sun.misc");
    private static final List<String> OPENS = List.of(
            "java.base/java.io",
            "java.base/java.lang",
            "java.base/java.lang.module",
            "java.base/java.lang.reflect",
            "java.base/java.math",
            "java.base/java.net",
            "java.base/java.nio",
            "java.base/java.util",
            "java.base/java.util.concurrent",
            "java.base/java.util.concurrent.atomic",
            "java.base/jdk.internal.loader",
            "java.base/jdk.internal.math",
            "java.base/jdk.internal.misc",
            "java.base/jdk.internal.module",
            "java.base/jdk.internal.ref",
            "java.base/jdk.internal.reflect",
            "java.base/jdk.internal.util.jar",
            "java.base/sun.nio.ch",
            "java.rmi/sun.rmi.transport.tcp",
            "jdk.management/com.sun.management.internal");

    private static final int FIRST_WITH_MODULES = 9;

    // Before 12 the value is taken for the name of a class, from 24 on the JVM does not start with it.
    private static final int FIRST_WITH_MANAGER_ALLOWED = 17;

    private static final int LAST_WITH_MANAGER_ALLOWED = 23;

    private ModuleFlags() {}

    /// The flags for a Java of this feature release; none before modules. No flag holds a blank.
    public static List<String> of(int feature) {
        if (feature < FIRST_WITH_MODULES) {
            return List.of();
        }
        var flags = new ArrayList<String>();
        flags.add("-Djdk.attach.allowAttachSelf=true");
        flags.add("-Dio.netty.tryReflectionSetAccessible=true");
        if (feature >= FIRST_WITH_MANAGER_ALLOWED && feature <= LAST_WITH_MANAGER_ALLOWED) {
            flags.add("-Djava.security.manager=allow");
        }
        Stream.concat(
                        EXPORTS.stream().map(name -> "--add-exports=" + name),
                        OPENS.stream().map(name -> "--add-opens=" + name))
                .map(flag -> flag + "=ALL-UNNAMED")
                .forEach(flags::add);
        return List.copyOf(flags);
    }
}
