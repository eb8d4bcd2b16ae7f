package io.writeguard.it.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.writeguard.driver.WriteGuard;
import io.writeguard.it.TestDatabase;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Query;
import org.postgresql.core.QueryExecutor;
import org.postgresql.jdbc.PgConnection;
import org.postgresql.largeobject.LargeObject;
import org.postgresql.largeobject.LargeObjectManager;

/** What {@code unwrap} hands out, below a pool and around one, and what comes back from it. */
class UnwrapTest {

    private static final String USERS_IN = "copy users (id, token) from stdin";

    @FunctionalInterface
    private interface Check {
        void on(Connection connection) throws Exception;
    }

    /** On a connection of each kind: of a pool of guarded ones, and of a guard around a pool. */
    private static void everywhere(Twins twins, Check check) throws Exception {
        try (HikariDataSource pool = twins.database.pool()) {
            for (DataSource source :
                    new DataSource[] {twins.guarded, WriteGuard.wrap(pool, twins.database.rules(Twins.RULES))}) {
                try (Connection connection = source.getConnection()) {
                    check.on(connection);
                }
            }
        }
    }

    @Test
    void connections() throws Exception {
        try (Twins twins = Twins.with("")) {
            everywhere(twins, connection -> {
                assertThat(connection.isWrapperFor(PgConnection.class)).isFalse();
                assertThatThrownBy(() -> connection.unwrap(PgConnection.class))
                        .hasMessageContaining("PGConnection.class");
                for (Class<?> open :
                        new Class<?>[] {Connection.class, PGConnection.class, BaseConnection.class, WriteGuard.class}) {
                    assertThat(connection.isWrapperFor(open)).isTrue();
                    assertThat(connection.unwrap(open)).isInstanceOf(open);
                }
                assertThat(WriteGuard.of(connection)).isNotNull();
                try (Statement statement = connection.createStatement()) {
                    assertWaysBack(connection, statement);
                }
            });
        }
    }

    private static void assertWaysBack(Connection connection, Statement statement) throws SQLException {
        assertThat(statement.getConnection().isWrapperFor(PgConnection.class)).isFalse();
        assertThat(connection.getMetaData().getConnection().isWrapperFor(PgConnection.class))
                .isFalse();
        ResultSet rows = statement.executeQuery("select array['a'], id from users");
        rows.next();
        for (ResultSet reached : new ResultSet[] {
            rows,
            rows.getArray(1).getResultSet(),
            connection.getMetaData().getTables(null, null, "users", null),
            connection
                    .unwrap(PGConnection.class)
                    .createArrayOf("text", new String[] {"a"})
                    .getResultSet()
        }) {
            Connection back = reached.getStatement().getConnection();
            assertThat(back.isWrapperFor(PgConnection.class)).isFalse();
            assertThatThrownBy(() -> back.unwrap(PgConnection.class)).hasMessageContaining("Write Guard");
        }
    }

    @Test
    void refcursors() throws Exception {
        try (Twins twins = Twins.with("create function words() returns refcursor language plpgsql as $$"
                + "declare c refcursor; begin open c for select 1; return c; end $$")) {
            everywhere(twins, connection -> {
                connection.setAutoCommit(false);
                try (CallableStatement call = connection.prepareCall("{? = call words()}")) {
                    call.registerOutParameter(1, Types.REF_CURSOR);
                    call.execute();
                    Connection back =
                            call.getObject(1, ResultSet.class).getStatement().getConnection();
                    assertThat(back.isWrapperFor(PgConnection.class)).isFalse();
                }
                connection.rollback();
                connection.setAutoCommit(true);
            });
        }
    }

