package dev.ferry.node;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One attempt at one cell that waits in a launcher's queue: {@code <sequence>~<cell>~<attempt>}. */
final class Order implements Comparable<Order> {
    private static final Pattern NAME = Pattern.compile("\\d{9}~([^/]+)~(\\d+)");

    final String name;

    final String cell;

    final String attempt;

    private Order(String name, String cell, String attempt) {
        this.name = name;
        this.cell = cell;
        this.attempt = attempt;
    }

    /** Null if that is not the name of an order. */
    static Order parse(String name) {
        Matcher parts = NAME.matcher(name);
        return parts.matches() ? new Order(name, parts.group(1), parts.group(2)) : null;
    }

    @Override
    public int compareTo(Order other) {
        return name.compareTo(other.name);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Order && name.equals(((Order) other).name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
