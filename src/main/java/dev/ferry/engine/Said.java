package dev.ferry.engine;

import dev.ferry.outcome.Finding;
import dev.ferry.outcome.Severity;
import dev.ferry.run.Check;
import dev.ferry.text.Message;

/// Makes the findings of a check: `check.<check>.<word>` is the code, the key of the reason, and with
/// `.remedy` that of what to do. Where all is well nothing is to be done.
final class Said {
    private static final String PREFIX = "check.";

    private Said() {}

    static Finding pass(Check check, String word, String place, String evidence, Object... arguments) {
        return finding(check, word, Severity.PASS, place, evidence, arguments);
    }

    static Finding warn(Check check, String word, String place, String evidence, Object... arguments) {
        return finding(check, word, Severity.WARN, place, evidence, arguments);
    }

    static Finding block(Check check, String word, String place, String evidence, Object... arguments) {
        return finding(check, word, Severity.BLOCK, place, evidence, arguments);
    }

    static Finding finding(
            Check check, String word, Severity severity, String place, String evidence, Object... arguments) {
        var code = PREFIX + check.code() + "." + word;
        var remedy = severity == Severity.PASS ? Message.of("check.nothing") : Message.of(code + ".remedy", arguments);
        return new Finding(code, severity, place, Message.of(code, arguments), evidence, remedy);
    }

    /// The check that a code belongs to; null if it is not one of these.
    static @org.jspecify.annotations.Nullable Check checkOf(String code) {
        if (!code.startsWith(PREFIX)) {
            return null;
        }
        var rest = code.substring(PREFIX.length());
        var dot = rest.indexOf('.');
        var name = dot < 0 ? rest : rest.substring(0, dot);
        for (var check : Check.values()) {
            if (check.code().equals(name)) {
                return check;
            }
        }
        return null;
    }
}