    @Test
    void copy() throws Exception {
        try (Twins twins = Twins.with("create table notes (id int, note text)")) {
            twins.refuses("a bad row", connection -> copy(connection, "users (id, token)", "500\tgood\n501\t\n"))
                    .refuses("by chunks", connection -> {
                        CopyIn copy = connection
                                .unwrap(PGConnection.class)
                                .getCopyAPI()
                                .copyIn("copy users (id, token) from stdin");
                        byte[] rows = "500\t****\n".getBytes(StandardCharsets.UTF_8);
                        copy.writeToCopy(rows, 0, 5);
                        copy.writeToCopy(rows, 5, rows.length - 5);
                        return copy.endCopy();
                    })
                    .refuses(
                            "out of a query that deletes",
                            connection -> connection
                                    .unwrap(PGConnection.class)
                                    .getCopyAPI()
                                    .copyOut("copy (delete from users returning id) to stdout", new StringWriter()))
                    .passes("good rows", connection -> copy(connection, "users (id, token)", "500\tgood\n"))
                    .passes("another table", connection -> copy(connection, "notes", "1\t\n"))
                    .passes("out", connection -> {
                        StringWriter text = new StringWriter();
                        connection.unwrap(PGConnection.class).getCopyAPI().copyOut("copy users (id) to stdout", text);
                        return text.toString();
                    });
        }
    }

    /** As Flyway does, and whoever makes his own CopyManager. */
    @Test
    void baseConnection() throws Exception {
        try (Twins twins = Twins.with("create table notes (id int, note text)")) {
            twins.refuses("a bad row", connection -> ownCopy(connection).copyIn(USERS_IN, rows("500\tgood\n501\t\n")))
                    .refuses("a statement", connection -> {
                        postgres(connection).execSQLUpdate("delete from users");
                        return null;
                    })
                    .refuses(
                            "a query",
                            connection -> postgres(connection).execSQLQuery("delete from users returning id"))
                    .refuses(
                            "out of a query that deletes",
                            connection -> ownCopy(connection)
                                    .copyOut("copy (delete from users returning id) to stdout", new StringWriter()))
                    .passes("good rows", connection -> ownCopy(connection).copyIn(USERS_IN, rows("500\tgood\n")))
                    .passes(
                            "another table",
                            connection -> ownCopy(connection).copyIn("copy notes from stdin", rows("1\t\n")))
                    .passes("out", connection -> {
                        StringWriter text = new StringWriter();
                        ownCopy(connection).copyOut("copy users (id) to stdout", text);
                        return text.toString();
                    })
                    .passes("harmless", connection -> {
                        postgres(connection).execSQLUpdate("update notes set note = ''");
                        ResultSet row = postgres(connection).execSQLQuery("select count(*) from users");
                        row.next();
                        assertThat(row.getStatement().getConnection())
                                .isSameAs(connection.unwrap(BaseConnection.class));
                        return row.getInt(1);
                    });
        }
    }

    private static BaseConnection postgres(Connection connection) throws SQLException {
        return connection.unwrap(BaseConnection.class);
    }

    private static CopyManager ownCopy(Connection connection) throws SQLException {
        return new CopyManager(postgres(connection));
    }

    private static StringReader rows(String rows) {
        return new StringReader(rows);
    }

    @Test
    @SuppressWarnings("deprecation")
    void queryExecutor() throws Exception {
        try (Twins twins = Twins.with("")) {
            everywhere(twins, connection -> {
                QueryExecutor executor = postgres(connection).getQueryExecutor();
                Query query = executor.createSimpleQuery("delete from users");
                for (ThrowingCallable route : new ThrowingCallable[] {
                    () -> executor.execute(query, null, null, 0, 0, 0),
                    () -> executor.execute(query, null, null, 0, 0, 0, false),
                    () -> executor.execute(new Query[] {query}, null, null, 0, 0, 0),
                    () -> executor.execute(new Query[] {query}, null, null, 0, 0, 0, false),
                    () -> executor.fetch(null, null, 0, false),
                    () -> executor.fastpathCall(1, executor.createFastpathParameters(0), false)
                }) {
                    assertThatThrownBy(route).hasMessageContaining("refused by Write Guard");
                }
            });
        }
    }

