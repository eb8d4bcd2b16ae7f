package io.writeguard.it;

import static io.writeguard.it.GuardUnderTest.PASSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.writeguard.driver.WriteRejectedException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What savepoints and failures give back to the window, and what they don't: 10 of 100 may go. */
class SavepointsTest {

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
    void aReleasedSavepointKeepsWhatCameAfterIt() throws SQLException {
        connection.setAutoCommit(false);
        Savepoint unnamed = connection.setSavepoint();
        clear(1, 4);
        connection.releaseSavepoint(unnamed);
        Savepoint named = connection.setSavepoint("Inner");
        clear(5, 10);
        connection.releaseSavepoint(named);
        refused(11);
        connection.rollback();
    }

    @Test
    void aSavepointGivesBackWhatCameAfterIt() throws SQLException {
        connection.setAutoCommit(false);
        clear(1, 4);
        Savepoint unnamed = connection.setSavepoint();
        clear(5, 7);
        Savepoint named = connection.setSavepoint("Inner");
        clear(8, 10);
        connection.rollback(named);
        clear(11, 13);
        connection.rollback(unnamed);
        clear(21, 26);
        refused(27);
        connection.rollback(unnamed);
        clear(31, 36);
        connection.commit();
        left(10);
        refused(40);
    }

    @Test
    void aReleasedSavepointKeeps() throws SQLException {
        run("begin");
        run("savepoint a");
        clear(1, 5);
        run("savepoint a");
        clear(6, 10);
        run("release a");
        run("rollback to a");
        clear(11, 20);
        run("commit");
        left(10);
        refused(21);
    }

    @Test
    void aFailedStatementGivesBack() throws SQLException {
        assertThatThrownBy(() -> run("update users set token = null, name = null where id <= 10"))
                .isInstanceOf(SQLException.class)
                .isNotInstanceOf(WriteRejectedException.class);
        connection.setAutoCommit(false);
        Savepoint before = connection.setSavepoint();
        assertThatThrownBy(() -> run("update users set token = null, name = null where id <= 10"))
                .isNotInstanceOf(WriteRejectedException.class);
        connection.rollback(before);
        clear(1, 10);
        connection.commit();
        left(10);
    }

    @Test
    void aCommitThatFailsGivesBack() throws SQLException {
        connection.setAutoCommit(false);
        for (boolean textual : new boolean[] {false, true}) {
            clear(1, 10);
            run("insert into users values (1000, 'secret-' || md5('99'))");
            assertThatThrownBy(() -> {
                        if (textual) {
                            run("commit");
                        } else {
                            connection.commit();
                        }
                    })
                    .hasMessageContaining("unique");
        }
        connection.rollback();
        clear(11, 20);
        connection.commit();
        left(10);
    }

    @Test
    void aCommitThatFailsInAutoCommitModeGivesBack() throws SQLException {
        assertThatThrownBy(() ->
                        run("update users set token = case id when 9 then 'secret-' || md5('99') end where id <= 9"))
                .hasMessageContaining("unique");
        assertThat(connection.getAutoCommit()).isTrue();
        clear(1, 10);
        left(10);
    }

    @Test
    void aRefusalAbortsTheTransaction() throws SQLException {
        connection.setAutoCommit(false);
        clear(1, 10);
        refused(11);
        assertThatThrownBy(() -> run("select 1")).hasMessageContaining("aborted");
        assertThatThrownBy(connection::commit).isInstanceOf(WriteRejectedException.class);
        left(0);
        clear(11, 20);
        connection.commit();
        left(10);
    }

    @Test
    void aRefusedStatementCanBeSteppedOverByASavepoint() throws SQLException {
        connection.setAutoCommit(false);
        clear(1, 10);
        Savepoint before = connection.setSavepoint();
        refused(11);
        connection.rollback(before);
        connection.commit();
        left(10);
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
