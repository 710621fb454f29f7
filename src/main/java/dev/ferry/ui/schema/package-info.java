/// The schema's screen: every object as the source has it beside what the target will get, editable, with its
/// findings in place; and the statements that are applied, word for word, before they run.
///
/// Start at {@link dev.ferry.ui.schema.SchemaView} for what is seen and at
/// {@link dev.ferry.ui.schema.SchemaViewModel} for what it means; what fits a target is decided in
/// {@link dev.ferry.schema.SchemaDraft}. Only {@link dev.ferry.ui.schema.CqlPane} knows the text editor.
@NullMarked
package dev.ferry.ui.schema;

import org.jspecify.annotations.NullMarked;
