package io.writeguard.it.budget;

import static io.writeguard.it.budget.Instances.PASSED;
import static io.writeguard.it.budget.Instances.clear;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code budget: database} with processes of their own, that are left alone or killed. */
class ProcessesTest {

    private static final int PROCESSES = 10;
    private static final int KILLED = 4;

    private final Instances instances = new Instances();
    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void close() throws InterruptedException {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
        instances.close();
    }

    private Process start(int from, int to) {
        Process process = DripProcess.start(instances, from, to);
        started.add(process);
        return process;
    }

    @Test
    void tenProcessesStopAtTheTotalOfOne() throws Exception {
        for (int i = 0; i < PROCESSES; i++) {
            start(1 + 20 * i, 20 + 20 * i);
        }
        for (Process process : started) {
            assertThat(process.waitFor()).as("it was refused").isZero();
        }
        assertThat(200 - instances.live()).isLessThanOrEqualTo(20);
        assertTheLedgerAgreesWithTheTable();
        assertThat(dripAlone()).as("what is left is exactly what is missing").isEqualTo(20);
    }

    @Test
    void theLedgerAgreesWithTheTableWhereverAProcessIsKilled() throws Exception {
        Random dice = new Random(5);
        for (int kill = 0; kill < KILLED; kill++) {
            Process process = start(1 + 20 * kill, 20 + 20 * kill);
            long entries = entries() + 1 + dice.nextInt(3);
            while (process.isAlive() && entries() < entries) {
                Thread.onSpinWait();
            }
            process.destroyForcibly().waitFor();
            while (instances.database().live("select count(*) from pg_stat_activity where application_name = 'drip'")
                    > 0) {
                Thread.onSpinWait();
            }
            assertTheLedgerAgreesWithTheTable();
        }
        assertThat(dripAlone()).isEqualTo(20);
    }

    /** By the same time as the processes, until it is refused; then says how many are lost in all. */
    private long dripAlone() throws SQLException {
        try (Connection last =
                DriverManager.getConnection(instances.database().guardedUrl(instances.rules()))) {
            int id = 200;
            while (clear(last, id).equals(PASSED)) {
                id--;
            }
        }
        assertTheLedgerAgreesWithTheTable();
        return 200 - instances.live();
    }

    private void assertTheLedgerAgreesWithTheTable() {
        assertThat(instances.database().live("select count(distinct lost_row) from writeguard.losses"))
                .isEqualTo(200 - instances.live());
    }

    private long entries() {
        return instances.database().live("select count(*) from pg_class where relname = 'losses'") == 0
                ? 0
                : instances.database().live("select count(*) from writeguard.losses");
    }
}
