package dev.ferry.node;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * Catches SIGTERM alone. A shutdown hook would do as well for a {@code System.exit} that some class of Cassandra calls,
 * and could not tell the two apart.
 */
final class Termination {
    private Termination() {}

    /** Where a JVM gives no hold on signals the work is cut off by one as by SIGKILL. */
    static void handle(Runnable action) {
        try {
            // In no list of a JDK's public classes, but in every JDK.
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(
                    Termination.class.getClassLoader(),
                    new Class<?>[] {handler},
                    (self, method, arguments) -> answer(action, self, method, arguments));
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("TERM"), proxy);
        } catch (ReflectiveOperationException | RuntimeException none) {
            System.err.println("SIGTERM cannot be caught: " + none);
        }
    }

    private static Object answer(Runnable action, Object self, Method method, Object[] arguments) {
        switch (method.getName()) {
            case "handle":
                action.run();
                return null;
            case "hashCode":
                return System.identityHashCode(self);
            case "equals":
                return self == arguments[0];
            default:
                return "termination";
        }
    }
}
