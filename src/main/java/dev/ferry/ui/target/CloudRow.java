package dev.ferry.ui.target;

import dev.ferry.engine.AivenProject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A row of the list of clouds: the head of a group, or a cloud.
sealed interface CloudRow {
    /// The clouds of one provider follow.
    record Head(String provider, int clouds) implements CloudRow {}

    /// A cloud.
    record Entry(AivenProject.Cloud cloud) implements CloudRow {}

    /// The clouds that contain every word of a filter, grouped by provider in the order in which they come.
    static List<CloudRow> of(List<AivenProject.Cloud> clouds, String filter) {
        var rows = new ArrayList<CloudRow>();
        var words = filter.strip().toLowerCase(Locale.ROOT).split("\\s+");
        var found = clouds.stream().filter(cloud -> matches(cloud, words)).toList();
        var last = "";
        for (var cloud : found) {
            if (!cloud.provider().equals(last)) {
                last = cloud.provider();
                var provider = last;
                rows.add(new Head(provider, (int) found.stream()
                        .filter(each -> each.provider().equals(provider))
                        .count()));
            }
            rows.add(new Entry(cloud));
        }
        return List.copyOf(rows);
    }

    private static boolean matches(AivenProject.Cloud cloud, String[] words) {
        var text = (cloud.name() + " " + cloud.provider() + " " + cloud.place()).toLowerCase(Locale.ROOT);
        for (var word : words) {
            if (!text.contains(word)) {
                return false;
            }
        }
        return true;
    }
}
