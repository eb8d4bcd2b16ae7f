package io.writeguard.it;

import static io.writeguard.it.GuardUnderTest.PASSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.writeguard.driver.WriteGuard;
import io.writeguard.driver.WriteRejectedException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many live rows are left after what was lost, without a count for each statement. */
class CountedLiveTest {

    private static final String REFUSED = "mass-invalidation";

    private static final String RULES = """
            version: 1
            defaults: {mass-invalidation: {threshold-ratio: %d%%, minimum-rows: 0}}
            tables:
              users: {secret-columns: [token]}
            """;

    private static final String TABLE = """
            create table users (id int primary key, token text);
            insert into users select i, 'secret-' || i from generate_series(1, %d) i;
            create function overwrite_and_delete(overwritten int, deleted int) returns void language sql as $$
              update users set token = md5(random()::text) where id <= overwritten;
              delete from users where id > 50 and id <= 50 + deleted $$;
            insert into users select i from generate_series(1001, 1020) i;
            """;

    private static GuardUnderTest guard(int ratioPercent, int rows) {
        return GuardUnderTest.with(RULES.formatted(ratioPercent), TABLE.formatted(rows));
    }

    private static String clear(GuardUnderTest guard, int id) throws SQLException {
        return guard.run("update users set token = null where id = ?", id);
    }

    @Test
    void overwrittenRowsStayLive() throws SQLException {
        try (GuardUnderTest guard = guard(30, 14)) {
            assertThat(guard.run("update users set token = 'one for two' where id <= 2"))
                    .isEqualTo(PASSED);
            assertThat(guard.run("update users set token = 'another for two' where id in (3, 4)"))
                    .isEqualTo(PASSED);
            assertThat(clear(guard, 5)).as("5 of 14 + 4").isEqualTo(PASSED);
            assertThat(clear(guard, 6)).as("6 of 13 + 5").isEqualTo(REFUSED);
        }
    }

    @Test
    void aRowThatIsLostAgainIsOneLessAlive() throws SQLException {
        try (GuardUnderTest guard = guard(50, 10)) {
            for (int id = 1; id <= 3; id++) {
                assertThat(clear(guard, id)).isEqualTo(PASSED);
                assertThat(guard.run("update users set token = ? where id = ?", "recovered-" + id, id))
                        .isEqualTo(PASSED);
            }
            assertThat(guard.run("insert into users select i, 'more-' || i from generate_series(11, 20) i"))
                    .isEqualTo(PASSED);
            for (int id : new int[] {4, 5, 6, 1, 2, 3, 7, 8, 9, 10}) {
                assertThat(clear(guard, id)).as("row %d", id).isEqualTo(PASSED);
            }
            assertThat(clear(guard, 11)).as("11 of 10 + 10").isEqualTo(REFUSED);
        }
    }

    @Test
    void whatIsDeletedBesideWhatIsOverwritten() throws SQLException {
        try (GuardUnderTest guard = guard(10, 100)) {
            assertThat(guard.run("select overwrite_and_delete(5, 6)")).isEqualTo(REFUSED);
            assertThat(guard.live("select count(token) from users")).isEqualTo(100);
            assertThat(guard.run("select overwrite_and_delete(5, 5)")).isEqualTo(PASSED);
        }
    }

    /** Whatever the order in which the rows are found: those that lose theirs come first here. */
    @Test
    void whatAStatementGivesMakesUpForWhatItTakes() throws SQLException {
        String swap = "update users set token = case when id <= %d then null else 'new-' || id end"
                + " where id <= %d or id between 1001 and 1020";
        try (GuardUnderTest guard = guard(10, 100)) {
            assertThat(guard.run(swap.formatted(31, 31))).as("31 less 20").isEqualTo(REFUSED);
            assertThat(guard.run(swap.formatted(20, 20))).as("20 less 20").isEqualTo(PASSED);
            assertThat(guard.guard().budgets().get(0).lost()).isZero();
        }
    }

    @Test
    void whatABatchGivesMakesUpForWhatItTakes() throws SQLException {
        try (GuardUnderTest guard = guard(10, 100);
                Connection connection = guard.connect();
                PreparedStatement update = connection.prepareStatement("update users set token = ? where id = ?")) {
            for (int id = 1; id <= 20; id++) {
                add(update, null, id);
            }
            for (int id = 1001; id <= 1020; id++) {
                add(update, "new-" + id, id);
            }
            assertThat(update.executeBatch()).hasSize(40).containsOnly(1);
            for (int id = 21; id <= 31; id++) {
                add(update, null, id);
            }
            assertThatThrownBy(update::executeBatch).hasCauseInstanceOf(WriteRejectedException.class);
        }
    }

