package dev.ferry.aiven;

import dev.ferry.json.Json;
import dev.ferry.json.JsonValue;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.secrets.Redactor;
import dev.ferry.secrets.Secret;
import dev.ferry.text.Message;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

/// Sends calls, and tries again those that change nothing.
final class Exchange implements AutoCloseable {
    private static final long LARGEST = 16L << 20;

    private final URI base;
    private final Secret token;
    private final Consumer<String> audit;
    private final Patience patience;
    private final HttpClient reader;

    Exchange(URI base, Secret token, Consumer<String> audit, Patience patience) {
        this.base = base;
        this.token = token;
        this.audit = audit;
        this.patience = patience;
        this.reader = client();
    }

    /// The way that every call goes.
    String hop() {
        return "workstation → " + base.getAuthority();
    }

    /// The answer to a call that changes nothing.
    JsonValue get(Call call) throws FailureException, InterruptedException {
        return read(call, look(call));
    }

    /// What an answer says, if it is good.
    JsonValue read(Call call, Answer answer) throws FailureException {
        var body = answer.body();
        if (!answer.isGood() || body == null) {
            throw new FailureException(Refusal.of(hop(), call, answer));
        }
        return body;
    }

    /// The same, also if it says no.
    Answer look(Call call) throws FailureException, InterruptedException {
        requireSafeWay();
        for (var attempt = 1; ; attempt++) {
            var last = attempt >= patience.attempts();
            try {
                var answer = send(reader, call);
                var pause = answer.isPassing() && !last ? pauseMillis(attempt, answer) : -1;
                if (pause < 0) {
                    return answer;
                }
                Thread.sleep(pause);
            } catch (IOException e) {
                if (last || Refusal.isUntrusted(e)) {
                    throw new FailureException(Refusal.of(hop(), e));
                }
                Thread.sleep(patience.pauseMillis(attempt));
            }
        }
    }

    /// The answer to a call that changes nothing although it is no GET. It is sent once: whoever wants to know
    /// more asks again.
    JsonValue ask(Call call) throws FailureException, InterruptedException {
        requireSafeWay();
        try {
            return read(call, send(reader, call));
        } catch (IOException e) {
            throw new FailureException(Refusal.of(hop(), e));
        }
    }

    /// The answer to a call that changes something. It is sent once, over a connection of its own: one
    /// that lay idle may have been closed by the server, and would lose the request.
    ///
    /// @throws LostAnswer if it was sent and nobody can say whether it worked
    JsonValue change(Call call) throws FailureException, LostAnswer, InterruptedException {
        requireSafeWay();
        var client = client();
        try {
            var answer = send(client, call);
            var isUnreadable = answer.status() / 100 == 2 && answer.body() == null;
            if (answer.status() >= 500 || answer.status() == 408 || isUnreadable) {
                throw new LostAnswer(Refusal.of(hop(), call, answer));
            }
            return read(call, answer);
        } catch (ConnectException
                | HttpConnectTimeoutException
                | SSLHandshakeException
                | SSLPeerUnverifiedException e) {
            // these come before a byte of the request is sent; any other may come after
            throw new FailureException(Refusal.of(hop(), e));
        } catch (IOException e) {
            throw new LostAnswer(Refusal.of(hop(), e));
        } finally {
            client.shutdownNow();
        }
    }

    @Override
    public void close() {
        reader.shutdownNow();
    }

    private Answer send(HttpClient client, Call call) throws IOException, InterruptedException {
        var start = System.nanoTime();
        try {
            var response = receive(client, request(call));
            note(call, "HTTP " + response.statusCode(), start);
            return Answer.of(
                    response.statusCode(), response.body(), response.headers().firstValue("Retry-After"));
        } catch (IOException e) {
            note(call, e.getClass().getSimpleName(), start);
            throw e;
        }
    }

    /// The limit of a request ends with the first byte of its answer, so the whole is bounded here.
    private HttpResponse<String> receive(HttpClient client, HttpRequest request)
            throws IOException, InterruptedException {
        var answer = client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(), LARGEST));
        try {
            return answer.get(patience.answerLimit().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new HttpTimeoutException(
                    "no answer within " + patience.answerLimit().toSeconds() + " s");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IOException(String.valueOf(e.getCause()), e);
        } finally {
            answer.cancel(true);
        }
    }

    private HttpRequest request(Call call) {
        var body = call.body() == null ? BodyPublishers.noBody() : BodyPublishers.ofString(Json.write(call.body()));
        return HttpRequest.newBuilder(call.at(base))
                .method(call.method(), body)
                .header("Authorization", "aivenv1 " + token.reveal())
                .header("Accept", "application/json")
                .header("Content-Type", "application/json")
                .header("User-Agent", "ferry")
                .build();
    }

    private void note(Call call, String result, long start) {
        var millis = (System.nanoTime() - start) / 1_000_000;
        var body = call.body() == null ? "" : " " + Json.write(call.body());
        audit.accept(Redactor.redact(
                "aiven: " + call.method() + " " + call.path() + body + " → " + result + " in " + millis + " ms"));
    }

    /// How long to wait before the next attempt; −1 if the server asks for more patience than there is.
    private long pauseMillis(int attempt, Answer answer) {
        var asked = answer.retryAfter().flatMap(Exchange::retryAfter);
        if (asked.isEmpty()) {
            return patience.pauseMillis(attempt);
        }
        return asked.get().compareTo(patience.longestWait()) > 0
                ? -1
                : Math.max(asked.get().toMillis(), 0);
    }

    /// The header in either of its forms: `Retry-After: 3`, or `Retry-After: Wed, 21 Oct 2015 07:28:00
    /// GMT`.
    static Optional<Duration> retryAfter(String header) {
        try {
            return Optional.of(Duration.ofSeconds(Long.parseLong(header.strip())))
                    .filter(wait -> !wait.isNegative());
        } catch (NumberFormatException e) {
            return moment(header).map(at -> Duration.between(Instant.now(), at));
        }
    }

    private static Optional<Instant> moment(String header) {
        try {
            return Optional.of(ZonedDateTime.parse(header.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /// The token is not sent in clear over a network; and one with a line break in it (pasted with the
    /// line) would be quoted by the exception that refuses it.
    private void requireSafeWay() throws FailureException {
        if (base.getHost() == null || !"https".equals(base.getScheme()) && !isLoopback(base)) {
            throw unsafe(Message.of("aiven.base.insecure", base));
        }
        if (token.reveal().isEmpty() || token.reveal().chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw unsafe(Message.of("aiven.token.malformed"));
        }
    }

    private FailureException unsafe(Message cause) {
        return new FailureException(Refusal.of(Failure.Kind.NEEDS_ATTENTION, hop(), cause, ""));
    }

    private static boolean isLoopback(URI base) {
        if (!"http".equals(base.getScheme())) {
            return false;
        }
        if ("localhost".equals(base.getHost())) {
            return true;
        }
        try {
            return InetAddress.ofLiteral(base.getHost().replaceAll("[\\[\\]]", ""))
                    .isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }
}
