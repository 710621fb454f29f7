package dev.ferry.loader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;

/// Classes by the names of Cassandra's that a launcher calls, compiled on the spot. What the fake loader does
/// is the name of the folder that it is to load: it prints, waits, throws, ends the JVM.
final class FakeCassandra {
    private static final Map<String, String> SOURCES = Map.of(
            "org/apache/cassandra/tools/BulkLoader.java", """
            package org.apache.cassandra.tools;

            import java.nio.file.*;
            import java.util.*;
            import org.apache.cassandra.config.DatabaseDescriptor;
            import org.apache.cassandra.streaming.StreamManager;

            public class BulkLoader {
                public static void main(String[] arguments) throws Exception {
                    if (!DatabaseDescriptor.isReady) {
                        throw new IllegalStateException("not initialised");
                    }
                    Path folder = Paths.get(arguments[arguments.length - 1]);
                    String plan = UUID.nameUUIDFromBytes(folder.toString().getBytes()).toString();
                    System.out.println("Established connection to initial hosts");
                    System.out.println("arguments " + Arrays.asList(arguments));
                    System.err.println("INFO  10:00:00.000 [Stream #" + plan + "] Executing streaming plan for Bulk Load");
                    Thread streaming = new Thread(() -> stream(plan, folder));
                    streaming.start();
                    streaming.join();
                    String what = folder.getFileName().toString();
                    while (what.startsWith("wait") && !Files.exists(folder.resolve("go"))) {
                        Thread.sleep(20);
                    }
                    if (what.startsWith("exit")) {
                        System.exit(0);
                    }
                    if (what.startsWith("throw")) {
                        System.err.println("Streaming to the following hosts failed:");
                        throw new IllegalStateException("refused by " + what);
                    }
                    if (what.startsWith("error")) {
                        throw new AssertionError("count");
                    }
                    StreamManager.instance.complete(plan);
                    System.out.println("\\nSummary statistics: \\n   Total files transferred : 1");
                    System.out.print("last words of " + what);
                }

                private static void stream(String plan, Path folder) {
                    System.out.println("\\rprogress: total: 100% 0.000KiB/s (avg: 0.000KiB/s)");
                    System.err.println("WARN  10:00:00.000 something about no stream");
                    System.err.println("\\tat some.Frame of nobody");
                    System.err.println("ERROR 10:00:00.000 [Stream #" + plan + "] about " + folder.getFileName()
                            + System.lineSeparator() + "\\tat some.Frame of " + folder.getFileName());
                    StreamManager.instance.send(plan, folder);
                }
            }
            """,
            "org/apache/cassandra/config/DatabaseDescriptor.java", """
            package org.apache.cassandra.config;

            public class DatabaseDescriptor {
                public static volatile boolean isReady;
                public static volatile long bytes = -1;
                public static volatile int whole = -1;

                public static void toolInitialization() {
                    isReady = true;
                }

                public static void setStreamThroughputOutboundBytesPerSec(long value) {
                    bytes = value;
                }

                public static void setEntireSSTableStreamThroughputOutboundMebibytesPerSec(int value) {
                    whole = value;
                }
            }
            """,
            "org/apache/cassandra/streaming/StreamManager.java", """
            package org.apache.cassandra.streaming;

            import java.nio.file.Path;
            import java.util.*;
            import javax.management.*;
            import javax.management.openmbean.*;
            import org.apache.cassandra.config.DatabaseDescriptor;

            public class StreamManager extends NotificationBroadcasterSupport {
                public static final StreamManager instance = new StreamManager();

                private volatile String plan;

                // a session that was opened and not prepared yet
                public Set<CompositeData> getCurrentStreams() {
                    if (plan == null) {
                        return Collections.emptySet();
                    }
                    CompositeData session = data(session(plan, "127.0.2.9"));
                    return Collections.singleton(data(Map.of("sessions", new CompositeData[] {session})));
                }

                private static Map<String, Object> session(String plan, String peer) {
                    Map<String, Object> session = new LinkedHashMap<>();
                    session.put("planId", plan);
                    session.put("peer", peer);
                    session.put("peer_port", 7000);
                    session.put("sessionIndex", 0);
                    session.put("sendingSummaries", new CompositeData[] {summary()});
                    session.put("sendingFiles", new CompositeData[0]);
                    return session;
                }

                public void send(String plan, Path folder) {
                    StreamRateLimiter.touch();
                    this.plan = plan;
                    tell("SessionPreparedEvent", session(plan, "127.0.2.1"));
                    for (int file = 0; file < 2; file++) {
                        Map<String, Object> progress = new LinkedHashMap<>();
                        progress.put("planId", plan);
                        progress.put("peer", "127.0.2.1");
                        progress.put("peer storage port", 7000);
                        progress.put("sessionIndex", 0);
                        progress.put("fileName", folder.resolve(file + "-Data.db").toString());
                        progress.put("direction", "OUT");
                        progress.put("currentBytes", 50L);
                        progress.put("totalBytes", 50L);
                        tell("ProgressEvent", progress);
                    }
                }

                public void complete(String plan) {
                    tell("SessionCompleteEvent", Map.of("planId", plan, "peer", "127.0.2.1", "success", "true"));
                }

                private static CompositeData summary() {
                    return data(new LinkedHashMap<>(Map.of("files", 2, "totalSize", 100L)));
                }

                private void tell(String event, Map<String, Object> values) {
                    Notification told = new Notification("org.apache.cassandra.streaming.StreamEvent." + event, "it", 1);
                    told.setUserData(data(values));
                    sendNotification(told);
                }

                private static CompositeData data(Map<String, Object> values) {
                    try {
                        String[] names = values.keySet().toArray(new String[0]);
                        OpenType<?>[] types = new OpenType<?>[names.length];
                        for (int i = 0; i < names.length; i++) {
                            types[i] = type(values.get(names[i]));
                        }
                        return new CompositeDataSupport(new CompositeType("x", "x", names, names, types), values);
                    } catch (OpenDataException defect) {
                        throw new AssertionError(defect);
                    }
                }

                private static OpenType<?> type(Object value) throws OpenDataException {
                    if (value instanceof Integer) {
                        return SimpleType.INTEGER;
                    }
                    if (value instanceof Long) {
                        return SimpleType.LONG;
                    }
                    if (value instanceof String) {
                        return SimpleType.STRING;
                    }
                    CompositeData[] all = (CompositeData[]) value;
                    return new ArrayType<>(1, all.length == 0 ? summary().getCompositeType() : all[0].getCompositeType());
                }

                public static class StreamRateLimiter {
                    static void touch() {}

                    public static void updateThroughput() {
                        System.err.println("limit " + DatabaseDescriptor.bytes);
                    }

                    public static void updateEntireSSTableThroughput() {
                        System.err.println("limit of whole SSTables " + DatabaseDescriptor.whole);
                    }
                }
            }
            """,
            "org/slf4j/LoggerFactory.java", """
            package org.slf4j;

            public class LoggerFactory {
                public static Object getLogger(String name) {
                    return name;
                }
            }
            """);

    private FakeCassandra() {}

    /// Compiles them into a folder, to be put on a class path.
    static void compile(Path folder) throws IOException {
        var arguments = new ArrayList<>(List.of("-proc:none", "-d", folder.toString()));
        for (var source : SOURCES.entrySet()) {
            var file = folder.resolve("source").resolve(source.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, source.getValue());
            arguments.add(file.toString());
        }
        var version = folder.resolve("org/apache/cassandra/config/version.properties");
        Files.createDirectories(version.getParent());
        Files.writeString(version, "CassandraVersion=4.1.10\n");
        if (ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)) != 0) {
            throw new IOException("the fake does not compile");
        }
    }
}
