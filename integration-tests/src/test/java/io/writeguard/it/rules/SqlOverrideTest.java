package io.writeguard.it.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.writeguard.driver.WriteGuard;
import io.writeguard.driver.WriteRejectedException;
import io.writeguard.driver.event.GuardEvent;
import io.writeguard.it.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlOverrideTest {

    private static final String TABLES = "tables: {session: {secret-columns: [token]}}\n";
    private static final String ALLOWED = "version: 1\noverrides: {allow-sql: true}\n" + TABLES;
    private static final String NOT_ALLOWED = "version: 1\n" + TABLES;
    private static final String SET = "SET LOCAL writeguard.override = 'INC-1 revoke every session'";
    private static final String CLEAR = "UPDATE session SET token = NULL";

    private TestDatabase database;

    @BeforeEach
    void sessions() {
        database = TestDatabase.with("CREATE TABLE session (id int PRIMARY KEY, token text);"
                + "INSERT INTO session SELECT g, md5(g::text) FROM generate_series(1, 100) g");
    }

    @AfterEach
    void drop() {
        database.close();
    }

    private long live() {
        return database.live("SELECT count(token) FROM session");
    }

    private Connection transaction(String rules) throws SQLException {
        Connection connection = database.guarded(rules).getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SET,
                "set local writeguard.override to 'INC-1'",
                "SET LOCAL \"writeguard.override\" = 'INC-1'",
                "SET LOCAL WriteGuard.\"override\" TO E'INC-1'",
                "/* ops */ SET LOCAL writeguard.override = $$INC-1: revoke$$;",
                "SELECT set_config('writeguard.override', 'INC-1', true)",
                "SELECT pg_catalog.set_config('writeguard.override'::text, 'INC-1'::text, 't'), 1",
                "SET LOCAL writeguard.override = 'mass-invalidation: INC-1'",
                "SET LOCAL writeguard.override = 'INC-1'; SET LOCAL statement_timeout = '1min'",
            })
    void whatIsMeantPasses(String sql) throws SQLException {
        try (Connection connection = transaction(ALLOWED)) {
            run(connection, sql);
            run(connection, CLEAR);
            connection.commit();
        }
        assertThat(live()).isZero();
    }

    @Test
    void aBoundReasonIsRead() throws SQLException {
        try (Connection connection = transaction(ALLOWED);
                PreparedStatement set = connection.prepareStatement("SELECT set_config(?, ?, ?)")) {
            set.setString(1, "writeguard.override");
            set.setString(2, "INC-1");
            set.setBoolean(3, true);
            set.execute();
            run(connection, CLEAR);
            connection.commit();
        }
        assertThat(live()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BEGIN; " + SET + "; " + CLEAR + "; COMMIT",
                "BEGIN; " + SET + "; DELETE FROM session; COMMIT; UPDATE session SET id = 1 WHERE id = 2",
                "START TRANSACTION; SELECT set_config('writeguard.override', 'INC-1', true); " + CLEAR + "; END",
            })
    void oneTextMayHoldItAll(String text) throws SQLException {
        try (Connection connection = database.guarded(ALLOWED).getConnection()) {
            run(connection, text);
        }
        assertThat(live()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BEGIN; " + CLEAR + "; " + SET + "; COMMIT",
                "BEGIN; " + SET + "; COMMIT; " + CLEAR,
                "BEGIN; " + SET + "; RESET writeguard.override; " + CLEAR + "; COMMIT",
                "BEGIN; " + SET + "; SET LOCAL writeguard.override = ''; " + CLEAR + "; COMMIT",
                "BEGIN; " + SET + "; UPDATE session SET token = ''; COMMIT",
                "BEGIN; SET LOCAL writeguard.override = 'empty-secret: INC-1'; " + CLEAR + "; COMMIT",
            })
    void whatIsNotUnderItIsRefused(String text) throws SQLException {
        try (Connection connection = database.guarded(ALLOWED).getConnection()) {
            assertThatThrownBy(() -> run(connection, text)).isInstanceOf(WriteRejectedException.class);
        }
        assertThat(live()).isEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET writeguard.override = 'INC-1'",
                "SET SESSION writeguard.override = 'INC-1'",
                "SELECT set_config('writeguard.override', 'INC-1', false)",
                "SELECT set_config('writeguard.override', id::text, true) FROM session",
                "SET LOCAL writeguard.override = 'empty-secret: '",
            })
    void itMustNotOutliveTheTransactionNorBeUnreadable(String sql) throws SQLException {
        try (Connection connection = transaction(ALLOWED)) {
            assertThatThrownBy(() -> run(connection, sql))
                    .isInstanceOf(WriteRejectedException.class)
                    .hasMessageStartingWith("writeguard.override was refused by Write Guard: ");
            assertThatThrownBy(() -> run(connection, CLEAR)).isInstanceOf(WriteRejectedException.class);
        }
        assertThat(live()).isEqualTo(100);
    }

    @Test
    void outsideATransactionItIsRefused() throws SQLException {
        try (Connection connection = database.guarded(ALLOWED).getConnection()) {
            assertThatThrownBy(() -> run(connection, SET)).hasMessageContaining("no transaction is open");
            assertThatThrownBy(() -> run(connection, SET + "; " + CLEAR))
                    .hasMessageContaining("no transaction is open");
        }
        assertThat(live()).isEqualTo(100);
    }

    @Test
    void aRulesFileThatDoesNotAllowItRefusesEveryAttempt() throws SQLException {
        try (Connection connection = transaction(NOT_ALLOWED)) {
            assertThatThrownBy(() -> run(connection, SET)).hasMessageContaining("overrides.allow-sql: true");
            assertThatThrownBy(() -> run(connection, "SELECT set_config('writeguard.override', 'x', true)"))
                    .hasMessageContaining("overrides.allow-sql: true");
            run(connection, "RESET writeguard.override");
            run(connection, "SET LOCAL application_name = 'writeguard.override'");
            connection.commit();
        }
    }

    @Test
    void itEndsWithTheTransactionAndWithARollbackToBeforeIt() throws SQLException {
        try (Connection connection = transaction(ALLOWED)) {
            run(connection, SET);
            connection.commit();
            assertThatThrownBy(() -> run(connection, CLEAR)).isInstanceOf(WriteRejectedException.class);
            connection.rollback();

            Savepoint before = connection.setSavepoint();
            run(connection, SET);
            connection.rollback(before);
            assertThatThrownBy(() -> run(connection, CLEAR)).isInstanceOf(WriteRejectedException.class);
            connection.rollback();

            run(connection, SET);
            Savepoint after = connection.setSavepoint();
            run(connection, "UPDATE session SET id = 101 WHERE id = 1");
            connection.rollback(after);
            run(connection, CLEAR);
            connection.commit();
        }
        assertThat(live()).isZero();
    }

    @Test
    void poisonedValuesNeedTheNameOfTheirRule() throws SQLException {
        String placeholder = "UPDATE session SET token = '********' WHERE id = 1";
        try (Connection connection = transaction(ALLOWED)) {
            run(connection, SET);
            assertThatThrownBy(() -> run(connection, placeholder)).isInstanceOf(WriteRejectedException.class);
            connection.rollback();

            run(connection, "SET LOCAL writeguard.override = 'placeholder-secret, empty-secret: INC-2'");
            run(connection, placeholder);
            run(connection, "UPDATE session SET token = ' ' WHERE id = 2");
            connection.commit();
        }
        assertThat(database.live("SELECT count(*) FROM session WHERE length(token) = 32"))
                .isEqualTo(98);
    }

    @Test
    void whatPassedUnderItIsNotCountedAndAllIsTold() throws SQLException {
        List<GuardEvent> events = new ArrayList<>();
        WriteGuard guard = WriteGuard.builder()
                .dataSource(database.pool())
                .rules(database.rules(ALLOWED))
                .listener(events::add)
                .build();
        try (Connection connection = guard.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            run(connection, SET);
            run(connection, "UPDATE session SET token = NULL WHERE id > 10");
            connection.commit();
            run(connection, "UPDATE session SET token = NULL WHERE id = 1");
            connection.commit();
        }
        assertThat(live()).isEqualTo(9);
        assertThat(events)
                .extracting(GuardEvent::kind)
                .containsExactly(
                        GuardEvent.Kind.OVERRIDE_OPENED, GuardEvent.Kind.OVERRIDDEN, GuardEvent.Kind.OVERRIDE_CLOSED);
        assertThat(events).allSatisfy(event -> assertThat(event.text()).contains("INC-1 revoke every session"));
    }
}
