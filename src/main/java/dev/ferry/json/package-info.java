/// JSON, both Ferry's own (documents, journal, reports) and that of others (an API's answers).
///
/// Start at {@link Json}; foreign JSON is read through {@link JsonValue}. The only package that imports
/// Jackson, and no type of Jackson leaves it. It must not know what the values mean.
@NullMarked
package dev.ferry.json;

import org.jspecify.annotations.NullMarked;
