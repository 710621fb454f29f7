package dev.ferry.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.PropertyMetadata;
import com.fasterxml.jackson.databind.PropertyName;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.introspect.VirtualAnnotatedMember;
import com.fasterxml.jackson.databind.ser.VirtualBeanPropertyWriter;
import com.fasterxml.jackson.databind.util.SimpleBeanPropertyDefinition;

/// Writes the simple name of a record as its property {@link SealedTypes#PROPERTY}.
final class NameWriter extends VirtualBeanPropertyWriter {
    private static final long serialVersionUID = 1L;

    private NameWriter(BeanPropertyDefinition property, AnnotatedClass type, JavaType text) {
        super(property, type.getAnnotations(), text);
    }

    static NameWriter of(MapperConfig<?> config, AnnotatedClass type) {
        var text = config.constructType(String.class);
        var member = new VirtualAnnotatedMember(type, type.getRawType(), SealedTypes.PROPERTY, text);
        var property = SimpleBeanPropertyDefinition.construct(
                config,
                member,
                PropertyName.construct(SealedTypes.PROPERTY),
                PropertyMetadata.STD_REQUIRED,
                JsonInclude.Value.empty());
        return new NameWriter(property, type, text);
    }

    @Override
    protected Object value(Object value, JsonGenerator generator, SerializerProvider provider) {
        return value.getClass().getSimpleName();
    }

    @Override
    public NameWriter withConfig(
            MapperConfig<?> config, AnnotatedClass type, BeanPropertyDefinition property, JavaType text) {
        return new NameWriter(property, type, text);
    }
}
