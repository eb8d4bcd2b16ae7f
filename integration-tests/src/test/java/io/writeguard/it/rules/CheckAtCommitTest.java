package io.writeguard.it.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.writeguard.driver.WriteRejectedException;
import io.writeguard.it.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckAtCommitTest {

    private static final String RULES = """
            version: 1
            tables:
              api_key:
                mass-invalidation: {check: commit}
                secret-columns: {token: {format: "t.*"}}
            """;
    private static final String DELETE_MANY = "DELETE FROM api_key WHERE org = 1";
    private static final String INSERT_AGAIN =
            "INSERT INTO api_key SELECT g + 1000, 1, 't' || md5(g::text) FROM generate_series(1, 40) g";

    private TestDatabase database;

    @BeforeEach
    void keys() {
        database = TestDatabase.with("CREATE TABLE api_key (id int PRIMARY KEY, org int, token text);"
                + "INSERT INTO api_key SELECT g, CASE WHEN g <= 40 THEN 1 ELSE 2 END, 't' || g"
                + " FROM generate_series(1, 100) g");
    }

    @AfterEach
    void drop() {
        database.close();
    }

    private long live() {
        return database.live("SELECT count(token) FROM api_key");
    }

    private Connection transaction() throws SQLException {
        Connection connection = database.guarded(RULES).getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    private static void run(Connection connection, String... texts) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String text : texts) {
                statement.execute(text);
            }
        }
    }

    @Test
    void aTableThatTheTransactionHasDroppedIsNotCountedAnyMore() throws SQLException {
        database.execute("DELETE FROM api_key WHERE id > 5");
        try (Connection connection = transaction()) {
            for (int id = 1; id < 5; id++) {
                run(connection, "DELETE FROM api_key WHERE id = " + id);
            }
            run(connection, "DROP TABLE api_key");
            connection.commit();
        }
        assertThat(database.text("SELECT coalesce(to_regclass('api_key')::text, 'gone')"))
                .isEqualTo("gone");
    }

    @Test
    void whatIsDeletedAndPutBackNetsToNothing() throws SQLException {
        try (Connection connection = transaction()) {
            run(connection, DELETE_MANY, INSERT_AGAIN);
            connection.commit();
            run(connection, "TRUNCATE api_key");
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO api_key VALUES (?, 1, ?)")) {
                for (int i = 0; i < 100; i++) {
                    insert.setInt(1, i);
                    insert.setString(2, "token " + i);
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            connection.setAutoCommit(true);
        }
        assertThat(live()).isEqualTo(100);
    }

    @Test
    void rowsMayComeBackByUpsertAndBeforeTheyGo() throws SQLException {
        try (Connection connection = transaction()) {
            run(
                    connection,
                    DELETE_MANY,
                    "INSERT INTO api_key SELECT g, 1, 'token ' || g FROM generate_series(1, 40) g"
                            + " ON CONFLICT (id) DO UPDATE SET token = excluded.token");
            connection.commit();
            run(connection, INSERT_AGAIN, "DELETE FROM api_key WHERE id <= 40");
            connection.commit();
        }
        assertThat(live()).isEqualTo(100);
    }

    @Test
    void secretsMayBeClearedAndSetAgain() throws SQLException {
        try (Connection connection = transaction()) {
            run(connection, "UPDATE api_key SET token = NULL WHERE org = 1");
            try (PreparedStatement update = connection.prepareStatement("UPDATE api_key SET token = ? WHERE id = ?")) {
                for (int i = 1; i <= 40; i++) {
                    update.setString(1, "token " + i);
                    update.setInt(2, i);
                    update.execute();
                }
            }
            connection.commit();
        }
        assertThat(live()).isEqualTo(100);
    }

    @Test
    void commitRollsBackAndThrowsWhereTooMuchIsLost() throws SQLException {
        try (Connection connection = transaction()) {
            run(connection, DELETE_MANY, "INSERT INTO api_key VALUES (2000, 1, 'token')");
            WriteRejectedException refusal = catchThrowableOfType(WriteRejectedException.class, connection::commit);
            assertThat(refusal.ruleId()).isEqualTo("mass-invalidation");
            assertThat(refusal.getMessage()).contains("COMMIT would lose at least 39 live secrets");

            run(connection, "UPDATE api_key SET org = 3 WHERE id = 1");
            connection.commit();
        }
        assertThat(live()).isEqualTo(100);
        assertThat(database.live("SELECT count(*) FROM api_key WHERE org = 3")).isOne();
    }

    @Test
    void soDoesSetAutoCommit() throws SQLException {
        try (Connection connection = transaction()) {
            run(connection, DELETE_MANY);
            assertThatThrownBy(() -> connection.setAutoCommit(true)).isInstanceOf(WriteRejectedException.class);
        }
        assertThat(live()).isEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"COMMIT", "END", "COMMIT AND CHAIN", "/* done */ commit work;", "PREPARE TRANSACTION 'x'"})
    void soDoesEveryTextThatCommits(String commit) throws SQLException {
        try (Connection connection = database.guarded(RULES).getConnection()) {
            run(connection, "BEGIN", DELETE_MANY);
            assertThatThrownBy(() -> run(connection, commit)).isInstanceOf(WriteRejectedException.class);
            run(connection, "BEGIN", DELETE_MANY, INSERT_AGAIN, "COMMIT");
        }
        assertThat(live()).isEqualTo(100);
    }

    @Test
    void oneTextIsJudgedAtItsCommit() throws SQLException {
        try (Connection connection = database.guarded(RULES).getConnection()) {
            assertThatThrownBy(() -> run(connection, "BEGIN; " + DELETE_MANY + "; COMMIT; BEGIN; SELECT 1"))
                    .isInstanceOf(WriteRejectedException.class);
            run(connection, "ROLLBACK", "BEGIN; " + DELETE_MANY + "; " + INSERT_AGAIN + "; COMMIT");
            run(connection, "BEGIN", DELETE_MANY.replace("1", "2"));
            assertThatThrownBy(() -> run(connection, "INSERT INTO api_key VALUES (2000, 1, 'token'); COMMIT"))
                    .isInstanceOf(WriteRejectedException.class);
        }
        assertThat(live()).isEqualTo(100);
    }

    @Test
    void inAutoCommitModeAStatementIsTheTransaction() throws SQLException {
        try (Connection connection = database.guarded(RULES).getConnection()) {
            assertThatThrownBy(() -> run(connection, DELETE_MANY)).isInstanceOf(WriteRejectedException.class);
            assertThatThrownBy(() -> run(connection, "TRUNCATE api_key")).isInstanceOf(WriteRejectedException.class);
            run(connection, DELETE_MANY + "; " + INSERT_AGAIN);
            run(connection, "DELETE FROM api_key WHERE id > 1000 AND id <= 1005");
        }
        assertThat(live()).isEqualTo(95);
    }

    @Test
    void whatWasRolledBackIsNotJudged() throws SQLException {
        try (Connection connection = transaction()) {
            run(connection, DELETE_MANY);
            connection.rollback();
            Savepoint savepoint = connection.setSavepoint();
            run(connection, DELETE_MANY);
            connection.rollback(savepoint);
            run(connection, "DELETE FROM api_key WHERE id = 1");
            connection.commit();
        }
        assertThat(live()).isEqualTo(99);
    }

    @Test
    void valuesAndDefinitionsAreJudgedAtOnce() throws SQLException {
        try (Connection connection = transaction()) {
            for (String damage : new String[] {
                "UPDATE api_key SET token = '' WHERE id = 1",
                "INSERT INTO api_key VALUES (2000, 1, 'no such format')",
                "DROP TABLE api_key",
                "ALTER TABLE api_key DROP COLUMN token"
            }) {
                assertThatThrownBy(() -> run(connection, damage)).as(damage).isInstanceOf(WriteRejectedException.class);
                connection.rollback();
            }
        }
    }

    @Test
    void theLastOnesOfASmallTableAreHeldAtCommit() throws SQLException {
        database.execute("DELETE FROM api_key WHERE id > 5");
        try (Connection connection = transaction()) {
            run(connection, "DELETE FROM api_key");
            assertThatThrownBy(connection::commit).isInstanceOf(WriteRejectedException.class);
            run(connection, "DELETE FROM api_key", "INSERT INTO api_key VALUES (1, 1, 'token'), (2, 1, 'tocan')");
            connection.commit();
        }
        assertThat(live()).isEqualTo(2);
    }

    @Test
    void lossesAddUpOverTransactions() throws SQLException {
        DataSource guarded = database.guarded(RULES);
        try (Connection connection = guarded.getConnection()) {
            run(connection, "BEGIN", "DELETE FROM api_key WHERE id <= 10", "COMMIT");
            run(connection, "BEGIN", "DELETE FROM api_key WHERE id = 11");
            assertThatThrownBy(() -> run(connection, "COMMIT")).isInstanceOf(WriteRejectedException.class);
        }
        assertThat(live()).isEqualTo(90);
    }
}
