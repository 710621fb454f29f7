package dev.ferry.ui.schema;

import dev.ferry.schema.SchemaNote;
import dev.ferry.schema.SchemaObject;
import dev.ferry.text.Messages;
import dev.ferry.text.Units;
import dev.ferry.ui.controls.Mark;
import java.util.Locale;

/// What the schema's screen calls things.
final class Texts {
    private Texts() {}

    /// What becomes of an object, in a word or two.
    static String fate(SchemaObject object) {
        return switch (object.severity()) {
            case BLOCK -> Messages.text("ui.schema.fate.blocks");
            case WARN, PASS ->
                Messages.text("ui.schema.fate." + object.fate().name().toLowerCase(Locale.ROOT));
        };
    }

    /// How an object stands.
    static Mark mark(SchemaObject object) {
        return switch (object.severity()) {
            case BLOCK -> Mark.BLOCKED;
            case WARN -> Mark.WARN;
            case PASS -> object.fate() == SchemaObject.Fate.STANDS ? Mark.DONE : Mark.OPEN;
        };
    }

    /// A text about a number, with a text of its own for one.
    static String counted(long number, String one, String many) {
        return number == 1 ? Messages.text(one) : Messages.text(many, Units.count(number));
    }

    static String reason(SchemaNote note) {
        return Messages.text(note.finding().reason());
    }

    static String remedy(SchemaNote note) {
        return Messages.text(note.finding().remedy());
    }
}
