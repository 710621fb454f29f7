package dev.ferry.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleKeyDeserializers;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Records as keys of maps: a key is the record's own JSON as text, so that nothing has to be guessed from a dot
/// in a name.
final class RecordKeys {
    private RecordKeys() {}

    static SimpleModule module() {
        var module = new SimpleModule("record keys");
        module.addKeySerializer(Record.class, new Writer());
        module.setKeyDeserializers(new Readers());
        return module;
    }

    private static final class Writer extends JsonSerializer<Record> {
        @Override
        public void serialize(Record key, JsonGenerator generator, SerializerProvider provider) throws IOException {
            generator.writeFieldName(((ObjectMapper) generator.getCodec()).writeValueAsString(key));
        }
    }

    private static final class Readers extends SimpleKeyDeserializers {
        private static final long serialVersionUID = 1L;

        @Override
        public @Nullable KeyDeserializer findKeyDeserializer(
                JavaType type, DeserializationConfig config, @Nullable BeanDescription description) {
            return type.isRecordType() ? new Reader(type) : null;
        }
    }

    private static final class Reader extends KeyDeserializer {
        private final JavaType type;

        Reader(JavaType type) {
            this.type = type;
        }

        @Override
        public Object deserializeKey(String key, DeserializationContext context) throws IOException {
            return ((ObjectMapper) context.getParser().getCodec()).readValue(key, type);
        }
    }
}
