package dev.ferry.cassandra;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.connection.BusyConnectionException;
import com.datastax.oss.driver.api.core.servererrors.AlreadyExistsException;
import com.datastax.oss.driver.api.core.servererrors.BootstrappingException;
import com.datastax.oss.driver.api.core.servererrors.CoordinatorException;
import com.datastax.oss.driver.api.core.servererrors.OverloadedException;
import com.datastax.oss.driver.api.core.servererrors.QueryValidationException;
import com.datastax.oss.driver.api.core.servererrors.ReadFailureException;
import com.datastax.oss.driver.api.core.servererrors.ReadTimeoutException;
import com.datastax.oss.driver.api.core.servererrors.SyntaxError;
import com.datastax.oss.driver.api.core.servererrors.UnauthorizedException;
import com.datastax.oss.driver.api.core.servererrors.UnavailableException;
import com.datastax.oss.driver.api.core.servererrors.WriteFailureException;
import com.datastax.oss.driver.api.core.servererrors.WriteTimeoutException;
import dev.ferry.outcome.Failure;
import java.net.InetAddress;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Says why a statement did not work, from what the driver throws.
final class StatementFailures {
    // "unconfigured table x" up to 3.11, "table x does not exist" from 4.0, "Keyspace x does not exist" in both.
    private static final Pattern UNKNOWN_NAME =
            Pattern.compile("(?i).*(unconfigured table|(keyspace|table) \\S+ does not exist"
                    + "|keyspace \\S+ not found|undefined column name|\\bdoesn't exist).*");

    private static final Pattern ALREADY_EXISTS = Pattern.compile("(?i).*already exists.*");

    // CassandraRoleManager, while a fresh node has not made its own tables yet
    private static final Pattern NOT_READY = Pattern.compile("(?i).*role manager isn't yet setup.*");

    // org.apache.cassandra.exceptions.RequestFailureReason; sent from protocol version 5 on
    private static final int TOO_MANY_TOMBSTONES = 1;
    private static final int REPLICA_TIMEOUT = 2;

    private StatementFailures() {}

    /// @param label where the statement was sent, if the exception does not say
    static Failure of(Throwable thrown, String label) {
        if (thrown instanceof AllNodesFailedException all) {
            return all.getAllErrors().values().stream()
                    .flatMap(Collection::stream)
                    .reduce((first, second) -> second instanceof CoordinatorException ? second : first)
                    .map(error -> of(error, label))
                    .orElseGet(() -> failure(CqlCause.CONNECTION_LOST, all, label));
        }
        return failure(cause(thrown), thrown, label);
    }

    private static Failure failure(CqlCause cause, Throwable thrown, String label) {
        var where = coordinator(thrown, label);
        var words = thrown.getMessage() == null ? thrown.getClass().getSimpleName() : thrown.getMessage();
        var reasons = thrown instanceof ReadFailureException read ? reasons(read.getReasonMap()) : "";
        return cause.failure(Addresses.hop(where), words.strip() + reasons, where);
    }

    private static CqlCause cause(Throwable thrown) {
        return switch (thrown) {
            case SyntaxError _ -> CqlCause.SYNTAX;
            case AlreadyExistsException _ -> CqlCause.ALREADY_EXISTS;
            case UnauthorizedException _ -> CqlCause.UNAUTHORISED;
            case QueryValidationException invalid -> invalid(String.valueOf(invalid.getMessage()));
            case UnavailableException _ -> CqlCause.UNAVAILABLE;
            case ReadTimeoutException _ -> CqlCause.READ_TIMEOUT;
            case WriteTimeoutException _ -> CqlCause.WRITE_TIMEOUT;
            case ReadFailureException read -> readFailure(read.getReasonMap().values());
            case WriteFailureException _ -> CqlCause.WRITE_FAILURE;
            case OverloadedException _ -> CqlCause.OVERLOADED;
            case BootstrappingException _ -> CqlCause.NOT_READY;
            case CoordinatorException _ -> CqlCause.SERVER_ERROR;
            case DriverTimeoutException _ -> CqlCause.ANSWER_TIMEOUT;
            case BusyConnectionException _ -> CqlCause.OVERLOADED;
            default -> CqlCause.CONNECTION_LOST;
        };
    }

    private static CqlCause invalid(String words) {
        if (NOT_READY.matcher(words).matches()) {
            return CqlCause.NOT_READY;
        }
        if (UNKNOWN_NAME.matcher(words).matches()) {
            return CqlCause.UNKNOWN_NAME;
        }
        return ALREADY_EXISTS.matcher(words).matches() ? CqlCause.ALREADY_EXISTS : CqlCause.INVALID;
    }

    private static CqlCause readFailure(Collection<Integer> reasons) {
        if (reasons.contains(TOO_MANY_TOMBSTONES)) {
            return CqlCause.TOMBSTONES;
        }
        return reasons.contains(REPLICA_TIMEOUT) ? CqlCause.READ_TIMEOUT : CqlCause.READ_FAILURE;
    }

    private static String reasons(Map<InetAddress, Integer> reasons) {
        return reasons.entrySet().stream()
                .map(reason -> reason.getKey().getHostAddress() + ": reason " + reason.getValue())
                .sorted()
                .collect(Collectors.joining(", ", reasons.isEmpty() ? "" : " (", reasons.isEmpty() ? "" : ")"));
    }

    private static String coordinator(Throwable thrown, String label) {
        if (thrown instanceof CoordinatorException said && said.getCoordinator() != null) {
            return Addresses.label(said.getCoordinator().getEndPoint());
        }
        if (thrown instanceof DriverException driver
                && driver.getExecutionInfo() != null
                && driver.getExecutionInfo().getCoordinator() != null) {
            return Addresses.label(driver.getExecutionInfo().getCoordinator().getEndPoint());
        }
        return label;
    }
}
