package dev.ferry.aiven;

import dev.ferry.json.JsonValue;
import java.lang.module.ModuleDescriptor.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads what is on sale: plans, prices, versions.
final class Offering {
    private static final Pattern PROVIDER = Pattern.compile(" - ([^:]+):");
    private static final Pattern LINE = Pattern.compile("[0-9]+(\\.[0-9]+)?");

    private Offering() {}

    static Project project(JsonValue project) {
        return new Project(
                project.at("project_name").text(""),
                project.at("account_name").text(""),
                project.at("default_cloud").text().orElse(null),
                project.at("trial_expiration_time").instant().orElse(null),
                project.at("estimated_balance").decimal().orElse(null));
    }

    static Plan plan(JsonValue plan) {
        var offers = new HashMap<String, Plan.Offer>();
        plan.at("regions").fields().forEach((cloud, region) -> offers.put(cloud, offer(region)));
        return new Plan(
                plan.at("service_plan").text(""), (int) plan.at("node_count").number(0), offers);
    }

    static Cloud cloud(JsonValue cloud) {
        var description = cloud.at("cloud_description").text("");
        return new Cloud(
                cloud.at("cloud_name").text(""),
                description,
                cloud.at("geo_region").text(""),
                cloud.at("provider_description").text().orElseGet(() -> provider(description)));
    }

    /// `Europe, Belgium - Google Cloud: Belgium` is at Google Cloud.
    private static String provider(String description) {
        var matcher = PROVIDER.matcher(description);
        return matcher.find() ? matcher.group(1).strip() : "";
    }

    static PlanSize size(JsonValue plan) {
        return new PlanSize(
                plan.at("service_plan").text(""),
                (int) plan.at("node_count").number(0),
                plan.at("disk_space_mb").number(0),
                plan.at("disk_space_cap_mb").number(0),
                plan.at("disk_space_step_mb").number(0));
    }

    static Price price(JsonValue price) {
        return new Price(
                price.at("base_price_usd").decimal().orElse(BigDecimal.ZERO),
                price.at("extra_disk_price_per_gb_usd").decimal().orElse(BigDecimal.ZERO));
    }

    /// What the list of versions says about Cassandra. It goes by `state`, which the server works out,
    /// and not by the dates beside it.
    ///
    /// @param versions the answer of `GET /service_versions`
    static CassandraAvailability availability(JsonValue versions) {
        var ours = versions.at("service_versions").list().stream()
                .filter(version -> version.at("service_type").text("").equals("cassandra"))
                .toList();
        var available = ours.stream()
                .filter(version -> version.at("state").text("").equals("available"))
                .flatMap(version -> version.at("major_version").text().stream())
                .filter(line -> LINE.matcher(line).matches())
                .sorted(Comparator.comparing(Version::parse).reversed())
                .toList();
        return ours.isEmpty() || !available.isEmpty()
                ? new CassandraAvailability.Available(
                        available, announcedEnd(ours).orElse(null))
                : new CassandraAvailability.Ended(end(ours), "every version is past its end");
    }

    private static Instant end(List<JsonValue> versions) {
        return versions.stream()
                .map(Offering::end)
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder())
                .orElse(CassandraAvailability.ENDED);
    }

    /// The end of the last version that can still be had; none if one of them has no end.
    private static Optional<Instant> announcedEnd(List<JsonValue> versions) {
        var ends = versions.stream()
                .filter(version -> version.at("state").text("").equals("available"))
                .map(Offering::end)
                .toList();
        return ends.stream().anyMatch(Optional::isEmpty)
                ? Optional.empty()
                : ends.stream().flatMap(Optional::stream).max(Comparator.naturalOrder());
    }

    private static Optional<Instant> end(JsonValue version) {
        return version.at("aiven_end_of_life_time")
                .instant()
                .or(() -> version.at("termination_time").instant());
    }

    private static Plan.Offer offer(JsonValue region) {
        return new Plan.Offer(
                region.at("price_usd").decimal().orElse(null),
                (int) region.at("node_cpu_count").number(0),
                region.at("node_memory_mb").number(0),
                region.at("disk_space_mb").number(0),
                region.at("disk_space_cap_mb").number(0));
    }
}
