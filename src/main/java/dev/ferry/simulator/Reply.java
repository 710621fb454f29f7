package dev.ferry.simulator;

import java.util.Map;

/// What a call is answered.
record Reply(int status, Map<String, ?> body) {
    static Reply ok(Map<String, ?> body) {
        return new Reply(200, body);
    }
}
