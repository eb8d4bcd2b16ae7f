package io.writeguard.it;

import static io.writeguard.it.GuardedUsers.PASSES;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Forms of statements that hide what they write: each does damage once, and no harm once. */
class StatementFormsTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '~',
            value = {
                "UPDATE users SET doc['token'] = '\"\"' ~ mass-invalidation",
                "UPDATE users SET doc = '\"\"' WHERE id = 5 ~ empty-secret",
                "UPDATE users SET tokens[1] = '' WHERE id = 5 ~ empty-secret",
                "UPDATE users SET tokens[1] = '****' WHERE id = 5 ~ placeholder-secret",
                "UPDATE users SET tokens[1:2] = '{\"\",\"\"}' WHERE id < 5 ~ empty-secret",
                "EXPLAIN ANALYZE UPDATE users SET secret = '' WHERE id = 5 ~ empty-secret",
                "EXPLAIN (ANALYZE, COSTS off) DELETE FROM users ~ mass-invalidation",
                "EXPLAIN ANALYZE MERGE INTO users t USING incoming s ON t.id = s.id"
                        + " WHEN MATCHED THEN UPDATE SET secret = '' ~ empty-secret",
                "CREATE TABLE gone AS WITH d AS (DELETE FROM users RETURNING *) SELECT * FROM d ~ mass-invalidation",
                "WITH m AS (UPDATE users SET secret = NULL RETURNING id) SELECT count(*) FROM m ~ mass-invalidation",
                "UPDATE users SET gone = true; DELETE FROM users WHERE gone ~ mass-invalidation",
                "UPDATE users SET gone = true WHERE id = 5; UPDATE users SET secret = '' WHERE gone ~ empty-secret",
                "INSERT INTO users(id, secret) VALUES (500, 'a new one');"
                        + " UPDATE users SET secret = NULL WHERE id <> 500 ~ mass-invalidation",
                "ALTER TABLE users ADD COLUMN fresh text; UPDATE users SET secret = '' WHERE id = 5 ~ empty-secret",
                "ALTER TABLE users ADD COLUMN fresh text DEFAULT ''; UPDATE users SET secret = fresh WHERE id = 5"
                        + " ~ unanalysable-write",
                "CREATE TEMP TABLE stage (id bigint, secret text); INSERT INTO stage VALUES (5, '');"
                        + " UPDATE users SET secret = stage.secret FROM stage WHERE stage.id = users.id ~ empty-secret",
                "UPDATE incoming SET secret = ''; UPDATE users u SET secret = i.secret FROM incoming i"
                        + " WHERE i.id = u.id ~ empty-secret",
                "SET search_path = public; DELETE FROM users ~ mass-invalidation",
                "BEGIN; UPDATE users SET secret = '' WHERE id = 5; COMMIT ~ empty-secret",
                "BEGIN; DELETE FROM users; COMMIT ~ mass-invalidation",
            })
    void refusesDamage(String sql, String rule) throws SQLException {
        try (GuardedUsers users = new GuardedUsers()) {
            assertThat(users.run(sql)).isEqualTo(rule);
            assertThat(users.unchanged()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '~',
            value = {
                "UPDATE users SET doc['token'] = '\"renewed\"' WHERE id = 5",
                "UPDATE users SET doc['seen'] = '1' WHERE id = 5",
                "UPDATE users SET tokens[2] = 'renewed' WHERE id = 5",
                "EXPLAIN DELETE FROM users",
                "EXPLAIN (ANALYZE) UPDATE users SET name = upper(name)",
                "EXPLAIN ANALYZE DELETE FROM users WHERE id = 5",
                "CREATE TABLE kept AS SELECT * FROM users",
                "CREATE TABLE gone AS WITH d AS (DELETE FROM users WHERE id = 5 RETURNING *) SELECT * FROM d",
                "UPDATE users SET gone = true WHERE id < 5; DELETE FROM users WHERE gone",
                "INSERT INTO users(id, secret) VALUES (500, 'a new one');"
                        + " UPDATE users SET name = 'nobody' WHERE name IS NULL",
                "INSERT INTO users(id, secret) VALUES (500, 'a new one');"
                        + " UPDATE users SET secret = 'a newer one' WHERE name IS NULL",
                "ALTER TABLE users ADD COLUMN fresh text; UPDATE users SET fresh = name; ALTER TABLE users"
                        + " ALTER COLUMN fresh SET NOT NULL",
                "ALTER TABLE users ADD COLUMN spare text; UPDATE users SET spare = secret",
                "BEGIN; UPDATE users SET name = 'x', gone = true; UPDATE users SET secret = 'renewed' WHERE id = 5; COMMIT",
                "CREATE TEMP TABLE stage (id bigint, secret text); INSERT INTO stage VALUES (5, 'renewed');"
                        + " UPDATE users SET secret = stage.secret FROM stage WHERE stage.id = users.id",
                "UPDATE incoming SET keep = true; UPDATE users u SET secret = i.secret FROM incoming i"
                        + " WHERE i.id = u.id",
                "SET search_path = public; UPDATE users SET name = upper(name); RESET search_path",
                "BEGIN; CREATE TABLE notes (id int); INSERT INTO notes VALUES (1); COMMIT",
                "DELETE FROM users WHERE id = 5; INSERT INTO users(id, secret) VALUES (5, 'a new one')",
                "WITH m AS (UPDATE users SET name = 'x' RETURNING id) SELECT count(*) FROM m",
            })
    void letsOrdinaryUsePass(String sql) throws SQLException {
        try (GuardedUsers users = new GuardedUsers()) {
            assertThat(users.run(sql)).isEqualTo(PASSES);
        }
    }

    @Test
    void measuresByTheNameThatTheTextItselfSets() throws SQLException {
        try (GuardedUsers users = new GuardedUsers();
                Connection connection = users.connect()) {
            users.database().execute("CREATE SCHEMA other; CREATE TABLE other.users AS TABLE users");
            assertThat(GuardedUsers.run(connection, "SET search_path = other")).isEqualTo(PASSES);
            assertThat(GuardedUsers.run(connection, "SET search_path = public; DELETE FROM users"))
                    .isEqualTo("mass-invalidation");
            assertThat(users.unchanged()).isTrue();
            assertThat(GuardedUsers.run(connection, "SET search_path = other; DELETE FROM users"))
                    .isEqualTo(PASSES);
            assertThat(users.unchanged()).isTrue();
        }
    }

    @Test
    void judgesWhatWasPreparedWhenItIsExecuted() throws SQLException {
        try (GuardedUsers users = new GuardedUsers();
                Connection connection = users.connect()) {
            assertThat(GuardedUsers.run(connection, "PREPARE wipe AS DELETE FROM users"))
                    .isEqualTo(PASSES);
            assertThat(GuardedUsers.run(
                            connection, "PREPARE renew(bigint, text) AS UPDATE users SET secret = $2 WHERE id = $1"))
                    .isEqualTo(PASSES);
            assertThat(GuardedUsers.run(connection, "EXECUTE wipe")).isEqualTo("mass-invalidation");
            assertThat(GuardedUsers.run(connection, "EXECUTE renew(5, '')")).isEqualTo("empty-secret");
            assertThat(GuardedUsers.run(connection, "EXPLAIN ANALYZE EXECUTE wipe"))
                    .isEqualTo("mass-invalidation");
            assertThat(GuardedUsers.run(connection, "BEGIN; EXECUTE wipe; COMMIT"))
                    .isEqualTo("unanalysable-write");
            assertThat(users.unchanged()).isTrue();
            assertThat(GuardedUsers.run(connection, "EXECUTE renew(5, 'another one')"))
                    .isEqualTo(PASSES);
            assertThat(GuardedUsers.run(connection, "DEALLOCATE ALL")).isEqualTo(PASSES);
            assertThat(users.database().text("SELECT secret FROM users WHERE id = 5"))
                    .isEqualTo("another one");
        }
    }

    @Test
    void judgesTheRowUnderACursor() throws SQLException {
        try (GuardedUsers users = new GuardedUsers();
                Connection connection = users.connect()) {
            connection.setAutoCommit(false);
            openCursor(connection);
            assertThat(GuardedUsers.run(connection, "UPDATE users SET secret = '' WHERE CURRENT OF one"))
                    .isEqualTo("empty-secret");
            connection.rollback();
            openCursor(connection);
            assertThat(GuardedUsers.run(connection, "UPDATE users SET secret = 'renewed' WHERE CURRENT OF one"))
                    .isEqualTo(PASSES);
            assertThat(GuardedUsers.run(connection, "FETCH one")).isEqualTo(PASSES);
            assertThat(GuardedUsers.run(connection, "DELETE FROM users WHERE CURRENT OF one"))
                    .isEqualTo(PASSES);
            connection.commit();
            assertThat(users.database().live("SELECT count(*) FROM users WHERE secret <> ''"))
                    .isEqualTo(99);
        }
    }

    @Test
    void countsRowsDeletedThroughACursor() throws SQLException {
        try (GuardedUsers users = new GuardedUsers();
                Connection connection = users.connect()) {
            connection.setAutoCommit(false);
            openCursor(connection);
            String outcome = PASSES;
            int deleted = 0;
            while (outcome.equals(PASSES) && deleted < 50) {
                outcome = GuardedUsers.run(connection, "DELETE FROM users WHERE CURRENT OF one");
                deleted++;
                if (outcome.equals(PASSES)) {
                    GuardedUsers.run(connection, "FETCH one");
                }
            }
            assertThat(outcome).isEqualTo("mass-invalidation");
            assertThat(deleted).isEqualTo(11);
            connection.rollback();
            assertThat(users.unchanged()).isTrue();
        }
    }

    private static void openCursor(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DECLARE one CURSOR FOR SELECT * FROM users ORDER BY id FOR UPDATE");
            statement.execute("FETCH one");
        }
    }
}
