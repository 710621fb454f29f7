package dev.ferry.loader;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// Recorded output of real loaders, both streams in the order in which they arrived, bytes as they came.
final class Captures {
    private Captures() {}

    /// Every case with the exit code of its loader; -1 where it never ended.
    static Map<String, Integer> exitCodes() {
        var codes = new TreeMap<String, Integer>();
        new String(bytes("index.tsv"), UTF_8)
                .lines()
                .skip(1)
                .map(line -> line.split("\t"))
                .forEach(fields -> {
                    var code = fields[1].equals("none") ? -1 : Integer.parseInt(fields[1]);
                    codes.put(fields[0], code);
                });
        return codes;
    }

    static LoaderOutput read(String name) {
        var output = new LoaderOutput();
        output.out(bytes(name + ".txt"));
        output.end();
        return output;
    }

    /// The same, fed in pieces of random length.
    static LoaderOutput readInPieces(String name, long seed) {
        var random = new Random(seed);
        var output = new LoaderOutput();
        var bytes = bytes(name + ".txt");
        for (var from = 0; from < bytes.length; ) {
            var to = Math.min(bytes.length, from + 1 + random.nextInt(200));
            output.out(Arrays.copyOfRange(bytes, from, to));
            from = to;
        }
        output.end();
        return output;
    }

    static byte[] bytes(String file) {
        try (var stream = Captures.class.getResourceAsStream("captures/" + file)) {
            if (stream == null) {
                throw new AssertionError("no capture " + file);
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static List<String> names() {
        return List.copyOf(exitCodes().keySet());
    }
}
