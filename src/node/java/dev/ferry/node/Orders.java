package dev.ferry.node;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A launcher's folder: the queue and the wishes that the workstation lays there as files. */
final class Orders {
    private static final Pattern LIMITS = Pattern.compile("atOnce (\\d{1,4})\\s*");

    private final Path folder;

    private int lastAtOnce = 1;

    Orders(Path folder) {
        this.folder = folder;
    }

    /** What waits, the first one first. */
    List<Order> waiting() {
        String[] names = folder.resolve("orders").toFile().list();
        if (names == null) {
            return Collections.emptyList();
        }
        List<Order> orders = new ArrayList<>();
        for (String name : names) {
            Order order = Order.parse(name);
            if (order != null) {
                orders.add(order);
            }
        }
        Collections.sort(orders);
        return orders;
    }

    /**
     * Takes an order out of the queue; false if somebody was quicker, or if one of that name was taken before and so
     * must not be begun again.
     */
    boolean take(Order order) throws IOException {
        Path taken = Files.createDirectories(folder.resolve("taken")).resolve(order.name);
        if (Files.exists(taken)) {
            return false;
        }
        try {
            Files.move(folder.resolve("orders").resolve(order.name), taken, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (NoSuchFileException withdrawn) {
            return false;
        }
    }

    /** How many cells may run at once: 1 if nothing is said, as before if what is said is not understood. */
    int atOnce() throws IOException {
        try {
            Matcher said = LIMITS.matcher(text("limits"));
            if (said.matches()) {
                lastAtOnce = Integer.parseInt(said.group(1));
            }
        } catch (NoSuchFileException nothing) {
            lastAtOnce = 1;
        }
        return lastAtOnce;
    }

    /**
     * Whether nothing more is to be begun: so it is said, or the folder is gone and nobody can say anything, or this
     * launcher counts as ended already, because the script around its JVM was killed alone.
     */
    boolean isClosing() {
        return Files.exists(folder.resolve("close"))
                || Files.exists(folder.resolve("exit"))
                || !Files.isDirectory(folder);
    }

    /** Says that nothing of the queue will be begun any more. */
    void close() throws IOException {
        if (Files.isDirectory(folder)) {
            Marks.write(folder, "closed", "");
        }
    }

    private String text(String name) throws IOException {
        return new String(Files.readAllBytes(folder.resolve(name)), StandardCharsets.UTF_8);
    }
}
