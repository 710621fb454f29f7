package dev.ferry.aiven;

import dev.ferry.aiven.AivenService.Address;
import dev.ferry.aiven.AivenService.Login;
import dev.ferry.aiven.AivenService.Maintenance;
import dev.ferry.aiven.AivenService.NodeState;
import dev.ferry.aiven.AivenService.Notification;
import dev.ferry.aiven.AivenService.Progress;
import dev.ferry.aiven.AivenService.Route;
import dev.ferry.aiven.AivenService.State;
import dev.ferry.aiven.AivenService.Update;
import dev.ferry.aiven.AivenService.Way;
import dev.ferry.json.JsonValue;
import dev.ferry.secrets.Secret;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the service object, which `GET`, `POST` and `PUT` of a service have in common.
final class ServiceReading {
    /// What the API writes in place of a secret that the caller may not see.
    private static final String REDACTED = "<redacted>";

    // Aiven's data centre, unless the service was created with another name.
    private static final String DATA_CENTRE = "aiven";

    private ServiceReading() {}

    /// The service without its login.
    static AivenService read(JsonValue service) {
        return read(service, null);
    }

    /// The service with its login, if it has one already.
    static AivenService read(JsonValue service, @Nullable Login login) {
        var config = service.at("user_config");
        return new AivenService(
                service.at("service_name").text(""),
                service.at("service_type").text(""),
                state(service.at("state").text("")),
                service.at("plan").text(""),
                service.at("cloud_name").text(""),
                config.at("cassandra_version").text().orElse(null),
                config.at("cassandra", "datacenter").text(DATA_CENTRE),
                (int) service.at("node_count").number(0),
                service.at("disk_space_mb").number(0),
                config.at("migrate_sstableloader").isTrue(),
                service.at("termination_protection").isTrue(),
                service.at("project_vpc_id")
                        .text()
                        .filter(text -> !text.isBlank())
                        .orElse(null),
                config.at("ip_filter").list().stream()
                        .map(each -> each.at("network").text(each.text("")))
                        .toList(),
                ways(service, "cassandra"),
                ways(service, "cassandra_internode").stream()
                        .map(Way::address)
                        .findFirst()
                        .orElse(null),
                login,
                service.at("node_states").list().stream()
                        .map(ServiceReading::node)
                        .toList(),
                maintenance(service.at("maintenance")),
                service.at("service_notifications").list().stream()
                        .map(ServiceReading::notification)
                        .toList());
    }

    /// The service's superuser.
    ///
    /// @return empty if there is none yet
    /// @throws Withheld if there is one, and this token may not see the password
    static Optional<Login> login(JsonValue service) throws Withheld {
        var parameters = service.at("service_uri_params");
        var primary = service.at("users").list().stream()
                .filter(user -> user.at("type").text("").equals("primary"))
                .findFirst();
        if (parameters.has("user")) {
            return Optional.of(login(parameters, "user"));
        } else if (primary.isPresent()) {
            return Optional.of(login(primary.get(), "username"));
        } else if (!ways(service, "cassandra").isEmpty()) {
            // It can be logged in to, and not a word about who.
            throw new Withheld();
        }
        return Optional.empty();
    }

    private static Login login(JsonValue from, String userName) throws Withheld {
        var password = from.at("password").text("");
        if (password.isEmpty() || password.equals(REDACTED)) {
            throw new Withheld();
        }
        return new Login(from.at(userName).text("avnadmin"), Secret.of(password));
    }

    private static State state(String text) {
        return Arrays.stream(State.values())
                .filter(state -> state.name().equals(text))
                .findFirst()
                .orElse(State.UNKNOWN);
    }

    /// Aiven's own tool takes the components of the dynamic route and primary use to make the loader's command
    /// line; the other routes are for networks in which that one leads nowhere.
    private static List<Way> ways(JsonValue service, String name) {
        return service.at("components").list().stream()
                .filter(component -> component.at("component").text("").equals(name))
                .filter(component -> component.at("usage").text("primary").equals("primary"))
                .filter(component -> !component.at("host").text("").isBlank()
                        && component.at("port").number(0) > 0)
                .flatMap(component -> way(component).stream())
                .sorted(Comparator.comparing(Way::route))
                .toList();
    }

    private static Optional<Way> way(JsonValue component) {
        var address = new Address(
                component.at("host").text(""), (int) component.at("port").number(0));
        return Arrays.stream(Route.values())
                .filter(route ->
                        route.name().equalsIgnoreCase(component.at("route").text("")))
                .findFirst()
                .map(route -> new Way(route, address));
    }

    private static Maintenance maintenance(JsonValue maintenance) {
        return new Maintenance(
                maintenance.at("dow").text(""),
                maintenance.at("time").text(""),
                maintenance.at("updates").list().stream()
                        .map(update -> new Update(
                                update.at("description").text(""),
                                update.at("start_at")
                                        .instant()
                                        .or(() -> update.at("start_after").instant())
                                        .orElse(null),
                                update.at("deadline").instant().orElse(null)))
                        .toList());
    }

    /// One of Aiven's pages calls the name `node_name`; its schema and its tools call it `name`.
    private static NodeState node(JsonValue node) {
        return new NodeState(
                node.at("name").text(node.at("node_name").text("")),
                node.at("state").text("unknown"),
                node.at("availability_zone").text(""),
                node.at("progress_updates").list().stream()
                        .map(ServiceReading::progress)
                        .toList());
    }

    private static Progress progress(JsonValue progress) {
        var isCompleted = progress.at("completed").isTrue();
        return new Progress(
                progress.at("phase").text(""), isCompleted, isCompleted ? Double.valueOf(1) : fraction(progress));
    }

    private static @Nullable Double fraction(JsonValue progress) {
        var current = progress.at("current").decimal();
        var max = progress.at("max").decimal();
        var min = progress.at("min").decimal().orElse(BigDecimal.ZERO);
        if (current.isEmpty() || max.isEmpty() || max.get().compareTo(min) <= 0) {
            return null;
        }
        var share = current.get()
                .subtract(min)
                .divide(max.get().subtract(min), MathContext.DECIMAL32)
                .doubleValue();
        return Math.clamp(share, 0, 1);
    }

    private static Notification notification(JsonValue notification) {
        return new Notification(
                notification.at("type").text(""),
                notification.at("message").text(""),
                notification
                        .at("metadata", "service_end_of_life_time")
                        .instant()
                        .orElse(null));
    }

    /// A secret is there, and not shown.
    static final class Withheld extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
