package dev.ferry.aiven;

import dev.ferry.outcome.Failure;
import dev.ferry.outcome.Failure.Kind;
import dev.ferry.secrets.Redactor;
import dev.ferry.text.Message;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.security.GeneralSecurityException;
import java.util.Collections;
import java.util.Set;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/// Why a call did not work, in words for a person. Only the API's own `message` is quoted.
final class Refusal {
    private static final int LONGEST = 300;

    private static final Set<String> PRODUCT =
            Set.of("retired_api_endpoint", "service_type_not_allowed", "invalid_service_type");
    private static final Set<String> TOKEN = Set.of(
            "authentication_failed",
            "auth_token_max_age_too_low",
            "user_personal_token_not_allowed",
            "user_deactivated",
            "mfa_required_by_organization");
    private static final Set<String> ADDRESS =
            Set.of("api_client_ip_allowlist_blocks_caller", "client_ip_address_policy_violation");
    private static final Set<String> SERVICE = Set.of("service_not_found", "service_does_not_exist");
    private static final Set<String> ACCOUNT = Set.of("free_tier_restricted", "feature_not_enabled");
    private static final Set<String> LOGS = Set.of("service_logs_backend_timeout", "service_logs_backend_unavailable");
    private static final Set<String> PROJECT = Set.of("project_not_found", "project_does_not_exist");

    private Refusal() {}

    /// A failure whose remedy has the key of its cause with `.remedy` behind it, and the same arguments.
    static Failure of(Kind kind, String hop, Message cause, String evidence) {
        return new Failure(kind, hop, cause, evidence, new Message(cause.key() + ".remedy", cause.arguments()));
    }

    /// The API answered, but not well.
    static Failure of(String hop, Call call, Answer answer) {
        var cause = cause(call, answer);
        return of(kind(cause, answer), hop, cause, evidence(answer));
    }

    /// The API did not answer.
    static Failure of(String hop, IOException e) {
        var key = switch (e) {
            case HttpTimeoutException timeout -> "aiven.connection.timed-out";
            default -> isUntrusted(e) ? "aiven.connection.untrusted" : "aiven.connection.failed";
        };
        var kind = isUntrusted(e) ? Kind.NEEDS_ATTENTION : Kind.RETRYABLE;
        return of(kind, hop, Message.of(key), shortened(root(e).toString()));
    }

    /// Whether the server has no certificate that is good here. A handshake that was only cut short may work
    /// the next time.
    static boolean isUntrusted(IOException e) {
        return e instanceof SSLPeerUnverifiedException
                || e instanceof SSLException && root(e) instanceof GeneralSecurityException;
    }

    private static Message cause(Call call, Answer answer) {
        var codes = answer.codes();
        if (answer.status() / 100 == 2) {
            return Message.of(answer.body() == null ? "aiven.answer.unreadable" : "aiven.request.refused");
        } else if (answer.body() == null && answer.status() < 500 && !answer.isPassing()) {
            // Aiven refuses in JSON. What somebody else says in its place is no word about the service.
            return Message.of("aiven.answer.foreign");
        } else if (!Collections.disjoint(codes, PRODUCT)) {
            return Message.of("aiven.product.ended");
        } else if (answer.status() == 401 || !Collections.disjoint(codes, TOKEN)) {
            return Message.of("aiven.token.refused");
        } else if (!Collections.disjoint(codes, ADDRESS)) {
            return Message.of("aiven.token.address");
        } else if (!Collections.disjoint(codes, PROJECT)) {
            return Message.of("aiven.project.missing");
        } else if (!Collections.disjoint(codes, SERVICE)) {
            return call.missing();
        } else if (!Collections.disjoint(codes, ACCOUNT) || answer.status() == 402) {
            return Message.of("aiven.account.limited");
        } else if (!Collections.disjoint(codes, LOGS)) {
            return Message.of("aiven.logs.unavailable");
        } else if (codes.contains("service_maintenance_required")) {
            return Message.of("aiven.service.maintenance");
        } else if (codes.contains("not_powered")) {
            return Message.of("aiven.service.powered-off");
        }
        return byStatus(call, answer);
    }

    private static Message byStatus(Call call, Answer answer) {
        var said = answer.message().orElse("");
        return switch (answer.status()) {
            case 403 -> forbidden(call.right(), said);
            case 404 -> said.startsWith("Project ") ? Message.of("aiven.project.missing") : call.missing();
            case 409 -> Message.of(conflict(said));
            case 408, 429 -> Message.of("aiven.rate.limited");
            case 500, 502, 503, 504 -> Message.of("aiven.unavailable");
            default -> Message.of("aiven.request.refused");
        };
    }

    private static Message forbidden(Right right, String said) {
        if (said.startsWith("Authentication failed") || said.startsWith("Invalid token")) {
            return Message.of("aiven.token.refused");
        } else if (said.contains("protected against termination")) {
            return Message.of("aiven.service.protected");
        } else if (said.contains("plan does not include")) {
            return Message.of("aiven.plan.limited");
        }
        return Message.of("aiven.rights.missing", right.words(), right.permission());
    }

    private static String conflict(String said) {
        return said.contains("already exists") ? "aiven.service.exists" : "aiven.request.refused";
    }

    private static Kind kind(Message cause, Answer answer) {
        if (cause.key().equals("aiven.product.ended")) {
            return Kind.FATAL;
        }
        if (cause.key().equals("aiven.answer.foreign") || cause.key().equals("aiven.account.limited")) {
            return Kind.NEEDS_ATTENTION;
        }
        return answer.isPassing() || answer.status() == 500 || answer.body() == null
                ? Kind.RETRYABLE
                : Kind.NEEDS_ATTENTION;
    }

    private static String evidence(Answer answer) {
        var wait = answer.retryAfter().map(after -> ", Retry-After: " + after).orElse("");
        var said = answer.body() == null
                ? " with an answer that is no JSON"
                : answer.message().map(m -> ": " + m).orElse("");
        var more = answer.moreInfo().map(url -> " (see " + url + ")").orElse("");
        return shortened("HTTP " + answer.status() + wait + said) + more;
    }

    private static String shortened(String text) {
        var safe = Redactor.redact(text);
        return safe.length() <= LONGEST ? safe : safe.substring(0, LONGEST) + "…";
    }

    private static Throwable root(Throwable e) {
        var root = e;
        // Bounded, because causes can run in a circle.
        for (var i = 0; i < 10; i++) {
            var below = root.getCause();
            if (below == null) {
                return root;
            }
            root = below;
        }
        return root;
    }
}
