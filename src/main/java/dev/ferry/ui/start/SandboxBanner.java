package dev.ferry.ui.start;

import dev.ferry.migration.Draft;
import dev.ferry.sandbox.SampleMigration;
import dev.ferry.text.Messages;
import dev.ferry.ui.controls.Banner;
import dev.ferry.ui.controls.Mark;
import java.util.Optional;

/// Says above every screen of a sandbox's document that nothing of it is real but the software.
public final class SandboxBanner {
    private SandboxBanner() {}

    /// The banner for a document; empty if it is not a sandbox's.
    public static Optional<Banner> of(Draft draft) {
        return draft.id().equals(SampleMigration.ID)
                ? Optional.of(new Banner(Mark.RUNNING, Messages.text("ui.start.sandbox.banner")))
                : Optional.empty();
    }
}
