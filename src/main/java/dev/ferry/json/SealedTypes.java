package dev.ferry.json;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.introspect.VisibilityChecker;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tells Jackson what annotations would: records speak through their components alone, and a record of a
/// sealed hierarchy carries its simple name in the property `is`.
///
/// The name is written as one more property of the record, not as type information of the place where it
/// stands: so it is there too where Java has forgotten the type of the place, as in a list that is
/// written by itself.
final class SealedTypes extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    static final String PROPERTY = "is";

    @Override
    public VisibilityChecker<?> findAutoDetectVisibility(AnnotatedClass type, VisibilityChecker<?> checker) {
        var closed = checker.with(Visibility.NONE);
        return type.getRawType().isRecord()
                ? closed.withFieldVisibility(Visibility.ANY).withCreatorVisibility(Visibility.ANY)
                : closed;
    }

    @Override
    public JsonTypeInfo.@Nullable Value findPolymorphicTypeInfo(MapperConfig<?> config, Annotated annotated) {
        return annotated instanceof AnnotatedClass && isOfSealedHierarchy(annotated.getRawType())
                ? JsonTypeInfo.Value.construct(
                        JsonTypeInfo.Id.NAME, JsonTypeInfo.As.EXISTING_PROPERTY, PROPERTY, null, false, false, true)
                : super.findPolymorphicTypeInfo(config, annotated);
    }

    @Override
    public @Nullable List<NamedType> findSubtypes(Annotated annotated) {
        var type = annotated.getRawType();
        if (!isOurs(type) || !type.isSealed()) {
            return super.findSubtypes(annotated);
        }
        var byName = new HashMap<String, Class<?>>();
        var subtypes = new ArrayList<NamedType>();
        for (var leaf : leaves(type)) {
            var other = byName.put(leaf.getSimpleName(), leaf);
            if (other != null) {
                throw new IllegalArgumentException(other.getName() + " and " + leaf.getName() + " share a simple name");
            }
            subtypes.add(new NamedType(leaf, leaf.getSimpleName()));
        }
        return subtypes;
    }

    @Override
    public @Nullable String findTypeName(AnnotatedClass type) {
        return isOfSealedHierarchy(type.getRawType()) ? type.getRawType().getSimpleName() : super.findTypeName(type);
    }

    @Override
    public void findAndAddVirtualProperties(
            MapperConfig<?> config, AnnotatedClass type, List<BeanPropertyWriter> properties) {
        if (config instanceof SerializationConfig && isOfSealedHierarchy(type.getRawType())) {
            properties.addFirst(NameWriter.of(config, type));
        }
    }

    /// The JDK has sealed interfaces of its own that texts and numbers implement; they do not count.
    private static boolean isOurs(Class<?> type) {
        return !type.getName().startsWith("java");
    }

    /// Whether a class is a sealed interface, or a record somewhere below one.
    private static boolean isOfSealedHierarchy(Class<?> type) {
        if (!isOurs(type)) {
            return false;
        }
        return type.isInterface() ? type.isSealed() : type.isRecord() && hasSealedParent(type);
    }

    private static boolean hasSealedParent(Class<?> type) {
        return Arrays.stream(type.getInterfaces()).anyMatch(above -> isOurs(above) && above.isSealed());
    }

    private static Set<Class<?>> leaves(Class<?> type) {
        var found = new LinkedHashSet<Class<?>>();
        for (var below : type.getPermittedSubclasses()) {
            if (below.isSealed()) {
                found.addAll(leaves(below));
            } else if (below.isRecord()) {
                found.add(below);
            } else {
                throw new IllegalArgumentException(below.getName() + " is neither a record nor sealed");
            }
        }
        return found;
    }
}