    private static void add(PreparedStatement update, String token, int id) throws SQLException {
        update.setString(1, token);
        update.setInt(2, id);
        update.addBatch();
    }

    @Test
    void oneValueForManyMakesUpForNothing() throws SQLException {
        try (GuardUnderTest guard = guard(10, 100)) {
            assertThat(guard.run("update users set token = 'one for all' where id <= 11 or id > 1000"))
                    .isEqualTo(REFUSED);
            assertThat(guard.run("update users set token = 'one for all' where id <= 10 or id > 1000"))
                    .isEqualTo(PASSED);
            assertThat(guard.guard().budgets().get(0).lost()).isEqualTo(10);
        }
    }

    /** The server has committed it, and is slow to say so. */
    @Test
    void whatAnotherTransactionHasJustMadeLiveIsCounted() throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (GuardUnderTest guard = guard(10, 100);
                Connection other = guard.connect()) {
            for (int id = 1; id <= 10; id++) {
                assertThat(clear(guard, id)).isEqualTo(PASSED);
            }
            other.setAutoCommit(false);
            assertThat(GuardUnderTest.run(other, "update users set token = 'recovered-' || id where id > 1000"))
                    .isEqualTo(PASSED);
            assertThat(clear(guard, 11)).isEqualTo(REFUSED);
            Future<String> commit = thread.submit(() -> GuardUnderTest.run(other, "commit; select pg_sleep(2)"));
            while (guard.live("select count(token) from users") < 110) {
                Thread.onSpinWait();
            }
            assertThat(clear(guard, 11)).as("11 of 110 + 10").isEqualTo(PASSED);
            assertThat(commit.get()).isEqualTo(PASSED);
        } finally {
            thread.shutdownNow();
        }
    }

    /** The transaction itself doesn't see what others have lost since it began to look. */
    @ParameterizedTest
    @ValueSource(ints = {Connection.TRANSACTION_REPEATABLE_READ, Connection.TRANSACTION_SERIALIZABLE})
    void whatOthersHaveLostSinceTheSnapshot(int isolation) throws SQLException {
        try (GuardUnderTest guard = guard(20, 100)) {
            DataSource aroundAPool =
                    WriteGuard.wrap(guard.database().pool(), guard.database().rules(RULES.formatted(20)));
            try (Connection connection = aroundAPool.getConnection();
                    Connection other = aroundAPool.getConnection()) {
                connection.setTransactionIsolation(isolation);
                connection.setAutoCommit(false);
                assertThat(GuardUnderTest.run(connection, "select count(*) from users"))
                        .isEqualTo(PASSED);
                for (int id = 1; id <= 19; id++) {
                    assertThat(GuardUnderTest.run(other, "update users set token = null where id = ?", id))
                            .isEqualTo(PASSED);
                }
                assertThat(GuardUnderTest.run(other, "update users set token = ? where id = ?", "rotated", 50))
                        .isEqualTo(PASSED);
                assertThat(GuardUnderTest.run(connection, "update users set token = null where id in (60, 61)"))
                        .as("21 of 100")
                        .isEqualTo(REFUSED);
                connection.rollback();
                assertThat(GuardUnderTest.run(connection, "update users set token = null where id = 60"))
                        .as("20 of 100")
                        .isEqualTo(PASSED);
                connection.commit();
            }
        }
    }

    @Test
    void whatTheTransactionItselfHasOverwritten() throws SQLException {
        try (GuardUnderTest guard = guard(10, 100)) {
            DataSource aroundAPool =
                    WriteGuard.wrap(guard.database().pool(), guard.database().rules(RULES.formatted(10)));
            try (Connection connection = aroundAPool.getConnection();
                    Connection other = aroundAPool.getConnection()) {
                connection.setAutoCommit(false);
                assertThat(GuardUnderTest.run(connection, "update users set token = 'one for ten' where id <= 10"))
                        .isEqualTo(PASSED);
                assertThat(GuardUnderTest.run(other, "update users set token = ? where id = ?", "rotated", 50))
                        .isEqualTo(PASSED);
                assertThat(GuardUnderTest.run(connection, "update users set token = null where id = 11"))
                        .as("11 of 100")
                        .isEqualTo(REFUSED);
            }
        }
    }
}
