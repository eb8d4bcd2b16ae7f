package io.writeguard.it.names;

import static io.writeguard.it.names.NamedTables.PASSES;
import static io.writeguard.it.names.NamedTables.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code on-missing: wait}: a table that is not there yet is guarded from the moment it appears. */
class MissingTablesTest {

    private static final String RULES = """
            version: 1
            defaults: {on-missing: wait}
            tables:
              users:
                live-when: "gone is null"
                secret-columns: [token, other]
              app.tokens: {secret-columns: [token]}
            """;

    private static final String USERS = """
            CREATE TABLE users (id int PRIMARY KEY, token text, other text, gone date);
            INSERT INTO users SELECT n, 'token-' || n, 'other-' || n FROM generate_series(1, 100) AS n;""";

    private static final String CLEAR = "UPDATE users SET token = NULL";

    @Test
    void anotherSessionCreatesItBetweenTwoStatements() throws Exception {
        try (NamedTables tables = NamedTables.of("", RULES);
                Connection connection = tables.connect()) {
            assertThatThrownBy(() -> NamedTables.run(connection, CLEAR)).isInstanceOf(SQLException.class);
            tables.elsewhere(USERS);
            assertThat(NamedTables.run(connection, CLEAR)).isEqualTo("mass-invalidation");
            assertThat(NamedTables.run(connection, "UPDATE users SET token = '' WHERE id = 1"))
                    .isEqualTo("empty-secret");
            assertThat(tables.changes()).containsExactly("public.users is guarded from now on, by the rules for users");
            tables.elsewhere("CREATE SCHEMA app; " + table("app.tokens"));
            assertThat(NamedTables.run(connection, "DELETE FROM app.tokens")).isEqualTo("mass-invalidation");
            assertThat(tables.count("SELECT count(token) FROM users")).isEqualTo(100);
            assertThat(tables.count("SELECT count(token) FROM app.tokens")).isEqualTo(100);
        }
    }

    /** The transaction began, and has looked, before the table was there. */
    @ParameterizedTest
    @ValueSource(strings = {"READ COMMITTED", "REPEATABLE READ", "SERIALIZABLE"})
    void anotherSessionCreatesItWhileATransactionIsOpen(String isolation) throws Exception {
        try (NamedTables tables = NamedTables.of("CREATE TABLE notes (id int)", RULES);
                Connection connection = tables.connect()) {
            connection.setAutoCommit(false);
            assertThat(NamedTables.run(connection, "SET TRANSACTION ISOLATION LEVEL " + isolation))
                    .isEqualTo(PASSES);
            assertThat(NamedTables.run(connection, "INSERT INTO notes SELECT count(*) FROM pg_class"))
                    .isEqualTo(PASSES);
            tables.elsewhere(USERS);
            assertThat(NamedTables.run(connection, CLEAR)).isNotEqualTo(PASSES);
            connection.rollback();
            assertThat(NamedTables.run(connection, CLEAR)).isEqualTo("mass-invalidation");
            connection.rollback();
            assertThat(tables.count("SELECT count(token) FROM users")).isEqualTo(100);
        }
    }

    @Test
    void aMigrationCreatesItBitByBit() throws Exception {
        try (NamedTables tables = NamedTables.of("", RULES);
                Connection connection = tables.connect()) {
            for (String step : List.of(
                    "CREATE TABLE users (id int PRIMARY KEY)",
                    "INSERT INTO users SELECT generate_series(1, 100)",
                    "UPDATE users SET id = id + 1000",
                    "ALTER TABLE users ADD COLUMN gone date, ADD COLUMN token text",
                    "UPDATE users SET token = 'token-' || id",
                    "ALTER TABLE users ADD COLUMN other text")) {
                assertThat(NamedTables.run(connection, step)).as(step).isEqualTo(PASSES);
            }
            assertThat(NamedTables.run(connection, CLEAR)).isEqualTo("mass-invalidation");
            assertThat(NamedTables.run(connection, "UPDATE users SET other = '' WHERE id = 1001"))
                    .isEqualTo("empty-secret");
        }
    }

