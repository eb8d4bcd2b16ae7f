package io.writeguard.driver.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;
import org.postgresql.jdbc.PgConnection;

/** What the session refuses never reaches the driver, by whichever method it comes. */
class RefusedCallsTest {

    private static final String TEXT = "update t set secret = ''";

    private final RawObjects raw = new RawObjects();
    private final Connection rawConnection = raw.create(Connection.class);
    private final RecordingSession session = new RecordingSession(rawConnection);
    private final GuardedConnection connection = new GuardedConnection(rawConnection, session);

    static Stream<Arguments> executions() {
        return Stream.of(Statement.class, PreparedStatement.class, CallableStatement.class)
                .flatMap(type -> Arrays.stream(type.getMethods())
                        .filter(method -> method.getName().startsWith("execute"))
                        .map(method -> Arguments.of(type, method)));
    }

    @ParameterizedTest
    @MethodSource("executions")
    void executions(Class<?> type, Method method) throws SQLException {
        Statement statement = statement(type);
        if (method.getName().endsWith("Batch")) {
            addBatch(statement);
        }
        raw.called.clear();

        assertThatThrownBy(() -> method.invoke(statement, arguments(method)))
                .isInstanceOf(InvocationTargetException.class)
                .cause()
                .hasMessage("refused");

        assertThat(raw.called).extracting(Method::getName).noneMatch(name -> name.startsWith("execute"));
    }

    private Statement statement(Class<?> type) throws SQLException {
        if (type == Statement.class) {
            return connection.createStatement();
        }
        return type == PreparedStatement.class ? connection.prepareStatement(TEXT) : connection.prepareCall(TEXT);
    }

    private static void addBatch(Statement statement) throws SQLException {
        if (statement instanceof PreparedStatement prepared) {
            prepared.addBatch();
        } else {
            statement.addBatch(TEXT);
        }
    }

    private static Object[] arguments(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .map(type -> type == String.class ? TEXT : type == int.class ? (Object) 1 : null)
                .toArray();
    }

    @Test
    void aRefusedBatchLeavesNothingInEitherQueue() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.addBatch(TEXT);
            assertThatThrownBy(statement::executeBatch).hasMessage("refused");
            session.submissions.clear();

            statement.executeBatch();
        }

        assertThat(raw.called).extracting(Method::getName).contains("clearBatch");
        assertThat(session.submissions).isEmpty();
    }

    static Stream<Method> copies() {
        return Arrays.stream(CopyManager.class.getDeclaredMethods())
                .filter(method -> method.getName().startsWith("copy"));
    }

    @ParameterizedTest
    @MethodSource("copies")
    void copies(Method method) throws SQLException {
        CopyManager copyManager = connection.getCopyAPI();
        raw.called.clear();

        assertThatThrownBy(() -> method.invoke(copyManager, arguments(method)))
                .cause()
                .hasMessageStartingWith("refused");

        assertThat(raw.called).extracting(Method::getName).isSubsetOf("getAutoCommit", "createStatement", "close");
    }

    @Test
    void unwrappingTheDriversConnection() throws SQLException {
        assertThat(connection.isWrapperFor(PgConnection.class)).isFalse();
        assertThatThrownBy(() -> connection.unwrap(PgConnection.class))
                .hasMessage("refused: " + PgConnection.class.getName());
    }

    @ParameterizedTest
    @ValueSource(classes = {Connection.class, PGConnection.class, BaseConnection.class, AutoCloseable.class})
    void unwrappingWhatTheWrapperIs(Class<?> type) throws SQLException {
        assertThat(connection.isWrapperFor(type)).isTrue();
        assertThat(connection.unwrap(type)).isSameAs(connection);
    }

    @Test
    @SuppressWarnings("deprecation")
    void functionsByOid() {
        assertThatThrownBy(connection::getFastpathAPI).hasMessageStartingWith("refused: org.postgresql.fastpath");
    }
}
