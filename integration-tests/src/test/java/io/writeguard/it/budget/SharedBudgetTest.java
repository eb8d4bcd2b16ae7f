package io.writeguard.it.budget;

import static io.writeguard.it.budget.Instances.PASSED;
import static io.writeguard.it.budget.Instances.clear;
import static io.writeguard.it.budget.Instances.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.writeguard.driver.WriteGuard;
import io.writeguard.driver.budget.BudgetStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code budget: database}: instances that each lose a part stop where one alone would. */
class SharedBudgetTest {

    private static final String REFUSED = "mass-invalidation";

    private final Instances instances = new Instances();

    @AfterEach
    void close() {
        instances.close();
    }

    private List<DataSource> start(int number) {
        List<DataSource> started = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            started.add(instances.start());
        }
        return started;
    }

    @Test
    void tenInstancesStopAtTheTotalOfOne() throws SQLException {
        List<DataSource> ten = start(10);
        int passed = 0;
        for (int id = 1; id <= 40; id++) {
            passed += clear(ten.get(id % 10), id).equals(PASSED) ? 1 : 0;
        }
        assertThat(passed).isEqualTo(20);
        assertThat(instances.live()).isEqualTo(180);
    }

    @Test
    void aRestartForgetsNothing() throws SQLException {
        for (int from = 1; from <= 20; from += 4) {
            DataSource restarted = instances.start();
            for (int id = from; id < from + 4; id++) {
                assertThat(clear(restarted, id)).as("row %d", id).isEqualTo(PASSED);
            }
        }
        assertThat(clear(instances.start(), 21)).isEqualTo(REFUSED);
    }

    @Test
    void whatOpenTransactionsOfOthersHaveReservedCounts() throws SQLException {
        List<DataSource> ten = start(10);
        List<Connection> open = new ArrayList<>();
        try {
            int passed = 0;
            for (int i = 0; i < 10; i++) {
                Connection connection = ten.get(i).getConnection();
                open.add(connection);
                connection.setAutoCommit(false);
                for (int id = 1 + 4 * i; id <= 4 + 4 * i; id++) {
                    var before = connection.setSavepoint();
                    if (clear(connection, id).equals(PASSED)) {
                        passed++;
                    } else {
                        connection.rollback(before);
                    }
                }
            }
            assertThat(passed).isEqualTo(20);
            for (Connection connection : open) {
                connection.commit();
            }
        } finally {
            for (Connection connection : open) {
                connection.close();
            }
        }
        assertThat(instances.live()).isEqualTo(180);
        assertThat(clear(instances.start(), 200)).isEqualTo(REFUSED);
    }

    @Test
    void whatIsGainedIsSetAgainstRowsThatAreNotInTheWindowYet() throws SQLException {
        DataSource one = instances.start();
        for (int id = 1; id <= 10; id++) {
            assertThat(clear(one, id)).isEqualTo(PASSED);
        }
        try (Connection connection = one.getConnection()) {
            run(connection, "update users set token = 'secret-again' where id = 1");
            connection.setAutoCommit(false);
            assertThat(clear(connection, 1)).as("lost again").isEqualTo(PASSED);
            assertThat(clear(connection, 11)).isEqualTo(PASSED);
            run(connection, "insert into users values (1000, 'secret-more', 'user')");
            connection.commit();
        }
        DataSource other = instances.start();
        int passed = 0;
        for (int id = 101; id <= 120; id++) {
            passed += clear(other, id).equals(PASSED) ? 1 : 0;
        }
        assertThat(passed).isEqualTo(10);
        assertThat(clear(one, 121)).isEqualTo(REFUSED);
    }

    @Test
    void rowsThatOthersLoseAgainLeaveFewerLive() throws SQLException {
        DataSource one = instances.start();
        Connection other = instances.start().getConnection();
        for (int id = 1; id <= 10; id++) {
            assertThat(clear(one, id)).isEqualTo(PASSED);
        }
        instances.database().execute("update users set token = 'secret-again-' || id where id <= 10");
        for (int id = 101; id <= 110; id++) {
            assertThat(clear(other, id)).as("of 190 live and 20 lost").isEqualTo(PASSED);
        }
        for (int id = 1; id <= 10; id++) {
            assertThat(clear(one, id)).as("lost already").isEqualTo(PASSED);
        }
        assertThat(clear(other, 111)).as("of 180 live and 20 lost").isEqualTo(REFUSED);
        other.close();
    }

    @Test
    void whatIsRolledBackMakesRoomForOthers() throws SQLException {
        DataSource other = instances.start();
        try (Connection connection = instances.start().getConnection()) {
            connection.setAutoCommit(false);
            for (int id = 1; id <= 15; id++) {
                assertThat(clear(connection, id)).isEqualTo(PASSED);
            }
            var before = connection.setSavepoint();
            for (int id = 16; id <= 20; id++) {
                assertThat(clear(connection, id)).isEqualTo(PASSED);
            }
            assertThat(clear(other, 101)).isEqualTo(REFUSED);
            connection.rollback(before);
            assertThat(clear(other, 101)).isEqualTo(PASSED);
            connection.rollback();
        }
        for (int id = 102; id <= 120; id++) {
            assertThat(clear(other, id)).isEqualTo(PASSED);
        }
        assertThat(clear(other, 121)).isEqualTo(REFUSED);
    }

    /** They come and go, and nobody asks for them when the status is read. */
    @Test
    void theStatusTellsOfNoOpenTransactionOfOthers() throws SQLException {
        WriteGuard guard;
        try (Connection here = instances.start().getConnection();
                Connection elsewhere = instances.start().getConnection()) {
            elsewhere.setAutoCommit(false);
            assertThat(clear(elsewhere, 1)).isEqualTo(PASSED);
            assertThat(clear(here, 2)).isEqualTo(PASSED);
            guard = WriteGuard.of(here);
            elsewhere.rollback();
        }
        assertThat(guard.budgets()).containsExactly(new BudgetStatus("public.users", "token", 1, 0, null));
    }

    @Test
    void anAbandonedConnectionReleasesWhatItReserved() throws SQLException {
        DataSource other = instances.start();
        Connection connection = instances.start().getConnection();
        connection.setAutoCommit(false);
        run(connection, "update users set token = null where id <= 20");
        assertThat(clear(other, 101)).isEqualTo(REFUSED);
        instances
                .database()
                .execute("select pg_terminate_backend(pid, 60000) from pg_stat_activity where state = 'idle in"
                        + " transaction' and datname = current_database()");
        assertThat(clear(other, 101)).isEqualTo(PASSED);
        connection.close();
    }

    @Test
    void aRowThatIsLostTwiceCountsOnce() throws SQLException {
        List<DataSource> two = start(2);
        for (int id = 1; id <= 20; id++) {
            assertThat(clear(two.get(id % 2), id)).isEqualTo(PASSED);
            instances.database().execute("update users set token = 'recovered' || id where id = " + id);
        }
        for (int id = 1; id <= 20; id++) {
            assertThat(clear(two.get((id + 1) % 2), id)).as("row %d", id).isEqualTo(PASSED);
        }
        assertThat(clear(two.get(0), 21)).isEqualTo(REFUSED);
    }

    @Test
    void gainsAreSetAgainstLossesWithinATransaction() throws SQLException {
        DataSource other = instances.start();
        try (Connection connection = instances.start().getConnection()) {
            connection.setAutoCommit(false);
            run(connection, "insert into users select i, 'new-' || i from generate_series(2001, 2006) i");
            run(connection, "delete from users where id <= 12");
            run(connection, "insert into users select i, 'new-' || i from generate_series(1, 4) i");
            connection.commit();
        }
        for (int id = 101; id <= 118; id++) {
            assertThat(clear(other, id)).as("row %d", id).isEqualTo(PASSED);
        }
        assertThat(clear(other, 119)).isEqualTo(REFUSED);
    }

    @Test
    void whatTheRowHadNotIsNotLost() throws SQLException {
        List<DataSource> two = start(2);
        instances.database().execute("update users set token = null where id <= 30");
        for (int id = 1; id <= 30; id++) {
            assertThat(clear(two.get(id % 2), id)).isEqualTo(PASSED);
        }
        assertThat(clear(two.get(0), 31)).isEqualTo(PASSED);
        assertThat(instances.database().live("select count(*) from writeguard.losses"))
                .isEqualTo(1);
    }

    @Test
    void aTextThatCommitsItselfIsWrittenDown() throws SQLException {
        try (Connection connection = instances.start().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("begin; update users set token = null where id <= 20; commit");
        }
        assertThat(instances.live()).isEqualTo(180);
        assertThat(clear(instances.start(), 101)).isEqualTo(REFUSED);
    }

    @Test
    void theWindowSlidesForEveryInstance() throws SQLException {
        List<DataSource> two = start(2);
        try (Connection connection = two.get(0).getConnection()) {
            assertThat(run(connection, "update users set token = null where id <= 20"))
                    .isEqualTo(PASSED);
        }
        assertThat(clear(two.get(1), 21)).isEqualTo(REFUSED);
        instances.pass(Duration.ofHours(25));
        assertThat(clear(two.get(1), 21)).isEqualTo(PASSED);
        assertThat(clear(instances.start(), 22)).isEqualTo(PASSED);
        assertThat(instances.database().live("select count(*) from writeguard.losses"))
                .as("what is out of the window is removed by the next instance")
                .isEqualTo(2);
    }

    @Test
    void theIsolationLevelMakesNoDifference() throws SQLException {
        List<DataSource> two = start(2);
        for (int level : new int[] {Connection.TRANSACTION_REPEATABLE_READ, Connection.TRANSACTION_SERIALIZABLE}) {
            try (Connection connection = two.get(0).getConnection()) {
                connection.setTransactionIsolation(level);
                connection.setAutoCommit(false);
                run(connection, "select count(*) from users");
                int base = level * 10;
                for (int id = base; id < base + 8; id++) {
                    assertThat(clear(two.get(1), id)).isEqualTo(PASSED);
                }
                assertThat(run(
                                connection,
                                "update users set token = null where id between ? and ?",
                                base + 100,
                                base + 104))
                        .isEqualTo(level == Connection.TRANSACTION_REPEATABLE_READ ? PASSED : REFUSED);
                connection.rollback();
            }
        }
        assertThat(instances.live()).isEqualTo(184);
    }
}
