package io.writeguard.it.budget;

import static io.writeguard.it.budget.Instances.PASSED;
import static io.writeguard.it.budget.Instances.clear;
import static io.writeguard.it.budget.Instances.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.writeguard.driver.WriteGuard;
import io.writeguard.driver.budget.BudgetStatus;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A clear that ends in an error, while it runs or while it waits, has lost nothing, and takes no room. */
class WhatFailsGivesBackTest {

    private static final String REFUSED = "mass-invalidation";
    private static final String BY_KEY = "update users set token = null where id = 1";
    private static final String BY_RANGE = "update users set token = null where id between 1 and 5";

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private Instances instances;
    private DataSource instance;
    private DataSource other;

    @AfterEach
    void close() {
        thread.shutdownNow();
        instances.close();
    }

    private void open(String budget) {
        instances = new Instances("mass-invalidation: {budget: " + budget + "}, ");
        start(budget);
    }

    private void start(String budget) {
        instance = instances.start();
        other = budget.equals("process") ? instance : instances.start();
    }

    @ParameterizedTest
    @CsvSource({"process, true", "process, false", "database, true", "database, false"})
    void aRowThatHasChangedSinceTheSnapshot(String budget, boolean byKey) throws SQLException {
        open(budget);
        for (int level : new int[] {Connection.TRANSACTION_REPEATABLE_READ, Connection.TRANSACTION_SERIALIZABLE}) {
            try (Connection connection = instance.getConnection()) {
                connection.setAutoCommit(false);
                connection.setTransactionIsolation(level);
                run(connection, "select count(*) from users");
                assertThat(clear(connection, 6)).isEqualTo(PASSED);
                instances.database().execute("update users set token = 'renewed' || " + level + " where id = 1");
                assertThat(state(() -> run(connection, byKey ? BY_KEY : BY_RANGE)))
                        .isEqualTo("40001");
                connection.rollback();
            }
        }
        assertNothingIsCounted();
    }

    @ParameterizedTest
    @CsvSource({"process, true", "process, false", "database, true", "database, false"})
    void theVictimOfADeadlock(String budget, boolean byKey) throws Exception {
        open(budget);
        try (Connection one = instance.getConnection();
                Connection two = other.getConnection()) {
            one.setAutoCommit(false);
            two.setAutoCommit(false);
            run(one, "set local deadlock_timeout = '10s'");
            run(two, "set local deadlock_timeout = '10ms'");
            assertThat(clear(one, 11)).isEqualTo(PASSED);
            assertThat(clear(two, 1)).isEqualTo(PASSED);
            Future<String> survivor = thread.submit(() -> run(one, byKey ? BY_KEY : BY_RANGE));
            awaitWaiting();
            assertThat(state(() -> clear(two, 11))).isEqualTo("40P01");
            two.rollback();
            assertThat(survivor.get(1, TimeUnit.MINUTES)).isEqualTo(PASSED);
            one.rollback();
        }
        assertNothingIsCounted();
    }

    /** How a statement that waits for a row is stopped. */
    private enum Stop {
        TIMEOUT,
        CANCEL,
        LOCK_TIMEOUT,
        TERMINATE
    }

    @ParameterizedTest
    @CsvSource({"process, true", "process, false", "database, true", "database, false"})
    void whatIsStoppedWhileItWaits(String budget, boolean byKey) throws Exception {
        open(budget);
        for (Stop stop : Stop.values()) {
            for (boolean autoCommit : new boolean[] {true, false}) {
                try (Connection holder = other.getConnection()) {
                    holder.setAutoCommit(false);
                    run(holder, "update users set name = 'held' where id = 1");
                    stop(stop, byKey ? BY_KEY : BY_RANGE, autoCommit);
                    holder.rollback();
                }
                // the server may have ended the connection before or after a commit: it counts in this process
                if (stop == Stop.TERMINATE && autoCommit) {
                    start(budget);
                }
                assertThat(counted()).as("%s, %s", stop, autoCommit).isZero();
            }
        }
        assertNothingIsCounted();
    }

    private void stop(Stop stop, String clear, boolean autoCommit) throws Exception {
        Connection connection = instance.getConnection();
        if (stop == Stop.LOCK_TIMEOUT) {
            run(connection, "set lock_timeout = '20ms'");
        }
        connection.setAutoCommit(autoCommit);
        try (PreparedStatement statement = connection.prepareStatement(clear)) {
            statement.setQueryTimeout(stop == Stop.TIMEOUT ? 1 : 0);
            Future<String> answer = thread.submit(() -> state(() -> statement.execute()));
            if (stop == Stop.CANCEL || stop == Stop.TERMINATE) {
                awaitWaiting();
                instances
                        .database()
                        .execute("select " + (stop == Stop.CANCEL ? "pg_cancel_backend" : "pg_terminate_backend")
                                + "(pid) from pg_stat_activity where datname = current_database()"
                                + " and wait_event_type = 'Lock'");
            }
            assertThat(answer.get(1, TimeUnit.MINUTES))
                    .as(stop.toString())
                    .isIn("57014", "55P03", "57P01", "58000", "08003");
            if (!autoCommit && stop != Stop.TERMINATE) {
                connection.rollback();
            }
        } finally {
            connection.close();
        }
    }

    private void awaitWaiting() {
        while (!instances.database().anybodyWaits()) {
            Thread.onSpinWait();
        }
    }

    private long counted() throws SQLException {
        try (Connection connection = instance.getConnection()) {
            return WriteGuard.of(connection).budgets().stream()
                    .filter(status -> status.column().equals("token"))
                    .mapToLong(WhatFailsGivesBackTest::total)
                    .sum();
        }
    }

    private static long total(BudgetStatus status) {
        return status.lost() + status.reserved();
    }

    /** 20 rows may go, and not one more. */
    private void assertNothingIsCounted() throws SQLException {
        assertThat(counted()).isZero();
        for (int id = 101; id <= 120; id++) {
            assertThat(clear(id % 2 == 0 ? instance : other, id))
                    .as("row %d", id)
                    .isEqualTo(PASSED);
        }
        assertThat(clear(instance, 121)).isEqualTo(REFUSED);
    }

    @FunctionalInterface
    private interface Attempt {
        Object make() throws SQLException;
    }

    /** The SQLState of what must fail. */
    private static String state(Attempt attempt) {
        try {
            return "none, but " + attempt.make();
        } catch (SQLException failure) {
            return failure.getSQLState();
        }
    }
}
