package io.writeguard.it;

import static io.writeguard.it.GuardUnderTest.PASSED;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two transactions, truly open at once: one refreshes the token, the other clears it without knowing. */
class RefreshRaceTest {

    private static final String RULES = """
            version: 1
            defaults:
              mass-invalidation: {threshold-ratio: 100%, minimum-rows: 100}
            tables:
              links:
                stale-clear: 60s
                secret-columns:
                  refresh_token: {on-empty: clear}
            """;

    private static final String CLEAR = "update links set refresh_token = '' where user_id = 1";

    private static final String READ = "select * from links where user_id = 1";

    private final ExecutorService other = Executors.newSingleThreadExecutor();
    private GuardUnderTest guard;
    private Connection mine;
    private Connection theirs;

    @BeforeEach
    void open() throws SQLException {
        guard = GuardUnderTest.with(RULES, """
                create table links (user_id int primary key, refresh_token text);
                insert into links select i, 'first-' || i from generate_series(1, 20) i
                """);
        mine = guard.connect();
        theirs = guard.connect();
    }

    @AfterEach
    void close() throws SQLException {
        other.shutdownNow();
        mine.close();
        theirs.close();
        guard.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            true  | update links set refresh_token = '' where user_id = 1
            false | update links set refresh_token = '' where user_id = 1
            true  | update links set refresh_token = null where user_id = 1
            false | update links set refresh_token = lower('') where user_id < 3
            true  | delete from links where user_id = 1
            false | delete from links
            false | insert into links values (1, '') on conflict (user_id) do update set refresh_token = excluded.refresh_token
            """)
    void theLoserWaitsAndIsRefused(boolean autoCommit, String clear) throws Exception {
        GuardUnderTest.run(mine, READ);
        theirs.setAutoCommit(false);
        renew();
        mine.setAutoCommit(autoCommit);
        Future<String> loser = other.submit(() -> {
            GuardUnderTest.run(mine, READ);
            return GuardUnderTest.run(mine, clear);
        });
        waitForLock();
        theirs.commit();
        assertThat(loser.get()).isEqualTo("stale-clear");
        assertThat(guard.database().text("select refresh_token from links where user_id = 1"))
                .isEqualTo("second");
    }

    @Test
    void theLoserAlsoLosesWithLocksOfItsOwnElsewhere() throws Exception {
        theirs.setAutoCommit(false);
        renew();
        mine.setAutoCommit(false);
        Future<String> loser = other.submit(() -> {
            GuardUnderTest.run(mine, "select * from links where user_id in (5, 6) for update");
            return GuardUnderTest.run(mine, CLEAR);
        });
        waitForLock();
        theirs.commit();
        assertThat(loser.get()).isEqualTo("stale-clear");
        mine.rollback();
    }

    @Test
    void theLoserPassesWhereTheWinnerRollsBack() throws Exception {
        theirs.setAutoCommit(false);
        renew();
        Future<String> loser = other.submit(() -> GuardUnderTest.run(mine, CLEAR));
        waitForLock();
        theirs.rollback();
        assertThat(loser.get()).isEqualTo(PASSED);
    }

    private void renew() throws SQLException {
        assertThat(GuardUnderTest.run(theirs, "update links set refresh_token = 'second' where user_id = 1"))
                .isEqualTo(PASSED);
    }

    private void waitForLock() {
        while (!guard.database().anybodyWaits()) {
            Thread.onSpinWait();
        }
    }
}
