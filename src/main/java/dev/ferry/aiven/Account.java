package dev.ferry.aiven;

import java.util.List;

/// Who a token belongs to (`GET /me`).
///
/// @param user the e-mail address
/// @param name the person's name, may be empty
/// @param state `active`, or something that explains a refusal
/// @param projects the names of the projects that it may see
public record Account(String user, String name, String state, List<String> projects) {
    public Account {
        projects = List.copyOf(projects);
    }
}