    @Test
    void aTransactionThatCreatesItIsJudgedByItsOwnDefinitions() throws Exception {
        try (NamedTables tables = NamedTables.of("", RULES);
                Connection connection = tables.connect()) {
            connection.setAutoCommit(false);
            assertThat(NamedTables.run(connection, USERS)).isEqualTo(PASSES);
            assertThat(NamedTables.run(connection, "UPDATE users SET token = '' WHERE id = 1"))
                    .isEqualTo("empty-secret");
            connection.rollback();
            assertThatThrownBy(() -> NamedTables.run(connection, CLEAR)).isInstanceOf(SQLException.class);
            connection.rollback();
            assertThat(NamedTables.run(connection, USERS)).isEqualTo(PASSES);
            connection.commit();
            assertThat(NamedTables.run(connection, CLEAR)).isEqualTo("mass-invalidation");
            connection.rollback();
        }
    }

    /** A first connection would have failed; here the writes do, and the reads do not. */
    @Test
    void whatAppearsAndCannotBeGuardedIsNotWritten() throws Exception {
        try (NamedTables tables = NamedTables.of("", RULES);
                Connection connection = tables.connect()) {
            tables.elsewhere("CREATE TABLE users (id int PRIMARY KEY, token int, other text, gone date)");
            assertThat(NamedTables.run(connection, "INSERT INTO users VALUES (1, 1, 'x')"))
                    .isEqualTo("unavailable");
            assertThat(NamedTables.run(connection, "SELECT * FROM users")).isEqualTo(PASSES);
            assertThat(tables.changes()).hasSize(1).first().asString().contains("has type integer");
            assertThat(NamedTables.run(connection, "ALTER TABLE users ALTER COLUMN token TYPE text"))
                    .isEqualTo(PASSES);
            assertThat(NamedTables.run(connection, "INSERT INTO users VALUES (1, 'token-1', 'x')"))
                    .isEqualTo(PASSES);
            assertThat(NamedTables.run(connection, "UPDATE users SET token = ''"))
                    .isEqualTo("empty-secret");
        }
    }

    /** What can't be noticed by name is by the next look, sixty seconds after the last. */
    @Test
    void aForeignKeyThatAppearsElsewhereIsFollowedAfterAMinute() throws Exception {
        String cascade = "ALTER TABLE users ADD FOREIGN KEY (id) REFERENCES people ON DELETE CASCADE";
        try (NamedTables tables = NamedTables.of(
                        USERS + "CREATE TABLE people (id int PRIMARY KEY);"
                                + "INSERT INTO people SELECT id FROM users UNION SELECT 101",
                        RULES);
                Connection connection = tables.connect()) {
            assertThat(NamedTables.run(connection, "DELETE FROM people WHERE id = 101"))
                    .isEqualTo(PASSES);
            tables.elsewhere(cascade);
            tables.pass(Duration.ofSeconds(60));
            assertThat(NamedTables.run(connection, "DELETE FROM people")).isEqualTo("mass-invalidation");
        }
    }

    @Test
    void withoutWaitingThereIsNoConnection() throws Exception {
        try (NamedTables tables = NamedTables.of("CREATE TABLE user (id int)".replace("user", "\"user\""), """
                version: 1
                tables:
                  users: {secret-columns: [token]}
                  tenant_*.tokens: {secret-columns: [token]}
                """)) {
            assertThatThrownBy(tables::connect)
                    .hasMessageMatching(
                            "[^\n]*writeguard-[0-9]+.yaml:3:3: table users does not exist in the search_path; did you mean user\\?\n"
                                    + "[^\n]*yaml:4:3: table tenant_\\*.tokens exists in no such schema");
        }
    }
}
