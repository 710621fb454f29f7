package dev.ferry.ui.target;

import dev.ferry.engine.AivenProject;
import dev.ferry.outcome.Severity;
import dev.ferry.plan.Capacity;
import dev.ferry.text.Messages;
import dev.ferry.text.Units;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// A plan as the table shows it, in the cloud that is chosen.
///
/// @param name for example `startup-4`
/// @param nodes how many
/// @param offer what it is in that cloud
/// @param capacity whether the measured data fits; null while nothing is measured
record PlanRow(
        String name,
        int nodes,
        AivenProject.Offer offer,
        @Nullable Capacity capacity) {
    private static final String UNTOLD = "–";

    /// The plans that a cloud has, the cheapest first.
    ///
    /// @param capacities the capacity of a service of this many nodes without its disks; null while nothing is
    ///     measured
    static List<PlanRow> of(List<AivenProject.Plan> plans, String cloud, IntFunction<@Nullable Capacity> capacities) {
        var byNodes = new HashMap<Integer, @Nullable Capacity>();
        var rows = new ArrayList<PlanRow>();
        for (var plan : plans) {
            var offer = plan.offers().get(cloud);
            if (offer != null) {
                if (!byNodes.containsKey(plan.nodes())) {
                    byNodes.put(plan.nodes(), capacities.apply(plan.nodes()));
                }
                var capacity = byNodes.get(plan.nodes());
                rows.add(new PlanRow(
                        plan.name(), plan.nodes(), offer, capacity == null ? null : capacity.with(offer.diskBytes())));
            }
        }
        rows.sort(Comparator.comparing(PlanRow::hour));
        return List.copyOf(rows);
    }

    private BigDecimal hour() {
        return offer.hourUsd() == null ? BigDecimal.ZERO : offer.hourUsd();
    }

    /// Whether the data fits; null while nobody can tell.
    @Nullable
    Severity verdict() {
        return capacity == null || capacity.share().isEmpty() ? null : capacity.verdict();
    }

    /// Whether it fits, in a word and a number.
    String fits() {
        var verdict = verdict();
        if (verdict == null || capacity == null) {
            return Messages.text("ui.target.plan.fits.unknown");
        }
        return switch (verdict) {
            case PASS -> Messages.text("ui.target.plan.fits.pass", capacity.shareText());
            case WARN -> Messages.text("ui.target.plan.fits.warn", capacity.shareText());
            case BLOCK -> Messages.text("ui.target.plan.fits.block", capacity.shareText());
        };
    }

    String processors() {
        return offer.cpusPerNode() == 0 ? UNTOLD : String.valueOf(offer.cpusPerNode());
    }

    String memory() {
        return bytes(offer.memoryBytesPerNode());
    }

    String disk() {
        return bytes(offer.diskBytes());
    }

    private static String bytes(OptionalLong bytes) {
        return bytes.isPresent() ? Units.bytes(bytes.getAsLong()) : UNTOLD;
    }

    String month() {
        return dollars(offer.monthUsd(), 0);
    }

    String perHour() {
        return dollars(offer.hourUsd(), 3);
    }

    /// US dollars: `$ 1 234`, `$ 0.158`.
    static String dollars(@Nullable BigDecimal amount, int digits) {
        if (amount == null) {
            return UNTOLD;
        }
        var rounded = amount.setScale(digits, RoundingMode.HALF_UP);
        return "$ " + String.format(Locale.ROOT, "%,." + digits + "f", rounded).replace(',', '\u202f');
    }
}
