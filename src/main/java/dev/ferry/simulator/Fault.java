package dev.ferry.simulator;

/// Something that goes wrong when the simulator is told to: most of it once, some from then on until it is
/// healed.
public enum Fault {
    /// The next GET ends with its connection cut, before an answer.
    RESET(On.READ),
    /// The next GET answers 503.
    UNAVAILABLE(On.READ),
    /// The next GET answers 429 and says in how many seconds to come back.
    RATE_LIMITED_RETRY_AFTER(On.READ),
    /// The next GET answers 429 and says at what moment to come back.
    RATE_LIMITED_UNTIL(On.READ),
    /// The next GET answers 429 and says nothing more.
    RATE_LIMITED(On.READ),
    /// The next GET answers 502 with a page of HTML.
    BAD_GATEWAY(On.READ),
    /// The next GET answers after two seconds.
    SLOW(On.READ),
    /// The next GET answers 200, with an error in its body.
    ERROR_IN_SUCCESS(On.READ),
    /// The next GET answers 400 with a code that nobody has heard of.
    UNKNOWN_CODE(On.READ),
    /// The next GET is answered 403 by something in between, with a page of HTML.
    PROXY_PAGE(On.READ),
    /// The next GET finds the token expired.
    TOKEN_EXPIRED(On.READ),
    /// The next POST, PUT or DELETE that changes something does its work, and its connection is cut before the
    /// answer.
    ANSWER_LOST(On.CHANGE),
    /// The next POST, PUT or DELETE that would change something does nothing, and its connection is cut.
    REQUEST_LOST(On.CHANGE),
    /// The next change is answered 503 by something in between, and not made.
    CHANGE_UNAVAILABLE(On.CHANGE),
    /// The next change is refused because the account is on the free tier.
    FREE_TIER(On.CHANGE),
    /// The next change is refused because the plan does not include it.
    PLAN_LIMIT(On.CHANGE),
    /// The next question for a log or for metrics finds the place where they are kept out of order.
    LOGS_DOWN(On.QUESTION),
    /// The next service that comes to RUNNING is seen so once, then once as REBALANCING, then as RUNNING
    /// again.
    FLAP(On.SERVICE),
    /// The next service that is built or switched on never gets beyond setting up its machines.
    STUCK(On.SERVICE),
    /// Services that run do not say where.
    NO_COMPONENTS(On.LASTING),
    /// Services are in a private network, and have private addresses.
    VPC(On.LASTING),
    /// Services have a change of machines before them.
    MAINTENANCE_PENDING(On.LASTING),
    /// Passwords and keys read `<redacted>`, whoever asks.
    SECRETS_REDACTED(On.LASTING),
    /// The superuser's password is null: somebody has set another. A reset heals it.
    PASSWORD_OVERRIDDEN(On.LASTING),
    /// Services name no user at all.
    USERS_MISSING(On.LASTING),
    /// Every node's disk is nearly full.
    DISK_FILLING(On.LASTING);

    private final On on;

    Fault(On on) {
        this.on = on;
    }

    /// What it meets.
    On on() {
        return on;
    }

    /// What a fault meets.
    enum On {
        READ,
        CHANGE,
        QUESTION,
        SERVICE,
        LASTING
    }
}
