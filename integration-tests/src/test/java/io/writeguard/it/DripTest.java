package io.writeguard.it;

import static io.writeguard.it.GuardUnderTest.PASSED;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Live secrets lost statement by statement: 100 of 1,000 may go in a day. */
class DripTest {

    private static final String RULES = """
            version: 1
            tables:
              users: {secret-columns: [token]}
            """;

    private static final String CLEAR = "update users set token = ? where id = ?";

    private GuardUnderTest guard;

    @BeforeEach
    void open() {
        guard = GuardUnderTest.with(RULES, """
                create table users (id int primary key, token text, name text);
                insert into users select i, 'secret-' || md5(i::text) from generate_series(1, 1000) i
                """);
    }

    @AfterEach
    void close() {
        guard.close();
    }

    @Test
    void theLimitHoldsOverTransactionsOfOneStatement() throws SQLException {
        assertThat(clears(1, 300)).isEqualTo(100);
        assertThat(live()).isEqualTo(900);
    }

    @Test
    void theLimitHoldsInsideOneTransaction() throws SQLException {
        try (Connection connection = guard.connect()) {
            connection.setAutoCommit(false);
            for (int id = 1; id <= 100; id++) {
                assertThat(clear(connection, id)).isEqualTo(PASSED);
            }
            assertThat(clear(connection, 101)).isEqualTo("mass-invalidation");
            connection.rollback();
        }
        assertThat(live()).isEqualTo(1000);
        assertThat(clears(1, 300)).isEqualTo(100);
    }

    @Test
    void refusalsCostNoConnectionEach() throws SQLException {
        try (Connection connection = guard.connect()) {
            for (int id = 1; id <= 100; id++) {
                clear(connection, id);
            }
            int before = guard.connectionsOpened();
            for (int id = 101; id <= 1000; id++) {
                assertThat(clear(connection, id)).isEqualTo("mass-invalidation");
            }
            assertThat(guard.connectionsOpened() - before).isLessThan(20);
        }
    }

    @Test
    void theWindowSlides() throws SQLException {
        assertThat(clears(1, 60)).isEqualTo(60);
        guard.clock().pass(Duration.ofHours(12));
        assertThat(clears(61, 200)).isEqualTo(40);
        guard.clock().pass(Duration.ofHours(12).minusSeconds(1));
        assertThat(clears(101, 200)).isZero();
        guard.clock().pass(Duration.ofSeconds(1));
        // 900 are live, 40 in the window: 94 may be there in all
        assertThat(clears(101, 300)).isEqualTo(54);
    }

    @Test
    void rotationAndRecoveryKeepPassingWhileTheDripIsRefused() throws SQLException {
        clears(1, 150);
        try (Connection connection = guard.connect()) {
            for (int id = 101; id <= 1000; id++) {
                assertThat(GuardUnderTest.run(connection, CLEAR, "renewed-" + id, id))
                        .isEqualTo(PASSED);
            }
            assertThat(clear(connection, 999)).isEqualTo("mass-invalidation");
            for (int id = 1; id <= 100; id++) {
                assertThat(GuardUnderTest.run(connection, CLEAR, "recovered-" + id, id))
                        .isEqualTo(PASSED);
            }
        }
        assertThat(live()).isEqualTo(1000);
        // 1,000 are live and 100 in the window: 10 more may go
        assertThat(clears(101, 300)).isEqualTo(10);
    }

    @Test
    void aRowClearedTwiceCountsOnce() throws SQLException {
        try (Connection connection = guard.connect()) {
            for (int time = 0; time < 300; time++) {
                assertThat(clear(connection, 1)).isEqualTo(PASSED);
                GuardUnderTest.run(connection, "update users set token = ? where id = 1", "renewed-" + time);
            }
        }
        assertThat(clears(2, 300)).isEqualTo(99);
    }

    @Test
    void clearingWhatIsClearCountsNothing() throws SQLException {
        clears(1, 90);
        try (Connection connection = guard.connect()) {
            for (int id = 1; id <= 90; id++) {
                assertThat(clear(connection, id)).isEqualTo(PASSED);
                assertThat(GuardUnderTest.run(connection, "delete from users where id = ?", id))
                        .isEqualTo(PASSED);
            }
        }
        assertThat(clears(91, 300)).isEqualTo(10);
    }

