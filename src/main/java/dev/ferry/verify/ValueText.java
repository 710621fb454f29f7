package dev.ferry.verify;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A value as people read it, cut where it is long.
final class ValueText {
    private static final int MOST_CHARACTERS = 400;
    private static final int MOST_BYTES = 64;

    private ValueText() {}

    /// The text; null for null.
    static @Nullable String of(@Nullable Object value) {
        return value == null ? null : cut(text(value));
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case String text -> text;
            case ByteBuffer bytes -> hex(bytes);
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> text(entry.getKey()) + ": " + text(entry.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            case Collection<?> collection ->
                collection.stream().map(ValueText::text).collect(Collectors.joining(", ", "[", "]"));
            case java.net.InetAddress address -> address.getHostAddress();
            default -> value.toString();
        };
    }

    private static String hex(ByteBuffer bytes) {
        var shown = new byte[Math.min(MOST_BYTES, bytes.remaining())];
        bytes.duplicate().get(shown);
        var rest = bytes.remaining() - shown.length;
        return "0x" + HexFormat.of().formatHex(shown) + (rest > 0 ? "… +" + rest + " bytes" : "");
    }

    private static String cut(String text) {
        return text.length() <= MOST_CHARACTERS
                ? text
                : text.substring(0, MOST_CHARACTERS) + "… +" + (text.length() - MOST_CHARACTERS);
    }
}
