package dev.ferry.simulator;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is on sale: clouds, plans, prices, versions. The shapes are Aiven's; nodes, disks and prices are
/// invented, because Aiven never published them for Cassandra.
final class Catalogue {
    private static final long DISK_STEP_MB = 30 * 1024;
    private static final int DISK_CAP = 5;
    private static final BigDecimal DISK_PRICE = new BigDecimal("0.00041");

    // As it was announced in the end (Aiven's page on end of life, text of 2025-11-19).
    static final String END_OF_LIFE = "2026-01-07T00:00:00Z";

    static final String DEFAULT_VERSION = "4.1";

    private static final List<CloudEntry> CLOUDS = List.of(
            new CloudEntry("aws-eu-central-1", "Europe, Germany - Amazon Web Services: Frankfurt", "europe", "1.08"),
            new CloudEntry(
                    "aws-us-east-1",
                    "United States, Virginia - Amazon Web Services: N. Virginia",
                    "north america",
                    "1"),
            new CloudEntry("azure-westeurope", "Europe, Netherlands - Azure: West Europe", "europe", "1.12"),
            new CloudEntry("google-europe-west1", "Europe, Belgium - Google Cloud: Belgium", "europe", "1.05"),
            new CloudEntry("google-us-central1", "United States, Iowa - Google Cloud: Iowa", "north america", "1"));

    private final List<PlanEntry> plans;

    /// @param nodes how many nodes the smallest plan has
    Catalogue(int nodes) {
        plans = List.of(
                new PlanEntry("startup-4", nodes, 2, 4096, 60, "0.15"),
                new PlanEntry("startup-8", 3, 2, 8192, 175, "0.60"),
                new PlanEntry("business-16", 3, 4, 16384, 350, "1.40"),
                new PlanEntry("premium-32", 6, 8, 32768, 700, "5.20"));
    }

    Optional<PlanEntry> plan(String name) {
        return plans.stream().filter(plan -> plan.name().equals(name)).findFirst();
    }

    Optional<CloudEntry> cloud(String name) {
        return CLOUDS.stream().filter(cloud -> cloud.name().equals(name)).findFirst();
    }

    String defaultCloud() {
        return "google-europe-west1";
    }

    /// Whether a service of this Cassandra line can be created.
    static boolean isAvailable(String version) {
        return version.equals("4") || version.equals(DEFAULT_VERSION);
    }

    /// `GET /clouds`.
    Map<String, Object> clouds() {
        return Map.of("clouds", CLOUDS.stream().map(CloudEntry::view).toList());
    }

    /// `GET …/service-types/cassandra/plans`.
    Map<String, Object> plans() {
        return Map.of("service_plans", plans.stream().map(PlanEntry::view).toList());
    }

    /// `GET …/service-types/cassandra`.
    Map<String, Object> type() {
        return Map.of(
                "description",
                "Cassandra - Distributed NoSQL database",
                "default_version",
                DEFAULT_VERSION,
                "latest_available_version",
                DEFAULT_VERSION,
                "user_config_schema",
                UserConfig.schema());
    }

    /// `GET /service_types`.
    Map<String, Object> types() {
        var type = new LinkedHashMap<>(type());
        type.putAll(plans());
        return Map.of("service_types", Map.of("cassandra", type));
    }

    /// `GET /service_versions`, with another product in it as in the real list.
    Map<String, Object> versions(SimulatorOptions.Era era) {
        var versions = new ArrayList<Map<String, Object>>();
        versions.add(version("pg", "16", "available"));
        versions.add(version("pg", "17", "available"));
        switch (era) {
            case LIVE -> {
                versions.add(ended("3", "2022-07-27T00:00:00Z"));
                versions.add(version("cassandra", "4", "available"));
                versions.add(version("cassandra", DEFAULT_VERSION, "available"));
            }
            case ANNOUNCED -> {
                versions.add(ended("3", "2022-07-27T00:00:00Z"));
                versions.add(ending("4"));
                versions.add(ending(DEFAULT_VERSION));
            }
            case AFTER_END_OF_LIFE -> {
                // not a word of it any more
            }
        }
        return Map.of("service_versions", versions);
    }

