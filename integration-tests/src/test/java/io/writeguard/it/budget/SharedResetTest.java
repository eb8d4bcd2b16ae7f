package io.writeguard.it.budget;

import static io.writeguard.it.budget.Instances.PASSED;
import static io.writeguard.it.budget.Instances.clear;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.writeguard.driver.WriteGuard;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A reset with {@code budget: database} reaches every process that shares the window. */
class SharedResetTest {

    private static final String REFUSED = "mass-invalidation";

    private final Instances instances = new Instances();
    private final DataSource one = instances.start();
    private final DataSource other = instances.start();

    @AfterEach
    void close() {
        instances.close();
    }

    private static void clearAll(DataSource instance, int from, int to) throws SQLException {
        for (int id = from; id <= to; id++) {
            assertThat(clear(instance, id)).as("row %d", id).isEqualTo(PASSED);
        }
    }

    private void reset(DataSource instance) throws SQLException {
        instances.pass(Duration.ofSeconds(1));
        try (Connection connection = instance.getConnection()) {
            WriteGuard.of(connection).resetBudgets("INC-7 meant to happen");
        }
        instances.pass(Duration.ofSeconds(1));
    }

    /** What it has seen of the ledger holds for a second. */
    private static void clearWhenItHasLooked(DataSource instance, int id) throws SQLException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!clear(instance, id).equals(PASSED)) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    @Test
    void reachesAll() throws SQLException {
        clearAll(one, 1, 10);
        clearAll(other, 11, 20);
        assertThat(clear(one, 21)).isEqualTo(REFUSED);
        assertThat(clear(other, 21)).isEqualTo(REFUSED);
        reset(one);
        clearAll(one, 21, 29);
        clearWhenItHasLooked(other, 30);
        clearAll(other, 31, 38);
        assertThat(clear(one, 39)).as("18 of 180 are gone").isEqualTo(REFUSED);
        assertThat(clear(other, 39)).isEqualTo(REFUSED);
        assertThat(clear(instances.start(), 39))
                .as("one that has just been started")
                .isEqualTo(REFUSED);
    }

    @Test
    void whatIsOpenStaysReserved() throws SQLException {
        try (Connection connection = other.getConnection()) {
            connection.setAutoCommit(false);
            for (int id = 1; id <= 5; id++) {
                assertThat(clear(connection, id)).isEqualTo(PASSED);
            }
            clearAll(one, 11, 25);
            reset(one);
            connection.commit();
        }
        clearAll(one, 26, 38);
        assertThat(clear(one, 39)).as("18 of 185 are gone").isEqualTo(REFUSED);
        assertThat(clear(other, 39)).isEqualTo(REFUSED);
        assertThat(clear(instances.start(), 39)).isEqualTo(REFUSED);
    }

    @Test
    void byJmx() throws Exception {
        clearAll(one, 1, 20);
        assertThat(clear(one, 21)).isEqualTo(REFUSED);
        instances.pass(Duration.ofSeconds(1));
        resetByJmx();
        assertThat(clear(one, 21)).isEqualTo(PASSED);
    }

    private static void resetByJmx() throws JMException {
        try {
            ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("io.writeguard:type=ModeControl"),
                            "resetBudgets",
                            new Object[] {"INC-7 meant to happen"},
                            new String[] {String.class.getName()});
        } catch (RuntimeMBeanException ofAnotherTest) {
            assertThat(ofAnotherTest.getCause())
                    .as("the database of an earlier test is gone, and this one's window is emptied all the same")
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void withoutTheLedger() throws SQLException {
        clearAll(one, 1, 20);
        instances
                .database()
                .execute("alter schema writeguard rename to gone; create schema writeguard;"
                        + " create view writeguard.losses as select 1 as guarded");
        try (Connection connection = one.getConnection()) {
            WriteGuard guard = WriteGuard.of(connection);
            assertThatThrownBy(() -> guard.resetBudgets("INC-7")).isInstanceOf(IllegalStateException.class);
            assertThat(guard.budgets().get(0).lost()).isEqualTo(20);
        }
    }
}
