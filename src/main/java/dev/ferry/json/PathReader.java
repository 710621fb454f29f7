package dev.ferry.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// Reads a path as it was given; Jackson's own reader takes everything with a colon in it for a URI.
final class PathReader extends StdScalarDeserializer<Path> {
    private static final long serialVersionUID = 1L;

    PathReader() {
        super(Path.class);
    }

    @Override
    public Path deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        var text = parser.getValueAsString();
        try {
            return Path.of(text == null ? "\0" : text);
        } catch (InvalidPathException e) {
            throw context.weirdStringException("", Path.class, "not a path");
        }
    }
}
