package io.writeguard.it.names;

import static io.writeguard.it.names.NamedTables.PASSES;
import static io.writeguard.it.names.NamedTables.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A name that comes to stand for another table: that one is guarded, and the old one while it exists. */
class SwappedTablesTest {

    private static final String RULES = """
            version: 1
            tables: {users: {secret-columns: [token]}}
            """;

    private static final String SWAP =
            "BEGIN; ALTER TABLE users RENAME TO users_old; ALTER TABLE fresh RENAME TO users; COMMIT";

    @Test
    void anotherSessionSwapsIt() throws Exception {
        try (NamedTables tables = NamedTables.of(table("users") + table("fresh"), RULES);
                Connection connection = tables.connect()) {
            assertThat(NamedTables.run(connection, "UPDATE users SET token = NULL WHERE id = 1"))
                    .isEqualTo(PASSES);
            tables.elsewhere(SWAP);
            assertThat(NamedTables.run(connection, "UPDATE users SET token = NULL"))
                    .isEqualTo("mass-invalidation");
            assertThat(tables.run("UPDATE users SET token = NULL")).isEqualTo("mass-invalidation");
            assertThat(tables.run("DELETE FROM users_old")).isEqualTo("mass-invalidation");
            assertThat(tables.changes())
                    .containsExactlyInAnyOrder(
                            "public.users is guarded from now on, by the rules for users",
                            "public.users is called public.users_old now, and stays guarded while it exists");
            tables.elsewhere("DROP TABLE users_old");
            tables.pass(Duration.ofSeconds(60));
            assertThat(tables.run("SELECT 1 FROM users")).isEqualTo(PASSES);
            assertThat(tables.changes()).containsExactly("public.users_old does not exist any more");
            assertThat(tables.count("SELECT count(token) FROM users")).isEqualTo(100);
        }
    }

    /** The swap commits while the write waits for the table; the write then is one of the new table. */
    @Test
    void theOldTableIsNoWayAroundAfterAMinute() throws Exception {
        try (NamedTables tables = NamedTables.of(table("users") + table("fresh"), RULES);
                Connection connection = tables.connect()) {
            connection.setAutoCommit(false);
            assertThat(NamedTables.run(connection, "SELECT count(*) FROM pg_class"))
                    .isEqualTo(PASSES);
            tables.elsewhere(SWAP);
            assertThat(NamedTables.run(connection, "UPDATE users SET token = NULL"))
                    .isEqualTo("mass-invalidation");
            connection.rollback();
            tables.pass(Duration.ofSeconds(60));
            assertThat(NamedTables.run(connection, "UPDATE users_old SET token = NULL"))
                    .isEqualTo("mass-invalidation");
            connection.rollback();
        }
    }

    @Test
    void aTableThatComesEarlierInTheSearchPathTakesTheName() throws Exception {
        try (NamedTables tables = NamedTables.of(
                        "CREATE SCHEMA app;" + table("public.users"), RULES, "&currentSchema=app,public");
                Connection connection = tables.connect()) {
            tables.elsewhere(table("app.users"));
            assertThat(tables.run("UPDATE users SET token = NULL")).isEqualTo("mass-invalidation");
            assertThat(tables.run("UPDATE app.users SET token = NULL")).isEqualTo("mass-invalidation");
            assertThat(tables.run("UPDATE public.users SET token = NULL")).isEqualTo("mass-invalidation");
            assertThat(NamedTables.run(connection, "DELETE FROM app.users")).isEqualTo("mass-invalidation");
        }
    }

    /** A look at the names goes by the path of the rules check, not by that of the session which looks. */
    @Test
    void tablesOfTheSameNameElsewhereAreNotGuarded() throws Exception {
        try (NamedTables tables =
                        NamedTables.of("CREATE SCHEMA other;" + table("users") + table("other.users"), RULES);
                Connection connection = tables.connect()) {
            assertThat(NamedTables.run(connection, "SET search_path TO other")).isEqualTo(PASSES);
            assertThat(NamedTables.run(connection, "UPDATE users SET token = NULL"))
                    .isEqualTo(PASSES);
            tables.pass(Duration.ofSeconds(60));
            assertThat(NamedTables.run(connection, "CREATE TABLE users2 (id int)"))
                    .isEqualTo(PASSES);
            assertThat(NamedTables.run(connection, "DELETE FROM users")).isEqualTo(PASSES);
            assertThat(NamedTables.run(connection, "DELETE FROM public.users")).isEqualTo("mass-invalidation");
            assertThat(NamedTables.run(connection, "SET search_path TO public")).isEqualTo(PASSES);
            assertThat(NamedTables.run(connection, "CREATE TEMP TABLE users (id int, token text)"))
                    .isEqualTo(PASSES);
            assertThat(NamedTables.run(connection, "INSERT INTO users VALUES (1, '')"))
                    .isEqualTo(PASSES);
            assertThat(NamedTables.run(connection, "DELETE FROM users")).isEqualTo(PASSES);
            assertThat(tables.run("DELETE FROM users")).isEqualTo("mass-invalidation");
            assertThat(tables.changes()).isEmpty();
        }
    }

    /** Each guard looks its names up in the search_path of its own connections. */
    @Test
    void theSameRulesInAnotherSearchPathGuardOtherTables() throws Exception {
        try (NamedTables tables = NamedTables.of("CREATE SCHEMA app;" + table("users") + table("app.users"), RULES)) {
            assertThat(tables.run("DELETE FROM users")).isEqualTo("mass-invalidation");
            assertThat(tables.run("DELETE FROM app.users WHERE id < 50")).isEqualTo(PASSES);
            try (Connection connection = tables.connectThrough("&currentSchema=app")) {
                assertThat(NamedTables.run(connection, "DELETE FROM users")).isEqualTo("mass-invalidation");
                assertThat(NamedTables.run(connection, "DELETE FROM public.users"))
                        .isEqualTo(PASSES);
            }
        }
    }

    @Test
    void aSecretColumnThatAnotherSessionDropsIsOneNoMore() throws Exception {
        try (NamedTables tables = NamedTables.of(table("users") + "ALTER TABLE users ADD spare text", """
                        version: 1
                        tables: {users: {secret-columns: [token, spare]}}
                        """);
                Connection connection = tables.connect()) {
            assertThat(NamedTables.run(connection, "DELETE FROM users WHERE id = 1"))
                    .isEqualTo(PASSES);
            tables.elsewhere("ALTER TABLE users DROP COLUMN spare");
            assertThat(NamedTables.run(connection, "DELETE FROM users WHERE id = 2"))
                    .isEqualTo(PASSES);
            assertThat(NamedTables.run(connection, "DELETE FROM users")).isEqualTo("mass-invalidation");
            assertThat(tables.changes())
                    .containsExactly(
                            "spare of public.users: there is no such column, so it is not guarded until there is");
            tables.elsewhere("ALTER TABLE users RENAME COLUMN token TO secret");
            assertThatThrownBy(() -> NamedTables.run(connection, "DELETE FROM users WHERE id > 1"))
                    .isInstanceOf(SQLException.class);
            assertThat(tables.count("SELECT count(secret) FROM users")).isEqualTo(98);
        }
    }
}
