package dev.ferry.run;

import dev.ferry.text.Message;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// What is looked at before data moves, in this order: on every source node, and of the two clusters as
/// wholes. Every finding of the preflight belongs to one of these, so that nodes × checks is a full matrix.
/// Their names are in the journal.
public enum Check {
    /// The loader is there, of a release that can be used, and speaks to such a target.
    LOADER(Group.LOADER),
    /// The loader starts on the Java that it is given.
    JAVA(Group.LOADER),
    /// The machine has memory for as many loaders as may run at once.
    MEMORY(Group.LOADER),
    /// The loader and the target can read the node's files.
    FORMATS(Group.FILES),
    /// Every data directory can be read.
    DIRECTORIES(Group.FILES),
    /// There is room for what a snapshot pins.
    ROOM(Group.FILES),
    /// Ferry's folders can be made, and real SSTables can be linked into them.
    FOLDER(Group.FILES),
    /// The data files are what was once written: read whole, and compared with their checksums. On request.
    CHECKSUMS(Group.FILES),
    /// Who runs the loader there.
    USER(Group.MACHINE),
    /// A loader may open as many files as it has to.
    OPEN_FILES(Group.MACHINE),
    /// Native libraries can be unpacked and run from the temporary folder.
    TEMPORARY(Group.MACHINE),
    /// The machine's own name leads to an address that the target can be reached from.
    HOSTS(Group.MACHINE),
    /// `nodetool` reaches the node and is let in.
    NODETOOL(Group.MACHINE),
    /// The CQL port of every target node answers this node.
    NATIVE(Group.WAY),
    /// The internode port of every target node accepts this node and its certificate.
    INTERNODE(Group.WAY),
    /// The real loader with its real configuration gets in and sends nothing.
    REHEARSAL(Group.WAY),

    /// The source is a cluster that this can be done with.
    SOURCE_PRODUCT(Group.SOURCE),
    /// No source node is down, joins, leaves or moves.
    SOURCE_RING(Group.SOURCE),
    /// All source nodes have one schema.
    SOURCE_SCHEMA(Group.SOURCE),
    /// The clocks of the source nodes agree.
    SOURCE_CLOCKS(Group.SOURCE),
    /// The loader has every class that the tables' files ask for.
    SOURCE_TABLES(Group.SOURCE),
    /// Every table was repaired within its `gc_grace_seconds`.
    SOURCE_REPAIRS(Group.SOURCE),

    /// The target is a cluster that this can be done with.
    TARGET_PRODUCT(Group.TARGET),
    /// Both clusters place rows in the same way.
    PARTITIONER(Group.TARGET),
    /// No target node is down, joins, leaves or moves.
    TARGET_RING(Group.TARGET),
    /// All target nodes have one schema.
    TARGET_SCHEMA(Group.TARGET),
    /// The target's clocks go like those of the source.
    TARGET_CLOCKS(Group.TARGET),
    /// The target's disks hold what comes, in each data centre.
    TARGET_ROOM(Group.TARGET),
    /// Nothing of the tables on the target makes a load fail or crawl.
    TARGET_TABLES(Group.TARGET),
    /// The target keeps up with what it has to do already.
    TARGET_PRESSURE(Group.TARGET),
    /// How the target is configured suits a load.
    TARGET_SETTINGS(Group.TARGET);

    /// The subject of what is asked of a cluster as a whole: no node has this address.
    public static final String CLUSTERS = "";

    private static final Set<Check> OF_NODES = Collections.unmodifiableSet(EnumSet.copyOf(Arrays.stream(values())
            .filter(check -> !check.isOfCluster() && !check.isOnRequest())
            .toList()));
    private static final Set<Check> OF_CLUSTERS = Collections.unmodifiableSet(
            EnumSet.copyOf(Arrays.stream(values()).filter(Check::isOfCluster).toList()));

    private final Group group;

    Check(Group group) {
        this.group = group;
    }

    /// Its stable name: `internode`.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What it belongs to.
    public Group group() {
        return group;
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
        return this == NATIVE || this == INTERNODE || this == REHEARSAL || this == CHECKSUMS;
    }

    /// Whether it is asked only where somebody names it: it costs too much to be asked each time.
    public boolean isOnRequest() {
        return this == CHECKSUMS;
    }

    /// Whether it is about a cluster as a whole, and not about one source node.
    public boolean isOfCluster() {
        return group == Group.SOURCE || group == Group.TARGET;
    }

    /// What is asked of every source node each time.
    public static Set<Check> ofNodes() {
        return OF_NODES;
    }

    /// What is asked of the two clusters.
    public static Set<Check> ofClusters() {
        return OF_CLUSTERS;
    }

    /// Checks that a person sees together.
    public enum Group {
        /// The program that loads.
        LOADER,
        /// What it loads.
        FILES,
        /// Where it runs.
        MACHINE,
        /// The way to the target.
        WAY,
        /// The source as a whole.
        SOURCE,
        /// The target as a whole.
        TARGET;

        private static final List<Group> OF_NODES = List.of(LOADER, FILES, MACHINE, WAY);

        /// What a person calls it.
        public Message title() {
            return Message.of("check.group." + name().toLowerCase(Locale.ROOT));
        }

        /// Its checks, in order.
        public Set<Check> checks() {
            return Arrays.stream(Check.values())
                    .filter(check -> check.group == this)
                    .collect(Collectors.toCollection(() -> EnumSet.noneOf(Check.class)));
        }

        /// The groups whose checks are asked of source nodes.
        public static List<Group> ofNodes() {
            return OF_NODES;
        }
    }
}
