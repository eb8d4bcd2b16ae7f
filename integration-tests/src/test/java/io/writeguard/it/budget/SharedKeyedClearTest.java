package io.writeguard.it.budget;

import static io.writeguard.it.budget.Instances.PASSED;
import static io.writeguard.it.budget.Instances.clear;
import static io.writeguard.it.budget.Instances.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.writeguard.driver.WriteGuard;
import io.writeguard.it.RoundTrips;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code budget: database}: the clear of one row by its key is looked at, written down and done in one trip. */
class SharedKeyedClearTest {

    private static final String REFUSED = "mass-invalidation";
    private static final String DELETE = "delete from users where id = ?";
    private static final String RENAME = "update users set token = null, name = ? where id = ?";

    private static final int ROWS = 20_000;

    /** 2,000 may be lost: few enough for a test, and enough for instances that do not ask one another each time. */
    private final Instances instances = new Instances("", ROWS);

    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        connection = instances.start(instances.source(RoundTrips.PARAMETER)).getConnection();
        assertThat(clear(connection, 1)).isEqualTo(PASSED);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        instances.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"update users set token = null where id = ?", DELETE})
    void takesOneTrip(String sql) throws SQLException {
        assertThat(leastTrips(sql, 2)).isEqualTo(1);
        assertThat(losses()).isEqualTo(11);
        assertThat(leastTrips(sql, ROWS + 1)).as("no row").isEqualTo(1);
        assertThat(losses()).isEqualTo(11);
        assertThat(total(connection)).isEqualTo(11);
    }

    @Test
    void whatHeldNoSecretIsNotWrittenDown() throws SQLException {
        instances
                .database()
                .execute("update users set token = case when id % 2 = 0 then ' ' end where id between 50 and 70");
        for (int id = 50; id <= 70; id++) {
            assertThat(clear(connection, id)).isEqualTo(PASSED);
            assertThat(run(connection, DELETE, id)).isEqualTo(PASSED);
        }
        assertThat(losses()).isEqualTo(1);
        assertThat(total(connection)).isEqualTo(1);
    }

    @Test
    void othersSeeIt() throws SQLException {
        Connection other = instances.start().getConnection();
        for (int id = 2; id <= 50; id++) {
            assertThat(clear(connection, id)).isEqualTo(PASSED);
            assertThat(clear(other, 100 + id)).isEqualTo(PASSED);
        }
        assertThat(run(other, "update users set token = null where id between 201 and 2081"))
                .isEqualTo(PASSED);
        for (int id = 3001; id <= 3010; id++) {
            assertThat(clear(connection, id)).isEqualTo(PASSED);
            assertThat(clear(other, 100 + id)).isEqualTo(PASSED);
        }
        assertThat(clear(other, 4000)).isEqualTo(REFUSED);
        assertThat(clear(connection, 4000)).isEqualTo(REFUSED);
        assertThat(instances.live()).isEqualTo(ROWS - 2000);
        assertThat(losses()).isEqualTo(2000);
    }

    @Test
    void aStatementThatFailsGivesBack() throws SQLException {
        instances.database().execute("alter table users add check (name <> 'no')");
        for (int i = 0; i < 30; i++) {
            assertThatThrownBy(() -> run(connection, RENAME, "no", 2)).hasMessageContaining("check constraint");
        }
        assertThat(losses()).isEqualTo(1);
        assertThat(total(connection)).isEqualTo(1);
    }

    @Test
    void wherePlentyOfRoomIsOverOthersAreWaitedFor() throws SQLException {
        instances.database().execute("insert into writeguard.tight values ('public.users', 'token')");
        assertThat(clear(connection, 2)).isEqualTo(PASSED);
        assertThat(clear(connection, 3)).isEqualTo(PASSED);
        assertThat(losses()).isEqualTo(3);
        assertThat(instances.live()).isEqualTo(ROWS - 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"repeatable read", "serializable"})
    void aSnapshotThatIsTakenBeforeShowsTooLittle(String isolation) throws SQLException {
        run(connection, "set session characteristics as transaction isolation level " + isolation);
        for (int id = 2; id <= 10; id++) {
            assertThat(clear(connection, id)).isEqualTo(PASSED);
        }
        assertThat(losses()).isEqualTo(10);
        assertThat(instances.live()).isEqualTo(ROWS - 10);
    }

    @Test
    void aTransactionThatMayOnlyRead() throws SQLException {
        run(connection, "set default_transaction_read_only = on");
        assertThatThrownBy(() -> clear(connection, 2)).hasMessageContaining("read-only transaction");
        run(connection, "set default_transaction_read_only = off");
        assertThat(losses()).isEqualTo(1);
        assertThat(total(connection)).isEqualTo(1);
    }

    @Test
    void aRowThatSomebodyElseHolds() throws Exception {
        for (boolean clears : new boolean[] {true, false}) {
            int id = clears ? 2 : 3;
            try (Connection other = instances.source("").getConnection()) {
                other.setAutoCommit(false);
                run(other, "update users set token = " + (clears ? "null" : "'renewed'") + " where id = " + id);
                CompletableFuture<String> waiting = CompletableFuture.supplyAsync(() -> {
                    try {
                        return clear(connection, id);
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                });
                while (!instances.database().anybodyWaits()) {
                    Thread.sleep(5);
                }
                other.commit();
                assertThat(waiting.get(30, TimeUnit.SECONDS)).isEqualTo(PASSED);
            }
            assertThat(losses()).isEqualTo(clears ? 1 : 2);
        }
        assertThat(total(connection)).isEqualTo(2);
    }

    private long leastTrips(String sql, int from) throws SQLException {
        long least = Long.MAX_VALUE;
        for (int id = from; id < from + 10; id++) {
            // once a second the guard looks what others have lost, on a connection of its own
            long before = RoundTrips.soFar();
            assertThat(run(connection, sql, id)).isEqualTo(PASSED);
            least = Math.min(least, RoundTrips.soFar() - before);
        }
        return least;
    }

    private long losses() {
        return instances.database().live("select count(*) from writeguard.losses");
    }

    private static long total(Connection connection) throws SQLException {
        return WriteGuard.of(connection).budgets().get(0).lost();
    }
}
