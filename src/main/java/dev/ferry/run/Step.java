package dev.ferry.run;

import java.util.EnumSet;
import java.util.Set;

/// The kinds of steps of a migration, in the order of the journey.
public enum Step {
    /// Survey the source again and compare it with the plan.
    SOURCE,
    /// Find or create the target and wait until it answers.
    TARGET,
    /// Run one statement on the target before the load. Subject: the statement's id.
    SCHEMA,
    /// Compare what stands on the target with the plan.
    SCHEMA_PROOF,
    /// Make the throwaway login on the target.
    LOGIN,
    /// Bring the loader to a node that has none that fits. Subject: the node.
    LOADER,
    /// Bring credentials to a node. Subject: the node.
    CREDENTIALS,
    /// Check a node before data moves. Subject: the node.
    PREFLIGHT,
    /// Flush a node. Subject: the node.
    FLUSH,
    /// Take the snapshot on a node. Subject: the node.
    SNAPSHOT,
    /// Load all cells.
    LOAD,
    /// Run one statement on the target after the load. Subject: the statement's id.
    SCHEMA_AFTER,
    /// Verify all tables.
    VERIFY,
    /// Put the target's settings back. Subject: the statement's id.
    SETTINGS,
    /// Remove the throwaway login.
    LOGIN_REMOVED,
    /// Turn migration mode off and prove it.
    MODE_OFF,
    /// Remove the snapshot from a node, with proof. Subject: the node.
    SNAPSHOT_REMOVED,
    /// Remove Ferry's folders from a node, with proof. Subject: the node.
    NODE_LEFT;

    /// The steps with the same subject whose effect this one takes back: they have to be done again where
    /// they are needed again.
    Set<Step> undoes() {
        return switch (this) {
            case LOGIN -> EnumSet.of(LOGIN_REMOVED);
            case LOGIN_REMOVED -> EnumSet.of(LOGIN);
            case LOADER, CREDENTIALS -> EnumSet.of(NODE_LEFT);
            case NODE_LEFT -> EnumSet.of(LOADER, CREDENTIALS);
            case SNAPSHOT -> EnumSet.of(SNAPSHOT_REMOVED);
            case SNAPSHOT_REMOVED -> EnumSet.of(SNAPSHOT, FLUSH);
            case SOURCE,
                    TARGET,
                    SCHEMA,
                    SCHEMA_PROOF,
                    PREFLIGHT,
                    FLUSH,
                    LOAD,
                    SCHEMA_AFTER,
                    VERIFY,
                    SETTINGS,
                    MODE_OFF -> EnumSet.noneOf(Step.class);
        };
    }
}
