package dev.ferry.node;

/** Starts inside the loader's JVM, before the loader. */
public final class Agent {
    private Agent() {}

    public static void premain(String argument) {}
}
