package io.writeguard.it.budget;

import static io.writeguard.it.budget.Instances.PASSED;
import static io.writeguard.it.budget.Instances.clear;
import static io.writeguard.it.budget.Instances.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code stale-clear} with {@code budget: database}: what another process has written counts as what this one has. */
class SharedStaleClearTest {

    private static final String REFUSED = "stale-clear";
    private static final String RENEW = "update users set token = 'renewed-' || id where id = ?";
    private static final String READ = "select token from users where id = ?";

    private final Instances instances = new Instances("stale-clear: 60s, ");
    private final ExecutorService other = Executors.newSingleThreadExecutor();
    private Connection mine;
    private Connection theirs;

    @BeforeEach
    void open() throws SQLException {
        mine = instances.start().getConnection();
        theirs = instances.start().getConnection();
    }

    @AfterEach
    void close() throws SQLException {
        other.shutdownNow();
        mine.close();
        theirs.close();
        instances.close();
    }

    @Test
    void aClearOfWhatAnotherProcessHasJustWrittenIsRefused() throws SQLException {
        run(mine, READ, 1);
        run(theirs, "update users set token = 'renewed-well' where id = ?", 1);
        assertThat(clear(mine, 1)).isEqualTo(REFUSED);
        assertThat(clear(mine, 2)).as("another row").isEqualTo(PASSED);
        assertThat(run(mine, "delete from users where id between 1 and 3")).isEqualTo(REFUSED);
        assertThat(clear(instances.start(), 1)).as("after a restart").isEqualTo(REFUSED);
        assertThat(run(mine, "update users set token = null where id = 1 and token = ?", "renewed-well"))
                .as("it compares")
                .isEqualTo(PASSED);
    }

    @Test
    void aClearByAThreadThatHasReadTheRowSincePasses() throws Exception {
        run(theirs, RENEW, 1);
        instances.pass(Duration.ofSeconds(5));
        run(mine, READ, 1);
        assertThat(other.submit(() -> clear(mine, 1)).get())
                .as("another thread has not read it")
                .isEqualTo(REFUSED);
        assertThat(clear(mine, 1)).isEqualTo(PASSED);
    }

    @Test
    void aWriteIsOldAfterTheTimeGiven() throws SQLException {
        run(theirs, RENEW, 1);
        instances.pass(Duration.ofSeconds(59));
        assertThat(clear(mine, 1)).isEqualTo(REFUSED);
        instances.pass(Duration.ofSeconds(5));
        assertThat(clear(mine, 1)).isEqualTo(PASSED);
    }

    @Test
    void theTimeIsReckonedFromTheCommit() throws SQLException {
        theirs.setAutoCommit(false);
        run(theirs, RENEW, 1);
        instances.pass(Duration.ofMinutes(10));
        theirs.commit();
        run(theirs, RENEW, 2);
        instances.pass(Duration.ofMinutes(10));
        run(theirs, "commit");
        instances.pass(Duration.ofSeconds(30));
        assertThat(clear(mine, 2)).isEqualTo(REFUSED);
        assertThat(clear(mine, 1)).isEqualTo(PASSED);
    }

    @Test
    void whatIsRolledBackWasNeverWritten() throws SQLException {
        theirs.setAutoCommit(false);
        run(theirs, RENEW, 1);
        theirs.rollback();
        var before = theirs.setSavepoint();
        run(theirs, RENEW, 2);
        theirs.rollback(before);
        theirs.commit();
        assertThat(clear(mine, 1)).isEqualTo(PASSED);
        assertThat(clear(mine, 2)).isEqualTo(PASSED);
    }

    @Test
    void theLoserOfARefreshWaitsAndIsRefused() throws Exception {
        DataSource third = instances.start();
        theirs.setAutoCommit(false);
        run(theirs, RENEW, 1);
        CountDownLatch begun = new CountDownLatch(1);
        Future<String> loser = other.submit(() -> {
            try (Connection connection = third.getConnection()) {
                run(connection, READ, 1);
                begun.countDown();
                return clear(connection, 1);
            }
        });
        begun.await();
        while (!loser.isDone() && !instances.database().anybodyWaits()) {
            Thread.onSpinWait();
        }
        theirs.commit();
        assertThat(loser.get()).isEqualTo(REFUSED);
        assertThat(instances.database().text("select token from users where id = 1"))
                .isEqualTo("renewed-1");
    }
}
