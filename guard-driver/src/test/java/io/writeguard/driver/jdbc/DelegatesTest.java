package io.writeguard.driver.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.sql.Wrapper;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.PGStatement;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.QueryExecutor;

/** Every method of every interface, default methods included: it reaches the driver, and nothing raw comes back. */
class DelegatesTest {

    /** Answered by the guard alone; each has a test of its own. */
    private static final Set<String> NOT_DELEGATED = Set.of("getCopyAPI", "getFastpathAPI");

    /** Refused, as no text tells what they run; and the key of a text, which leads nowhere. */
    private static final Set<String> OF_THE_EXECUTOR = Set.of("execute", "fetch", "fastpathCall", "createQueryKey");

    private final RawObjects raw = new RawObjects();
    private final Connection rawConnection = raw.create(Connection.class);
    private final GuardedConnection connection =
            new GuardedConnection(rawConnection, new RecordingSession(rawConnection));

    static Stream<Arguments> methods() {
        return Stream.of(
                        BaseConnection.class,
                        QueryExecutor.class,
                        Statement.class,
                        PGStatement.class,
                        PreparedStatement.class,
                        CallableStatement.class,
                        ResultSet.class,
                        DatabaseMetaData.class,
                        java.sql.Array.class)
                .flatMap(type -> Arrays.stream(type.getMethods())
                        .filter(method -> !Modifier.isStatic(method.getModifiers()))
                        .filter(method -> method.getDeclaringClass() != Wrapper.class)
                        .filter(method -> !NOT_DELEGATED.contains(method.getName()))
                        .filter(method -> type != QueryExecutor.class || !OF_THE_EXECUTOR.contains(method.getName()))
                        .map(method -> Arguments.of(type, method)));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void reachesTheDriverAndComesBackGuarded(Class<?> type, Method method) throws ReflectiveOperationException {
        Object answer = method.invoke(guarded(type), sampleArguments(method));

        assertThat(raw.called).as("what the driver saw").anySatisfy(call -> {
            assertThat(call.getName()).isEqualTo(method.getName());
            assertThat(call.getParameterTypes()).isEqualTo(method.getParameterTypes());
        });
        if (leadsBack(answer)) {
            assertThat(answer).isInstanceOf(Guarded.class);
        }
    }

    private Object guarded(Class<?> type) throws ReflectiveOperationException {
        try {
            if (type == BaseConnection.class) {
                return connection;
            }
            if (type == QueryExecutor.class) {
                return connection.getQueryExecutor();
            }
            if (type == PreparedStatement.class) {
                return connection.prepareStatement("select 1");
            }
            if (type == CallableStatement.class) {
                return connection.prepareCall("call f()");
            }
            if (type == ResultSet.class) {
                return connection.createStatement().executeQuery("select 1");
            }
            if (type == DatabaseMetaData.class) {
                return connection.getMetaData();
            }
            return type == java.sql.Array.class
                    ? connection.createArrayOf("text", new Object[0])
                    : connection.createStatement();
        } catch (java.sql.SQLException e) {
            throw new ReflectiveOperationException(e);
        } finally {
            raw.called.clear();
        }
    }

    private static Object[] sampleArguments(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .map(DelegatesTest::sample)
                .toArray();
    }

    private static Object sample(Class<?> type) {
        if (type == int.class) {
            return 1;
        }
        if (type == String.class) {
            return "text";
        }
        if (type == Class.class) {
            return ResultSet.class;
        }
        if (type == InputStream.class) {
            return new ByteArrayInputStream(new byte[] {1});
        }
        if (type == Reader.class) {
            return new StringReader("text");
        }
        return type.isPrimitive() ? Array.get(Array.newInstance(type, 1), 0) : null;
    }

    private static boolean leadsBack(Object answer) {
        return answer instanceof Connection
                || answer instanceof Statement
                || answer instanceof ResultSet
                || answer instanceof DatabaseMetaData
                || answer instanceof java.sql.Array;
    }
}
