package io.writeguard.it;

import static io.writeguard.it.GuardUnderTest.PASSED;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many threads at once: 100 of 1,000 may go, whoever takes them. */
class ConcurrentDripTest {

    private static final int THREADS = 32;

    private static final String RULES = """
            version: 1
            tables:
              users: {secret-columns: [token]}
            """;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private GuardUnderTest guard;

    @BeforeEach
    void open() {
        guard = GuardUnderTest.with(RULES, """
                create table users (id int primary key, token text);
                insert into users select i, 'secret-' || md5(i::text) from generate_series(1, 1000) i
                """);
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        guard.close();
    }

    @Test
    void theLimitHoldsWhileTransactionsAreHeldOpen() throws Exception {
        Phaser allHaveTried = new Phaser(THREADS);
        int passed = inParallel(thread -> {
            try (Connection connection = guard.connect()) {
                connection.setAutoCommit(false);
                int own = 0;
                boolean refused = false;
                for (int id = 1 + thread * 20; !refused && id <= 20 + thread * 20; id++) {
                    var before = connection.setSavepoint();
                    refused = !clear(connection, id).equals(PASSED);
                    if (refused) {
                        connection.rollback(before);
                    } else {
                        own++;
                    }
                }
                allHaveTried.arriveAndAwaitAdvance();
                connection.commit();
                return own;
            }
        });
        assertThat(passed).isEqualTo(100);
        assertThat(live()).isEqualTo(900);
        assertThat(guard.run("delete from users where id = 1000")).isEqualTo("mass-invalidation");
    }

    @Test
    void theLimitHoldsInAutoCommitMode() throws Exception {
        int passed = inParallel(thread -> {
            int own = 0;
            try (Connection connection = guard.connect()) {
                for (int id = 1 + thread * 20; id <= 20 + thread * 20; id++) {
                    own += clear(connection, id).equals(PASSED) ? 1 : 0;
                }
            }
            return own;
        });
        assertThat(passed).isEqualTo(100);
        assertThat(live()).isEqualTo(900);
    }

    @Test
    void whatIsRolledBackMakesRoomForOthers() throws Exception {
        try (Connection first = guard.connect();
                Connection second = guard.connect()) {
            first.setAutoCommit(false);
            for (int id = 1; id <= 100; id++) {
                assertThat(clear(first, id)).isEqualTo(PASSED);
            }
            assertThat(clear(second, 500)).isEqualTo("mass-invalidation");
            first.rollback();
            assertThat(clear(second, 500)).isEqualTo(PASSED);
        }
        assertThat(live()).isEqualTo(999);
    }

    @Test
    void whatOthersHaveNotCommittedIsNotYetLive() throws Exception {
        try (Connection importing = guard.database().pool().getConnection();
                Connection clearing = guard.connect()) {
            importing.setAutoCommit(false);
            GuardUnderTest.run(importing, "insert into users select i, 'new-' || i from generate_series(2001, 9000) i");
            int passed = 0;
            for (int id = 1; id <= 200; id++) {
                passed += clear(clearing, id).equals(PASSED) ? 1 : 0;
            }
            assertThat(passed).isEqualTo(100);
            importing.rollback();
        }
    }

    @Test
    void anOldSnapshotChangesNothing() throws Exception {
        for (int level : new int[] {Connection.TRANSACTION_REPEATABLE_READ, Connection.TRANSACTION_SERIALIZABLE}) {
            try (Connection connection = guard.connect()) {
                connection.setTransactionIsolation(level);
                connection.setAutoCommit(false);
                GuardUnderTest.run(connection, "select count(*) from users");
                guard.database().execute("update users set token = null where id > 500");
                assertThat(GuardUnderTest.run(connection, "update users set token = null where id <= 51"))
                        .isEqualTo("mass-invalidation");
                connection.rollback();
                assertThat(GuardUnderTest.run(connection, "update users set token = null where id <= 50"))
                        .isEqualTo(PASSED);
                connection.rollback();
                guard.database().execute("update users set token = 'secret-' || md5(id::text)");
            }
        }
    }

    @Test
    void aTableLockedByTheTransactionItselfIsCountedThere() throws Exception {
        try (Connection connection = guard.connect()) {
            connection.setAutoCommit(false);
            GuardUnderTest.run(connection, "lock table users in access exclusive mode");
            assertThat(GuardUnderTest.run(connection, "update users set token = null where id <= 101"))
                    .isEqualTo("mass-invalidation");
            connection.rollback();
            GuardUnderTest.run(connection, "alter table users add column n int");
            assertThat(GuardUnderTest.run(connection, "update users set token = null where id <= 100"))
                    .isEqualTo(PASSED);
            connection.commit();
        }
        assertThat(live()).isEqualTo(900);
    }

    private interface Work {
        int run(int thread) throws SQLException;
    }

    private int inParallel(Work work) throws InterruptedException, ExecutionException {
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            int number = thread;
            tasks.add(() -> work.run(number));
        }
        int total = 0;
        for (Future<Integer> result : threads.invokeAll(tasks)) {
            total += result.get();
        }
        return total;
    }

    private static String clear(Connection connection, int id) throws SQLException {
        return GuardUnderTest.run(connection, "update users set token = null where id = ?", id);
    }

    private long live() {
        return guard.live("select count(*) from users where token is not null");
    }
}
