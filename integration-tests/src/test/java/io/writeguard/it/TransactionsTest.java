package io.writeguard.it;

import static io.writeguard.it.GuardUnderTest.PASSED;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What transactions give back to the window, and what they don't: 10 of 100 may go. */
class TransactionsTest {

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
                create table users (id int primary key, token text unique deferrable initially deferred, name text not null default '');
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
    void aRollbackGivesBack() throws SQLException {
        connection.setAutoCommit(false);
        clear(1, 10);
        connection.rollback();
        clear(11, 20);
        connection.commit();
        refused(21);
        left(10);
    }

    @Test
    void aCommitKeeps() throws SQLException {
        connection.setAutoCommit(false);
        clear(1, 10);
        connection.commit();
        connection.rollback();
        refused(11);
    }

    @Test
    void switchingAutoCommitOnKeeps() throws SQLException {
        connection.setAutoCommit(false);
        clear(1, 10);
        connection.setAutoCommit(true);
        refused(11);
        left(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rollback", "ROLLBACK WORK", "abort", "rollback and chain", "/* off */ rollback;"})
    void textualRollbacksGiveBack(String rollback) throws SQLException {
        run("begin");
        clear(1, 10);
        run(rollback);
        clear(11, 20);
        run("commit");
        left(10);
        refused(21);
    }

    @ParameterizedTest
    @ValueSource(strings = {"commit", "END", "commit and chain", "commit; select 1"})
    void textualCommitsKeep(String commit) throws SQLException {
        run("start transaction");
        clear(1, 10);
        run(commit);
        run("rollback");
        refused(11);
        left(10);
    }

    @Test
    void aTextMayOpenATransactionThatStaysOpen() throws SQLException {
        run("begin; update users set token = null where id <= 10");
        left(0);
        run("rollback");
        left(0);
        run("begin; update users set token = null where id <= 9; commit");
        left(9);
        run("begin; update users set token = null where id = 20; rollback");
        left(9);
        clear(20, 20);
        refused(21);
    }

    @Test
    void severalStatementsCountTogether() throws SQLException {
        assertThat(GuardUnderTest.run(
                        connection,
                        "update users set token = null where id <= 6; delete from users where id between 7 and 11"))
                .isEqualTo("mass-invalidation");
        left(0);
        run("update users set token = null where id <= 6; delete from users where id between 7 and 10");
        refused(11);
    }

    @Test
    void closingReleases() throws SQLException {
        connection.setAutoCommit(false);
        clear(1, 10);
        connection.close();
        connection = guard.connect();
        clear(11, 20);
        refused(21);
    }

    @Test
    void abortingReleases() throws SQLException {
        connection.setAutoCommit(false);
        clear(1, 10);
        connection.abort(Runnable::run);
        connection = guard.connect();
        clear(11, 20);
        refused(21);
    }

    @Test
    void deletingAndInsertingAgainNetsToNothing() throws SQLException {
        connection.setAutoCommit(false);
        for (int time = 0; time < 20; time++) {
            run("delete from users where id <= 10 or id > 1000");
            run("insert into users select 1000 + i, 'again-" + time
                    + "-' || i from generate_series(1, 10) i on conflict (id) do nothing");
            connection.commit();
        }
        assertThat(guard.live("select count(*) from users where token is not null"))
                .isEqualTo(100);
        clear(11, 20);
        refused(21);
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void clear(int first, int last) throws SQLException {
        for (int id = first; id <= last; id++) {
            assertThat(GuardUnderTest.run(connection, "update users set token = null where id = ?", id))
                    .isEqualTo(PASSED);
        }
    }

    private void refused(int id) throws SQLException {
        assertThat(GuardUnderTest.run(connection, "delete from users where id = ?", id))
                .isEqualTo("mass-invalidation");
    }

    /** How many secrets others see gone. */
    private void left(int gone) {
        assertThat(guard.live("select count(*) from users where token is not null"))
                .isEqualTo(100 - gone);
    }
}
