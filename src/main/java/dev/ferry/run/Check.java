package dev.ferry.run;

import dev.ferry.text.Message;
import java.util.Locale;

/// What is looked at on every source node before data moves, in this order. Every finding of the preflight
/// belongs to one of these, so that nodes × checks is a full matrix. Their names are in the journal.
public enum Check {
    /// The loader is there, of a release that can be used, and speaks to such a target.
    LOADER,
    /// The loader starts on the Java that it is given.
    JAVA,
    /// The loader and the target can read the node's files.
    FORMATS,
    /// Every data directory can be read.
    DIRECTORIES,
    /// There is room for what a snapshot pins.
    ROOM,
    /// Ferry's folders can be made, and real SSTables can be linked into them.
    FOLDER,
    /// The CQL port of every target node answers this node.
    NATIVE,
    /// The internode port of every target node accepts this node and its certificate.
    INTERNODE,
    /// The real loader with its real configuration gets in and sends nothing.
    REHEARSAL;

    /// Its stable name: `internode`.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What a person calls it, in a word or two.
    public Message title() {
        return Message.of("check." + code());
    }

    /// What it looks at, in a sentence.
    public Message about() {
        return Message.of("check." + code() + ".about");
    }

    /// Whether it can only be asked with the loader's credentials on the node.
    public boolean needsCredentials() {
        return switch (this) {
            case NATIVE, INTERNODE, REHEARSAL -> true;
            case LOADER, JAVA, FORMATS, DIRECTORIES, ROOM, FOLDER -> false;
        };
    }
}