    @Test
    void theSameValueRowAfterRowCounts() throws SQLException {
        try (Connection connection = guard.connect()) {
            int passed = 0;
            for (int id = 1; id <= 300; id++) {
                passed += GuardUnderTest.run(connection, CLEAR, "one-for-everybody", id)
                                .equals(PASSED)
                        ? 1
                        : 0;
            }
            // the rows that count still hold a value: up to 111 of 1,000 live and 110 in the window
            assertThat(passed).isBetween(100, 111);
        }
    }

    @Test
    void theSameValueCountsInTwoStepsToo() throws SQLException {
        try (Connection connection = guard.connect()) {
            connection.setAutoCommit(false);
            int passed = 0;
            for (int id = 1; id <= 300; id++) {
                boolean both = clear(connection, id).equals(PASSED)
                        && GuardUnderTest.run(connection, CLEAR, "one-for-everybody", id)
                                .equals(PASSED);
                if (both) {
                    connection.commit();
                    passed++;
                } else {
                    connection.rollback();
                }
            }
            assertThat(passed).isBetween(100, 111);
        }
    }

    @Test
    void whatIsTakenAndGivenBackInOneTransactionIsNotLost() throws SQLException {
        try (Connection connection = guard.connect()) {
            connection.setAutoCommit(false);
            for (int id = 1; id <= 300; id++) {
                assertThat(clear(connection, id)).isEqualTo(PASSED);
                assertThat(GuardUnderTest.run(connection, CLEAR, "renewed-" + id, id))
                        .isEqualTo(PASSED);
            }
            connection.commit();
        }
        assertThat(clears(1, 300)).isEqualTo(100);
    }

    /** The first row was given the value when it had none; the second loses its own for it. */
    @Test
    void aValueThatARowWasRecoveredWithIsNotNewToTheNext() throws SQLException {
        try (Connection connection = guard.connect()) {
            connection.setAutoCommit(false);
            assertThat(clear(connection, 1)).isEqualTo(PASSED);
            assertThat(GuardUnderTest.run(connection, CLEAR, "one-for-everybody", 1))
                    .isEqualTo(PASSED);
            connection.commit();
            assertThat(GuardUnderTest.run(connection, CLEAR, "one-for-everybody", 2))
                    .isEqualTo(PASSED);
            connection.commit();
        }
        assertThat(guard.guard().budgets().get(0).lost()).isEqualTo(2);
    }

    @Test
    void moreLiveRowsMakeRoomAtOnce() throws SQLException {
        assertThat(clears(1, 300)).isEqualTo(100);
        assertThat(guard.run("insert into users select i, 'new-' || i from generate_series(2001, 2100) i"))
                .isEqualTo(PASSED);
        assertThat(clears(101, 300)).isEqualTo(10);
    }

    @Test
    void anOrderOfItsOwnChangesNothing() throws SQLException {
        List<Integer> ids =
                new ArrayList<>(IntStream.rangeClosed(1, 1000).boxed().toList());
        Collections.shuffle(ids, new Random(7));
        int passed = 0;
        try (Connection connection = guard.connect()) {
            for (int id : ids) {
                String sql =
                        id % 2 == 0 ? "delete from users where id = ?" : "update users set token = null where id = ?";
                passed += GuardUnderTest.run(connection, sql, id).equals(PASSED) ? 1 : 0;
            }
        }
        assertThat(passed).isEqualTo(100);
    }

    private int clears(int first, int last) throws SQLException {
        int passed = 0;
        try (Connection connection = guard.connect()) {
            for (int id = first; id <= last; id++) {
                passed += clear(connection, id).equals(PASSED) ? 1 : 0;
            }
        }
        return passed;
    }

    private static String clear(Connection connection, int id) throws SQLException {
        return GuardUnderTest.run(connection, CLEAR, null, id);
    }

    private long live() {
        return guard.live("select count(*) from users where token is not null");
    }
}
