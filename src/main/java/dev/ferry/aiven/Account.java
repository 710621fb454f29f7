package dev.ferry.aiven;

import java.util.List;
import java.util.Map;

/// Who a token belongs to (`GET /me`).
///
/// @param user the e-mail address
/// @param name the person's name, may be empty
/// @param state `active`, or something that explains a refusal
/// @param projects the names of the projects that it may see
/// @param roles project → the roles and permissions that the person has there, as far as the API tells
public record Account(String user, String name, String state, List<String> projects, Map<String, List<String>> roles) {
    public Account {
        projects = List.copyOf(projects);
        roles = Map.copyOf(roles);
    }

    /// What the token may do in a project by the person's roles.
    public Rights rights(String project) {
        return Rights.of(roles.getOrDefault(project, List.of()));
    }
}
