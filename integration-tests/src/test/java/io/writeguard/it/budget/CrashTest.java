package io.writeguard.it.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.writeguard.driver.WriteGuard;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Processes are killed while they clear rows; what the ledger has afterwards is what the table has lost. */
class CrashTest {

    private static final int ROWS = 60_000;
    private static final int ROUNDS = 4;
    private static final int PROCESSES = 2;
    private static final int ROWS_OF_A_PROCESS = 5000;

    /** Rows that are lost by committed transactions, less those that these have given back. */
    private static final String IN_THE_LEDGER = "select count(*) from (select lost_row from writeguard.losses"
            + " group by lost_row having sum(change) > 0) as lost";

    private static final String IN_THE_TABLE = "select count(*) from users where token is null";

    private final Random dice = new Random(17);
    private Instances instances;

    @BeforeEach
    void open() throws SQLException {
        instances = new Instances("mass-invalidation: {budget: database, threshold-ratio: 100%}, ");
        instances
                .database()
                .execute("insert into users select i, 'secret-' || md5(i::text), 'user' from" + " generate_series(201, "
                        + ROWS + ") i");
        instances.start().getConnection().close();
    }

    @AfterEach
    void close() {
        instances.close();
    }

    @Test
    void theLedgerHasWhatTheTableHasLost() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            long before = instances.database().live(IN_THE_TABLE);
            List<Process> processes = new ArrayList<>();
            for (int i = 0; i < PROCESSES; i++) {
                int from = 1 + (round * PROCESSES + i) * ROWS_OF_A_PROCESS;
                processes.add(DripProcess.start(instances, from, from + ROWS_OF_A_PROCESS - 1));
            }
            await(() -> instances.database().live(IN_THE_TABLE) > before + 20);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(dice.nextInt(300)));
            for (Process process : processes) {
                assertThat(process.isAlive())
                        .as("killed in the middle of its work")
                        .isTrue();
                process.destroyForcibly().waitFor();
            }
            await(() -> instances
                            .database()
                            .live("select count(*) from pg_stat_activity where application_name = 'drip'"
                                    + " and datname = current_database()")
                    == 0);
            assertThat(instances.database().live(IN_THE_LEDGER))
                    .as("round %d", round)
                    .isEqualTo(instances.database().live(IN_THE_TABLE))
                    .isGreaterThan(before + 20);
        }
        assertThat(knownToANewProcess()).isEqualTo(instances.database().live(IN_THE_TABLE));
    }

    private long knownToANewProcess() throws SQLException {
        try (var connection = WriteGuard.builder()
                .dataSource(instances.source(""))
                .rules(instances.rules())
                .build()
                .dataSource()
                .getConnection()) {
            assertThat(Instances.clear(connection, ROWS)).isEqualTo(Instances.PASSED);
            return WriteGuard.of(connection).budgets().get(0).lost();
        }
    }

    @FunctionalInterface
    private interface Condition {
        boolean holds();
    }

    private static void await(Condition condition) {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (!condition.holds()) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }
}
