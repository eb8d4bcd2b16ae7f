package io.writeguard.it;

import static io.writeguard.it.GuardUnderTest.PASSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a statement has done stays done and counts, where the driver raises an error afterwards: 10 of 100 may go. */
class LateErrorsTest {

    private static final String RULES = """
            version: 1
            defaults:
              mass-invalidation: {threshold-ratio: 10%, minimum-rows: 0}
            tables:
              users: {secret-columns: [token]}
            """;

    private GuardUnderTest guard;
    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        guard = GuardUnderTest.with(RULES, """
                create table users (id int primary key, token text);
                insert into users select i, 'secret-' || md5(i::text) from generate_series(1, 100) i
                """);
        connection = guard.connect();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        guard.close();
    }

    @Test
    void anUpdateByExecuteQuery() throws SQLException {
        clearByExecuteQuery(1, 6);
        assertThat(guard.live("select count(token) from users")).isEqualTo(94);
        assertThat(clear(7, 11)).isEqualTo("mass-invalidation");
        assertThat(clear(7, 10)).isEqualTo(PASSED);
    }

    @Test
    void inATransaction() throws SQLException {
        connection.setAutoCommit(false);
        clearByExecuteQuery(1, 6);
        connection.commit();
        connection.setAutoCommit(true);
        assertThat(guard.live("select count(token) from users")).isEqualTo(94);
        assertThat(clear(7, 11)).isEqualTo("mass-invalidation");
        assertThat(clear(7, 10)).isEqualTo(PASSED);
    }

    @Test
    void aReturningByExecuteUpdate() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.executeUpdate("update users set token = null where id = 1 returning id"))
                    .isInstanceOf(SQLException.class)
                    .hasFieldOrPropertyWithValue("SQLState", "0100E");
        }
        assertThat(guard.live("select count(token) from users")).isEqualTo(99);
        assertThat(clear(2, 11)).isEqualTo("mass-invalidation");
        assertThat(clear(2, 10)).isEqualTo(PASSED);
    }

    private void clearByExecuteQuery(int from, int to) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.executeQuery(
                            "update users set token = null where id between " + from + " and " + to))
                    .isInstanceOf(SQLException.class)
                    .hasFieldOrPropertyWithValue("SQLState", "02000");
        }
    }

    private String clear(int from, int to) throws SQLException {
        return GuardUnderTest.run(connection, "update users set token = null where id between " + from + " and " + to);
    }
}
