package dev.ferry.node;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Collections;
import java.util.Properties;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/** Cassandra's own classes, of whichever release is on the class path: 3.11 to 5.0 were read. */
final class Bulk {
    private static final int FIRST_AS_CLIENT = 5;

    private final Method main;

    private final Object streams;

    private Bulk(Method main, Object streams) {
        this.main = main;
        this.streams = streams;
    }

    /**
     * Prepares Cassandra for calls from several threads: what {@code BulkLoader.main} does first of all
     * ({@code DatabaseDescriptor.toolInitialization}, {@code clientInitialization} from 5.0 on) is marked as done before
     * it is, so that a second caller goes on with half of it.
     *
     * @throws ReflectiveOperationException with what Cassandra did not like
     */
    static Bulk open(StreamWatch watch) throws ReflectiveOperationException, IOException {
        Class<?> settings = Class.forName("org.apache.cassandra.config.DatabaseDescriptor");
        settings.getMethod(major() >= FIRST_AS_CLIENT ? "clientInitialization" : "toolInitialization")
                .invoke(null);
        logPlans();
        Class<?> manager = Class.forName("org.apache.cassandra.streaming.StreamManager");
        Object streams = manager.getField("instance").get(null);
        ((NotificationEmitter) streams).addNotificationListener(watch, null, null);
        Method main = Class.forName("org.apache.cassandra.tools.BulkLoader").getMethod("main", String[].class);
        return new Bulk(main, streams);
    }

    /** Returns if {@code main} does; else throws what it threw. */
    void load(String[] arguments) throws Throwable {
        try {
            main.invoke(null, (Object) arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    /** What {@code StreamManagerMBean.getCurrentStreams} says; nothing if it is in the midst of a change. */
    @SuppressWarnings("unchecked")
    Collection<CompositeData> streams() throws ReflectiveOperationException {
        try {
            return (Collection<CompositeData>)
                    streams.getClass().getMethod("getCurrentStreams").invoke(streams);
        } catch (InvocationTargetException changing) {
            return Collections.emptyList();
        }
    }

    private static int major() throws IOException {
        Properties version = new Properties();
        try (InputStream in = Bulk.class.getResourceAsStream("/org/apache/cassandra/config/version.properties")) {
            if (in == null) {
                throw new IOException("no Cassandra on the class path");
            }
            version.load(in);
        }
        return Integer.parseInt(version.getProperty("CassandraVersion", "").split("\\.")[0]);
    }

    /** The line that says which thread begins which plan is one of INFO, and tools log from WARN on. */
    private static void logPlans() throws ReflectiveOperationException {
        Object logger = Class.forName("org.slf4j.LoggerFactory")
                .getMethod("getLogger", String.class)
                .invoke(null, "org.apache.cassandra.streaming.StreamResultFuture");
        if (!logger.getClass().getName().equals("ch.qos.logback.classic.Logger")) {
            return;
        }
        Class<?> level = Class.forName("ch.qos.logback.classic.Level");
        logger.getClass()
                .getMethod("setLevel", level)
                .invoke(logger, level.getField("INFO").get(null));
    }
}