    private static long copy(Connection connection, String target, String rows) throws Exception {
        return connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + target + " from stdin", new StringReader(rows));
    }

    @Test
    void notificationsTypesAndEscaping() throws Exception {
        try (Twins twins = Twins.with("")) {
            everywhere(twins, connection -> {
                PGConnection postgres = connection.unwrap(PGConnection.class);
                try (Statement statement = connection.createStatement()) {
                    statement.execute("listen news");
                    statement.execute("notify news, 'token'");
                    PGNotification[] heard = postgres.getNotifications();
                    assertThat(heard).hasSize(1);
                    assertThat(heard[0].getParameter()).isEqualTo("token");
                    statement.execute("unlisten news");
                }
                assertThat(postgres.escapeIdentifier("a\"b")).isEqualTo("\"a\"\"b\"");
                assertThat(postgres.getBackendPID()).isPositive();
                try (PreparedStatement statement = connection.prepareStatement("select 1 = any(?)")) {
                    statement.setArray(1, postgres.createArrayOf("int4", new int[] {1, 2}));
                    ResultSet row = statement.executeQuery();
                    row.next();
                    assertThat(row.getBoolean(1)).isTrue();
                }
            });
        }
    }

    @Test
    void largeObjects() throws Exception {
        try (Twins twins = Twins.with("")) {
            everywhere(twins, connection -> {
                connection.setAutoCommit(false);
                LargeObjectManager objects =
                        connection.unwrap(PGConnection.class).getLargeObjectAPI();
                long oid = objects.createLO();
                try (LargeObject object = objects.open(oid)) {
                    object.write("content".getBytes(StandardCharsets.UTF_8));
                }
                try (LargeObject object = objects.open(oid)) {
                    assertThat(object.read(20)).hasSize(7);
                }
                objects.delete(oid);
                connection.commit();
                connection.setAutoCommit(true);
            });
        }
    }

    @Test
    @SuppressWarnings("deprecation")
    void fastpath() throws Exception {
        try (Twins twins = Twins.with("")) {
            everywhere(
                    twins,
                    connection -> assertThatThrownBy(
                                    () -> connection.unwrap(PGConnection.class).getFastpathAPI())
                            .hasMessageContaining("Write Guard"));
        }
    }

    @Test
    void replication() throws Exception {
        try (TestDatabase database = TestDatabase.with("create table users (id int primary key, token text)")) {
            try (HikariDataSource pool = database.pool();
                    Connection connection =
                            WriteGuard.wrap(pool, database.rules(Twins.RULES)).getConnection()) {
                assertThat(connection.unwrap(PGConnection.class).getReplicationAPI())
                        .isNotNull();
            }
        }
    }

    @Test
    void dataSources() throws Exception {
        try (Twins twins = Twins.with("");
                HikariDataSource pool = twins.database.pool()) {
            DataSource guarded = WriteGuard.wrap(pool, twins.database.rules(Twins.RULES));
            assertThat(guarded.isWrapperFor(DataSource.class)).isTrue();
            assertThat(guarded.unwrap(DataSource.class)).isSameAs(guarded);
            assertThat(guarded.isWrapperFor(HikariDataSource.class)).isFalse();
            assertThatThrownBy(() -> guarded.unwrap(HikariDataSource.class)).hasMessageContaining("Write Guard");
            assertThatThrownBy(guarded::createConnectionBuilder)
                    .isInstanceOf(java.sql.SQLFeatureNotSupportedException.class);
        }
    }

    @Test
    void rawWhereTheRulesAllowIt() throws Exception {
        try (Twins twins = Twins.in(
                        "create table users (id int primary key, token text)",
                        Twins.RULES + "overrides: {allow-raw-unwrap: true}\n");
                Connection connection = twins.guarded.getConnection()) {
            assertThat(connection.isWrapperFor(PgConnection.class)).isTrue();
            assertThat(connection.unwrap(PgConnection.class)).isInstanceOf(PgConnection.class);
        }
    }
}
