package dev.ferry.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ferry.json.Json;
import dev.ferry.json.JsonException;
import dev.ferry.json.JsonValue;
import dev.ferry.outcome.Failure;
import dev.ferry.secrets.Passwords;
import dev.ferry.secrets.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The server. It listens on 127.0.0.1 only, on a port of the system's choice, and forgets everything when
/// closed.
public final class AivenSimulator implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AivenSimulator.class);
    private static final int LARGEST_BODY = 1 << 20;
    private static final int SLOW_MILLIS = 2000;
    private static final String PROXY = "<html><head><title>Access denied by policy</title></head></html>";
    private static final String GATEWAY_PAGE = "<html><head><title>502 Bad Gateway</title></head></html>";

    private final SimulatorOptions options;
    private final Faults faults = new Faults();
    private final Secret token = Passwords.random(40);
    private final Secret restrictedToken = Passwords.random(40);
    private final Map<String, Caller> callers = new ConcurrentHashMap<>();
    private final Project services;
    private final Api api;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    private AivenSimulator(SimulatorOptions options, TargetLauncher launcher) throws IOException {
        this.options = options;
        callers.put(token.reveal(), Caller.ADMIN);
        callers.put(restrictedToken.reveal(), Caller.READ_ONLY);
        var catalogue = new Catalogue(options.targetNodes());
        this.services = new Project(options, catalogue, launcher, faults);
        this.api = new Api(options, catalogue, services, faults);
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    }

    /// Starts it.
    ///
    /// @param launcher what starts the Cassandra behind a service; closing the simulator removes what it
    ///     launched
    public static AivenSimulator start(SimulatorOptions options, TargetLauncher launcher) throws IOException {
        var simulator = new AivenSimulator(options, launcher);
        simulator.server.setExecutor(simulator.threads);
        simulator.server.createContext("/", simulator::handle);
        simulator.server.start();
        return simulator;
    }

    /// The API's address, without the version prefix: what stands for `https://api.aiven.io`.
    public URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// A token that may do everything in the project.
    public Secret token() {
        return token;
    }

    /// A token that may only read, and sees `<redacted>` where secrets are.
    public Secret restrictedToken() {
        return restrictedToken;
    }

    /// A token of somebody who may do everything but this.
    ///
    /// @param permissions in Aiven's words: `project:services:write`, `service:configuration:write`,
    ///     `service:secrets:read`, `service:logs:read`, `service:metrics:read`, and `operator` for the loader's
    ///     keys
    public Secret tokenWithout(String... permissions) {
        var made = Passwords.random(40);
        callers.put(made.reveal(), new Caller(true, List.of("role:custom"), Set.of(permissions)));
        return made;
    }

    /// The name of the project.
    public String project() {
        return options.project();
    }

    /// Makes this go wrong: once, or from now on, as the fault says. Faults told several times, or several
    /// faults, happen in the order of telling.
    public void inject(Fault fault) {
        faults.add(fault);
    }

    /// Makes it another time. Services that are there stay.
    public void now(SimulatorOptions.Era era) {
        api.now(era);
    }

    /// Takes a fault back.
    public void heal(Fault fault) {
        faults.heal(fault);
    }

    /// Why a service does not come up, if its target could not be launched: something a real API would
    /// never say.
    public Optional<Failure> launchFailure(String service) {
        return services.launchFailure(service);
    }

    /// Stops the server and removes every target.
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        services.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var fault = faults.next(
                    exchange.getRequestMethod(), exchange.getRequestURI().getPath());
            if (fault.isPresent() && failsInstead(exchange, fault.get())) {
                return;
            }
            var reply = reply(exchange);
            if (fault.isEmpty() || fault.get() != Fault.ANSWER_LOST) {
                send(exchange, reply.status(), "application/json", Json.bytes(reply.body()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// @return whether the request is done with; an exchange that is closed without an answer cuts its
    ///     connection
    private boolean failsInstead(HttpExchange exchange, Fault fault) throws IOException, InterruptedException {
        switch (fault) {
            case RESET, REQUEST_LOST -> {
                return true;
            }
            case UNAVAILABLE, CHANGE_UNAVAILABLE -> refuse(exchange, new ApiError(503, "Service Unavailable"));
            case RATE_LIMITED -> refuse(exchange, new ApiError(429, "Too many requests"));
            case RATE_LIMITED_RETRY_AFTER -> {
                exchange.getResponseHeaders().set("Retry-After", "1");
                refuse(exchange, new ApiError(429, "Too many requests"));
            }
            case RATE_LIMITED_UNTIL -> {
                exchange.getResponseHeaders().set("Retry-After", soon());
                refuse(exchange, new ApiError(429, "Too many requests"));
            }
            case ERROR_IN_SUCCESS -> send(exchange, 200, "application/json", Json.bytes(internalError()));
            case UNKNOWN_CODE -> refuse(exchange, new ApiError(400, "Something new", "never_heard_of"));
            case PROXY_PAGE -> send(exchange, 403, "text/html", PROXY.getBytes(StandardCharsets.UTF_8));
            case TOKEN_EXPIRED -> refuse(exchange, ApiError.unauthenticated());
            case FREE_TIER ->
                refuse(exchange, new ApiError(403, "Not available on the free tier", "free_tier_restricted"));
            case PLAN_LIMIT ->
                refuse(
                        exchange,
                        new ApiError(
                                403, "Current service plan does not include the option. Please consider migrating."));
            case LOGS_DOWN ->
                refuse(exchange, new ApiError(503, "Logs are not available", "service_logs_backend_unavailable"));
            case BAD_GATEWAY -> send(exchange, 502, "text/html", GATEWAY_PAGE.getBytes(StandardCharsets.UTF_8));
            case SLOW -> {
                Thread.sleep(SLOW_MILLIS);
                return false;
            }
            case ANSWER_LOST,
                    FLAP,
                    STUCK,
                    NO_COMPONENTS,
                    VPC,
                    MAINTENANCE_PENDING,
                    SECRETS_REDACTED,
                    PASSWORD_OVERRIDDEN,
                    USERS_MISSING,
                    DISK_FILLING -> {
                return false;
            }
        }
        return true;
    }

    /// A moment between one and two seconds from now: the form has no fractions.
    private static String soon() {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.now().plusSeconds(2).atOffset(ZoneOffset.UTC));
    }

    /// What a good status may hide.
    private static Map<String, ?> internalError() {
        return Map.of("errors", List.of(Map.of("message", "Internal error", "status", "500")));
    }

    private Reply reply(HttpExchange exchange) throws IOException, InterruptedException {
        try {
            return api.answer(request(exchange));
        } catch (ApiError e) {
            return e.reply();
        } catch (RuntimeException e) {
            LOG.error("{} {}", exchange.getRequestMethod(), exchange.getRequestURI(), e);
            return new ApiError(500, "Internal server error", "internal_server_error").reply();
        }
    }

    private Request request(HttpExchange exchange) throws IOException, ApiError {
        var caller = caller(exchange);
        var path = exchange.getRequestURI().getRawPath();
        if (!path.startsWith("/v1/")) {
            throw ApiError.notFound();
        }
        var segments = Arrays.stream(path.substring("/v1/".length()).split("/"))
                .map(segment -> URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8))
                .toList();
        var query = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
        return new Request(exchange.getRequestMethod(), segments, query, body(exchange), caller);
    }

    private static JsonValue body(HttpExchange exchange) throws IOException, ApiError {
        var bytes = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        if (bytes.length > LARGEST_BODY) {
            throw ApiError.bad("Request body too large");
        }
        try {
            return Json.parse(bytes.length == 0 ? "{}" : new String(bytes, StandardCharsets.UTF_8));
        } catch (JsonException e) {
            throw ApiError.bad("Request body is not valid JSON");
        }
    }

    /// The documented scheme is `aivenv1`; Aiven's samples for curl use `Bearer`.
    private Caller caller(HttpExchange exchange) {
        var header = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .orElse("");
        var given = header.replaceFirst("^(aivenv1|Bearer) ", "");
        if (given.equals(header)) {
            return Caller.NOBODY;
        }
        return callers.getOrDefault(given, Caller.NOBODY);
    }

    private static void refuse(HttpExchange exchange, ApiError error) throws IOException {
        var reply = error.reply();
        send(exchange, reply.status(), "application/json", Json.bytes(reply.body()));
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
