package dev.ferry.settings;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where new files go.
///
/// @param documents where new migrations are proposed; null for the user's documents
/// @param reports where reports are proposed; null for beside the migration
public record Folders(@Nullable Path documents, @Nullable Path reports) {
    /// As the desktop has it.
    public static final Folders USUAL = new Folders(null, null);

    /// The same with another folder for new migrations.
    public Folders documents(@Nullable Path folder) {
        return new Folders(folder, reports);
    }

    /// The same with another folder for reports.
    public Folders reports(@Nullable Path folder) {
        return new Folders(documents, folder);
    }
}
