package dev.ferry.cli;

import dev.ferry.plan.Plan;
import java.util.Optional;

/// Plans are called p1, p2, … in the order in which they are made.
final class PlanNumber {
    private PlanNumber() {}

    /// What the next plan is called.
    static String after(Optional<Plan> last) {
        var number = last.map(plan -> Integer.parseInt(plan.id().substring(1))).orElse(0);
        return "p" + (number + 1);
    }
}
