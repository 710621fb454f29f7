package dev.ferry.ui.source;

import java.util.Comparator;
import java.util.regex.Pattern;

/// The order of addresses and names for people: numbers count as numbers, `10.0.0.9` before `10.0.0.10`.
final class Addresses {
    static final Comparator<String> ORDER =
            Comparator.comparing(Addresses::padded).thenComparing(Comparator.naturalOrder());

    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final int DIGITS = 12;

    private Addresses() {}

    private static String padded(String address) {
        return NUMBER.matcher(address)
                .replaceAll(number ->
                        "0".repeat(Math.max(0, DIGITS - number.group().length())) + number.group());
    }
}
