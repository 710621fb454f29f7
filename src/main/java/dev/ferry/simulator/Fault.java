package dev.ferry.simulator;

/// Something that goes wrong once, when the simulator is told to.
public enum Fault {
    /// The next GET ends with its connection cut, before an answer.
    RESET,
    /// The next GET answers 503.
    UNAVAILABLE,
    /// The next GET answers 429 and says when to come back.
    RATE_LIMITED_RETRY_AFTER,
    /// The next GET answers 429 and says nothing more.
    RATE_LIMITED,
    /// The next GET answers 502 with a page of HTML.
    BAD_GATEWAY,
    /// The next GET answers after two seconds.
    SLOW,
    /// The next POST, PUT or DELETE does its work, and its connection is cut before the answer.
    ANSWER_LOST,
    /// The next POST, PUT or DELETE does nothing, and its connection is cut.
    REQUEST_LOST,
    /// The next service that comes to RUNNING is seen so once, then once as REBALANCING, then as RUNNING
    /// again.
    FLAP
}
