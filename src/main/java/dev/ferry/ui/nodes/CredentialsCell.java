package dev.ferry.ui.nodes;

import dev.ferry.outcome.Failure;
import dev.ferry.run.Installed;
import dev.ferry.text.Messages;
import dev.ferry.text.Moments;
import dev.ferry.ui.controls.Mark;
import org.jspecify.annotations.Nullable;

/// The loader's credentials on one node, as the matrix shows them.
///
/// @param state how they stand
/// @param installed what lies there; null if nothing that is known of
/// @param failure why they could not be brought or removed; null if they could
record CredentialsCell(
        State state,
        @Nullable Installed installed,
        @Nullable Failure failure) {
    /// How credentials stand.
    enum State {
        /// There never were any.
        NONE(Mark.OPEN),
        /// They are being brought.
        INSTALLING(Mark.RUNNING),
        /// They lie there and the target knows their login.
        INSTALLED(Mark.DONE),
        /// They lie there and are worth nothing: the target has another login, or none.
        OUTDATED(Mark.WARN),
        /// They could not be brought, or not removed.
        FAILED(Mark.FAILED),
        /// They are being removed.
        REMOVING(Mark.RUNNING),
        /// They are gone, by listing.
        REMOVED(Mark.OPEN);

        private final Mark mark;

        State(Mark mark) {
            this.mark = mark;
        }

        Mark mark() {
            return mark;
        }
    }

    /// Whether there may be something to remove.
    boolean isLeft() {
        return switch (state) {
            case INSTALLED, OUTDATED, FAILED -> true;
            case NONE, INSTALLING, REMOVING, REMOVED -> false;
        };
    }

    /// A word or two.
    String word() {
        return switch (state) {
            case NONE -> "–";
            case INSTALLING -> Messages.text("ui.nodes.credentials.installing");
            case INSTALLED ->
                installed == null
                        ? Messages.text("ui.nodes.credentials.installed")
                        : Messages.text("ui.nodes.credentials.installed-at", Moments.of(installed.at()));
            case OUTDATED -> Messages.text("ui.nodes.credentials.outdated");
            case FAILED -> Messages.text("ui.nodes.credentials.failed");
            case REMOVING -> Messages.text("ui.nodes.credentials.removing");
            case REMOVED -> Messages.text("ui.nodes.credentials.removed");
        };
    }
}