    private static Map<String, Object> version(String type, String line, String state) {
        var version = new LinkedHashMap<String, Object>();
        version.put("service_type", type);
        version.put("major_version", line);
        version.put("state", state);
        version.put("availability_start_time", "2024-01-18T00:00:00Z");
        for (var key : List.of("availability_end_time", "aiven_end_of_life_time", "termination_time")) {
            version.put(key, null);
        }
        return version;
    }

    private static Map<String, Object> ended(String line, String when) {
        var version = version("cassandra", line, "eol");
        version.put("aiven_end_of_life_time", when);
        version.put("termination_time", when);
        return version;
    }

    /// What every service says of itself once the end is announced.
    static Map<String, Object> endOfLifeNotice() {
        return Map.of(
                "level",
                "warning",
                "message",
                "Aiven for Apache Cassandra reaches its end of life on January 7, 2026.",
                "type",
                "service_end_of_life",
                "metadata",
                Map.of("service_end_of_life_time", END_OF_LIFE));
    }

    private static Map<String, Object> ending(String line) {
        var version = version("cassandra", line, "available");
        version.put("availability_end_time", "2025-12-03T00:00:00Z");
        version.put("aiven_end_of_life_time", END_OF_LIFE);
        version.put("termination_time", END_OF_LIFE);
        return version;
    }

    /// A cloud.
    ///
    /// @param factor what everything costs there, against the cheapest
    record CloudEntry(String name, String description, String region, String factor) {
        private Map<String, Object> view() {
            return Map.of(
                    "cloud_name", name,
                    "cloud_description", description,
                    "geo_region", region,
                    "provider", name.substring(0, name.indexOf('-')),
                    "provider_description",
                            description.substring(description.indexOf(" - ") + 3, description.indexOf(':')));
        }
    }

    /// A plan.
    ///
    /// @param diskGb per node, in GiB
    /// @param hourlyUsd in the cheapest cloud
    record PlanEntry(String name, int nodes, int cpus, int memoryMb, int diskGb, String hourlyUsd) {
        long diskMb() {
            return (long) nodes * diskGb * 1024;
        }

        /// Whether a service of this plan may have this much disk, in MiB over all nodes.
        boolean allowsDiskMb(long wanted) {
            return wanted >= diskMb() && wanted <= diskMb() * DISK_CAP && (wanted - diskMb()) % DISK_STEP_MB == 0;
        }

        /// `GET …/plans/PLAN`.
        Map<String, Object> size() {
            var size = common();
            size.put("disk_space_mb", diskMb());
            size.put("disk_space_cap_mb", diskMb() * DISK_CAP);
            size.put("disk_space_step_mb", DISK_STEP_MB);
            size.put("shard_count", 1);
            return size;
        }

        /// `GET …/pricing/…/clouds/CLOUD`.
        Map<String, Object> price(CloudEntry cloud) {
            return Map.of(
                    "base_price_usd", priceIn(cloud),
                    "extra_disk_price_per_gb_usd", DISK_PRICE.toPlainString(),
                    "cloud_name", cloud.name(),
                    "service_plan", name,
                    "service_type", "cassandra");
        }

        private Map<String, Object> view() {
            var regions = new LinkedHashMap<String, Object>();
            CLOUDS.forEach(cloud -> regions.put(cloud.name(), region(cloud)));
            var view = common();
            view.put("regions", regions);
            return view;
        }

        private Map<String, Object> region(CloudEntry cloud) {
            return Map.of(
                    "price_usd",
                    priceIn(cloud),
                    "node_cpu_count",
                    cpus,
                    "node_memory_mb",
                    (double) memoryMb,
                    "disk_space_mb",
                    diskMb(),
                    "disk_space_cap_mb",
                    diskMb() * DISK_CAP);
        }

        private Map<String, Object> common() {
            var common = new LinkedHashMap<String, @Nullable Object>();
            common.put("service_plan", name);
            common.put("service_type", "cassandra");
            common.put("node_count", nodes);
            common.put("backup_config", Map.of("interval", 24, "max_count", 2, "recovery_mode", "basic"));
            common.put("max_memory_percent", null);
            return common;
        }

        private String priceIn(CloudEntry cloud) {
            return new BigDecimal(hourlyUsd)
                    .multiply(new BigDecimal(cloud.factor()))
                    .toPlainString();
        }
    }
}
