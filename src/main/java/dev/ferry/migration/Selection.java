package dev.ferry.migration;

import dev.ferry.schema.TableName;
import java.util.List;
import java.util.regex.Pattern;

/// Which tables move, as patterns over `keyspace.table` in which `*` stands for anything.
///
/// @param include what moves; empty means everything
/// @param exclude what stays, even if included
public record Selection(List<String> include, List<String> exclude) {
    public Selection {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
    }

    /// Everything but system keyspaces, which are never offered.
    public static Selection everything() {
        return new Selection(List.of(), List.of());
    }

    /// Whether a table is selected.
    public boolean takes(TableName table) {
        var name = table.toString();
        return (include.isEmpty() || matchesAny(include, name)) && !matchesAny(exclude, name);
    }

    /// Whether a pattern means a table.
    public static boolean matches(String pattern, TableName table) {
        return matches(pattern, table.toString());
    }

    private static boolean matchesAny(List<String> patterns, String name) {
        return patterns.stream().anyMatch(pattern -> matches(pattern, name));
    }

    private static boolean matches(String pattern, String name) {
        var whole = pattern.contains(".") ? pattern : pattern + ".*";
        // a selection made by hand may hold thousands of plain names
        return whole.indexOf('*') < 0
                ? whole.equals(name)
                : Pattern.compile(Pattern.quote(whole).replace("*", "\\E.*\\Q"))
                        .matcher(name)
                        .matches();
    }
}
