package dev.ferry.node;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Method;

/** Looks at the {@link Pace} once a second and hands a change on to Cassandra's rate limiters. */
final class PaceWatch implements Runnable {
    private static final long MILLIS_BETWEEN_LOOKS = 1000;

    private static final String LIMITER = "org.apache.cassandra.streaming.StreamManager$StreamRateLimiter";

    private final Pace pace;

    private final Instrumentation instrumentation;

    private Class<?> limiter;

    private double applied = -1;

    PaceWatch(Pace pace, Instrumentation instrumentation) {
        this.pace = pace;
        this.instrumentation = instrumentation;
    }

    void start() {
        Thread thread = new Thread(this, "ferry-pace");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        try {
            while (true) {
                Thread.sleep(MILLIS_BETWEEN_LOOKS);
                look();
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        } catch (ReflectiveOperationException | RuntimeException | LinkageError strange) {
            System.err.println("the limit cannot be changed any more: " + strange);
        }
    }

    private void look() throws ReflectiveOperationException {
        double wanted = pace.mebibytesPerSecond();
        if (wanted != applied && isStreaming()) {
            apply(wanted);
            applied = wanted;
        }
    }

    /**
     * Whether the limiters are there. Before that the loader still sets what its arguments say; and to make a class of
     * Cassandra load from here would be to race its own start.
     */
    private boolean isStreaming() {
        if (limiter == null) {
            for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
                if (loaded.getName().equals(LIMITER)) {
                    limiter = loaded;
                }
            }
        }
        return limiter != null;
    }

    /** 3.11 and 4.0 have the first limit only, in Mbit/s; 4.1 and newer one more, for whole SSTables. */
    private void apply(double limit) throws ReflectiveOperationException {
        Class<?> settings =
                Class.forName("org.apache.cassandra.config.DatabaseDescriptor", true, limiter.getClassLoader());
        Method whole = method(settings, "setEntireSSTableStreamThroughputOutboundMebibytesPerSec", int.class);
        Method bytes = method(settings, "setStreamThroughputOutboundBytesPerSec", long.class);
        if (bytes == null) {
            settings.getMethod("setStreamThroughputOutboundMegabitsPerSec", int.class)
                    .invoke(null, Pace.megabits(limit));
        } else {
            bytes.invoke(null, (long) Math.ceil(limit * 1024 * 1024));
        }
        limiter.getMethod("updateThroughput").invoke(null);
        if (whole != null) {
            whole.invoke(null, Pace.mebibytes(limit));
            limiter.getMethod("updateEntireSSTableThroughput").invoke(null);
        }
    }

    private static Method method(Class<?> type, String name, Class<?> parameter) {
        try {
            return type.getMethod(name, parameter);
        } catch (NoSuchMethodException older) {
            return null;
        }
    }
}
