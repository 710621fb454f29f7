package dev.ferry.cassandra;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.NoNodeAvailableException;
import com.datastax.oss.driver.api.core.connection.ClosedConnectionException;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.servererrors.AlreadyExistsException;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import com.datastax.oss.driver.api.core.servererrors.OverloadedException;
import com.datastax.oss.driver.api.core.servererrors.ReadFailureException;
import com.datastax.oss.driver.api.core.servererrors.ReadTimeoutException;
import com.datastax.oss.driver.api.core.servererrors.ServerError;
import com.datastax.oss.driver.api.core.servererrors.SyntaxError;
import com.datastax.oss.driver.api.core.servererrors.UnauthorizedException;
import com.datastax.oss.driver.api.core.servererrors.UnavailableException;
import com.datastax.oss.driver.internal.core.metadata.DefaultEndPoint;
import dev.ferry.outcome.Failure;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StatementFailuresTest {
    private static final InetAddress REPLICA = InetAddress.ofLiteral("10.0.0.8");
    private static final Node NODE = node("10.0.0.7", 9042);

    static Stream<Arguments> causes() {
        return Stream.of(
                Arguments.of(
                        new SyntaxError(NODE, "line 1:0 no viable alternative at input 'SELEKT'"), CqlCause.SYNTAX),
                Arguments.of(new AlreadyExistsException(NODE, "shop", "orders"), CqlCause.ALREADY_EXISTS),
                Arguments.of(
                        new UnauthorizedException(NODE, "User ann has no CREATE permission on <all keyspaces>"),
                        CqlCause.UNAUTHORISED),
                Arguments.of(new UnavailableException(NODE, ConsistencyLevel.LOCAL_QUORUM, 2, 1), CqlCause.UNAVAILABLE),
                Arguments.of(
                        new ReadTimeoutException(NODE, ConsistencyLevel.LOCAL_QUORUM, 1, 2, false),
                        CqlCause.READ_TIMEOUT),
                Arguments.of(readFailure(Map.of()), CqlCause.READ_FAILURE),
                Arguments.of(readFailure(Map.of(REPLICA, 0)), CqlCause.READ_FAILURE),
                Arguments.of(readFailure(Map.of(REPLICA, 1)), CqlCause.TOMBSTONES),
                Arguments.of(readFailure(Map.of(REPLICA, 2)), CqlCause.READ_TIMEOUT),
                Arguments.of(new OverloadedException(NODE), CqlCause.OVERLOADED),
                Arguments.of(new ServerError(NODE, "java.lang.NullPointerException"), CqlCause.SERVER_ERROR),
                Arguments.of(new DriverTimeoutException("Query timed out after PT30S"), CqlCause.ANSWER_TIMEOUT),
                Arguments.of(new ClosedConnectionException("Lost connection to remote peer"), CqlCause.CONNECTION_LOST),
                Arguments.of(new NoNodeAvailableException(), CqlCause.CONNECTION_LOST));
    }

    @ParameterizedTest
    @MethodSource("causes")
    void tellsTheCause(Throwable thrown, CqlCause cause) {
        assertEquals(cause, cause(StatementFailures.of(thrown, "10.0.0.1:9042")));
    }

    // The words are those of Cassandra 3.11, 4.1 and 5.0.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unconfigured table nothing | UNKNOWN_NAME",
                "table nothing does not exist | UNKNOWN_NAME",
                "Keyspace nowhere does not exist | UNKNOWN_NAME",
                "keyspace nowhere does not exist | UNKNOWN_NAME",
                "Keyspace 'nowhere' doesn't exist | UNKNOWN_NAME",
                "<role nobody> doesn't exist | UNKNOWN_NAME",
                "ann already exists | ALREADY_EXISTS",
                "Cannot process role related query as the role manager isn't yet setup. | NOT_READY",
                "Cannot execute this query as it might involve data filtering | INVALID"
            })
    void readsTheWordsOfAnInvalidStatement(String words, CqlCause cause) {
        assertEquals(cause, cause(StatementFailures.of(new InvalidQueryException(NODE, words), "here")));
    }

    @Test
    void namesTheNodeThatSaidIt() {
        var failure = StatementFailures.of(new SyntaxError(NODE, "line 1:0 no"), "10.0.0.1:9042");
        assertEquals("workstation → 10.0.0.7:9042 (CQL)", failure.hop());
        assertEquals("line 1:0 no", failure.evidence());
    }

    @Test
    void looksBehindAllNodesFailed() {
        var all = AllNodesFailedException.fromErrors(List.of(
                Map.entry(NODE, new ClosedConnectionException("Lost connection to remote peer")),
                Map.entry(NODE, new UnavailableException(NODE, ConsistencyLevel.ONE, 1, 0))));
        assertEquals(CqlCause.UNAVAILABLE, cause(StatementFailures.of(all, "here")));
    }

    @Test
    void saysWhichReplicaFailedAndWhy() {
        var failure = StatementFailures.of(readFailure(Map.of(REPLICA, 1)), "here");
        assertEquals(true, failure.evidence().endsWith(" (10.0.0.8: reason 1)"), failure.evidence());
    }

    private static ReadFailureException readFailure(Map<InetAddress, Integer> reasons) {
        return new ReadFailureException(NODE, ConsistencyLevel.LOCAL_QUORUM, 0, 1, 1, false, reasons);
    }

    private static CqlCause cause(Failure failure) {
        return CqlCause.of(failure).orElseThrow();
    }

    private static Node node(String address, int port) {
        var place = new DefaultEndPoint(new InetSocketAddress(address, port));
        return (Node) Proxy.newProxyInstance(
                Node.class.getClassLoader(), new Class<?>[] {Node.class}, (_, method, _) -> switch (method.getName()) {
                    case "getEndPoint" -> place;
                    case "hashCode" -> place.hashCode();
                    case "toString" -> place.toString();
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
