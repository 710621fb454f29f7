package dev.ferry.loader;

import dev.ferry.schema.CassandraVersion;
import java.util.Map;

/// Makes the files of a loader's private configuration folder.
public final class LoaderConfiguration {
    private LoaderConfiguration() {}

    /// The files by their path relative to the folder. All are for the owner's eyes only (mode 0600): some hold
    /// passwords.
    ///
    /// @param version of the loader that will read them: each knows other settings and refuses unknown ones
    /// @param folder the absolute path of the folder on the node
    /// @param security how the target's ports are guarded
    public static Map<String, byte[]> files(CassandraVersion version, String folder, TargetSecurity security) {
        throw new UnsupportedOperationException();
    }
}
