package dev.ferry.engine;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who an Aiven token belongs to, and where it may look.
///
/// @param user the e-mail address
/// @param name the person's name, may be empty
/// @param projects the projects that it may see
public record AivenAccount(String user, String name, List<Project> projects) {
    /// Where Aiven's API lives, unless somebody is told otherwise.
    public static final String API = "https://api.aiven.io";

    public AivenAccount {
        projects = List.copyOf(projects);
    }

    /// A project.
    ///
    /// @param name its name
    /// @param owner the name of the account that pays, empty if not told
    /// @param defaultCloud where new services go unless somebody says otherwise; null if not told
    /// @param trialEnd when its trial ends; null if it is on none
    public record Project(
            String name,
            String owner,
            @Nullable String defaultCloud,
            @Nullable Instant trialEnd) {}
}
