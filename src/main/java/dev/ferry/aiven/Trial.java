package dev.ferry.aiven;

import dev.ferry.aiven.Rights.Standing;
import dev.ferry.outcome.FailureException;

/// Finds out what a token may do by doing it, as far as that changes nothing. What it is answered is dropped.
final class Trial {
    private final AivenClient client;
    private final String project;
    private final AivenService service;

    Trial(AivenClient client, String project, AivenService service) {
        this.client = client;
        this.project = project;
        this.service = service;
    }

    /// @param rights what the roles say
    Rights of(Rights rights) throws InterruptedException {
        var found = tried(rights, Right.SEE_SECRETS, () -> client.service(project, service.name()));
        if (service.migrationMode()) {
            found = tried(found, Right.LOADER_KEYS, () -> client.loaderKeyPair(project, service.name()));
        }
        found = tried(found, Right.SEE_LOGS, () -> client.log(project, service.name(), LogQuery.newest(1)));
        return tried(found, Right.SEE_METRICS, () -> client.metrics(project, service.name(), Metrics.Period.HOUR));
    }

    /// Any other trouble says nothing about rights.
    private static Rights tried(Rights rights, Right right, Try call) throws InterruptedException {
        try {
            call.make();
            return rights.with(right, Standing.GRANTED);
        } catch (FailureException e) {
            return switch (e.failure().cause().key()) {
                case "aiven.rights.missing", "aiven.secrets.withheld" -> rights.with(right, Standing.MISSING);
                default -> rights;
            };
        }
    }

    private interface Try {
        Object make() throws FailureException, InterruptedException;
    }
}
