package dev.ferry.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The flags without which Cassandra does not run on Java 11 and newer: it reaches into the JDK. This is
/// the union of what the `jvm11-server.options` and `jvm17-server.options` of 4.0 to 5.0 open; none of it
/// does harm elsewhere.
final class JvmFlags {
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

    private JvmFlags() {}

    /// The flags for a JDK of this feature release; none before modules.
    static List<String> of(int feature) {
        if (feature < 9) {
            return List.of();
        }
        var flags = new ArrayList<String>();
        flags.add("-Djdk.attach.allowAttachSelf=true");
        flags.add("-Dio.netty.tryReflectionSetAccessible=true");
        if (feature >= 17) {
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
