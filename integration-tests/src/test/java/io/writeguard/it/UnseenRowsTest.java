package io.writeguard.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Another transaction makes more rows match between the look at a write and the write itself: it holds a row for which the
 * look has to wait, and commits then. At most 10 of 100 may go.
 */
class UnseenRowsTest {

    private static final String RULES = """
            version: 1
            defaults: {mass-invalidation: {threshold-ratio: 10%, minimum-rows: 0}}
            tables:
              keys: {secret-columns: [token]}
            """;

    private static final String ROUTES = """
            insert into keys select i, 1, 'new-' || i from generate_series(1001, 1100) i ; delete from keys where owner = 1
            insert into keys select i, 1, 'new-' || i from generate_series(1001, 1100) i ; update keys set token = null where owner = 1
            update keys set owner = 1 where id between 50 and 80 ; delete from keys where owner = 1
            update keys set owner = 1 where id between 50 and 80 ; update keys set token = null where owner = 1
            update keys set token = 'back-' || id where id > 110 ; delete from keys where owner = 1
            update keys set token = 'back-' || id where id > 110 ; update keys set token = null where owner = 1
            """;

    /** They go with the rows of another table: of its owners 1 has 5 keys, 3 none yet. */
    private static final String CASCADES = """
            insert into keys select i, 3, 'new-' || i from generate_series(1001, 1100) i ; delete from owners where id = 3
            update keys set owner = 3 where id between 50 and 80 ; delete from owners where id = 3
            insert into keys select i, 3, 'new-' || i from generate_series(1001, 1100) i ; delete from firms where id = 3
            insert into owners values (4, 3) then insert into keys select i, 4, 'new-' || i from generate_series(1001, 1100) i ; delete from firms where id = 3
            """;

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private GuardUnderTest guard;
    private Connection other;

    @BeforeEach
    void open() throws SQLException {
        guard = GuardUnderTest.with(RULES, """
                create table keys (id int primary key, owner int not null, token text);
                insert into keys select i, case when i <= 5 then 1 else 2 end, 'secret-' || i from generate_series(1, 100) i;
                insert into keys select i, 1, null from generate_series(101, 150) i
                """);
        other = guard.database().pool().getConnection();
        other.setAutoCommit(false);
    }

    @AfterEach
    void close() throws SQLException {
        thread.shutdownNow();
        other.close();
        guard.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = ROUTES)
    void isNotLost(String theirs, String ours) throws Exception {
        refuses(true, theirs, ours);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = ROUTES)
    void isNotLostInATransaction(String theirs, String ours) throws Exception {
        refuses(false, theirs, ours);
    }

    /** The driver goes back to before the last statement that failed: that is none of what was refused. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = ROUTES)
    void isNotLostWithAutosave(String theirs, String ours) throws Exception {
        refuses(theirs, () -> {
            try (Connection connection = autosaving()) {
                GuardUnderTest.run(connection, "update keys set token = 'before' where id = 20");
                String found = GuardUnderTest.run(connection, ours);
                GuardUnderTest.run(connection, "update keys set token = 'behind' where id = 21");
                connection.commit();
                return found;
            }
        });
        assertThat(guard.live("select count(*) from keys where token in ('before', 'behind')"))
                .isEqualTo(2);
    }

    private Connection autosaving() throws SQLException {
        Connection connection = DriverManager.getConnection(
                guard.database().guardedUrl(guard.database().rules(RULES)) + "&autosave=always&cleanupSavepoints=true");
        connection.setAutoCommit(false);
        return connection;
    }

    /** The driver's savepoint and the guard's do not end one another. */
    @Test
    void whatIsMeasuredPassesWithAutosave() throws SQLException {
        try (Connection connection = autosaving()) {
            for (String clear : List.of("token = null", "token = 'rotated-' || id")) {
                assertThat(GuardUnderTest.run(
                                connection, "do $$ begin update keys set " + clear + " where id < 6; end $$"))
                        .isEqualTo(GuardUnderTest.PASSED);
            }
            connection.commit();
        }
        assertThat(guard.live("select count(*) from keys where token like 'rotated%'"))
                .isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = CASCADES)
    void isNotLostWithItsParent(String theirs, String ours) throws Exception {
        createOwners();
        refuses(true, theirs, ours);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = CASCADES)
    void isNotLostWithItsParentInATransaction(String theirs, String ours) throws Exception {
        createOwners();
        refuses(false, theirs, ours);
    }

    private void createOwners() {
        guard.database().execute("""
                create table firms (id int primary key);
                insert into firms values (1), (3);
                create table owners (id int primary key, firm int references firms on delete cascade);
                insert into owners values (1, 1), (2, 1), (3, 3);
                alter table keys add foreign key (owner) references owners on delete cascade
                """);
    }

    private void refuses(boolean autoCommit, String theirs, String ours) throws Exception {
        refuses(theirs, () -> {
            try (Connection connection = guard.connect()) {
                connection.setAutoCommit(autoCommit);
                String found = GuardUnderTest.run(connection, ours);
                if (!autoCommit && found.equals(GuardUnderTest.PASSED)) {
                    connection.commit();
                }
                return found;
            }
        });
    }

    private void refuses(String theirs, Callable<String> ours) throws Exception {
        GuardUnderTest.run(other, "update keys set owner = owner where id = 3");
        for (String statement : theirs.split(" then ", -1)) {
            assertThat(GuardUnderTest.run(other, statement)).isEqualTo(GuardUnderTest.PASSED);
        }
        Future<String> outcome = thread.submit(ours);
        awaitWaiting(outcome);
        other.commit();
        assertThat(outcome.get()).isEqualTo("mass-invalidation");
        assertThat(guard.live("select count(*) from keys where token is not null"))
                .isGreaterThanOrEqualTo(100);
    }

    @Test
    void soMuchAsThereIsRoomForPasses() throws Exception {
        GuardUnderTest.run(other, "update keys set owner = owner where id = 3");
        GuardUnderTest.run(other, "update keys set owner = 1 where id between 51 and 55");
        Future<String> outcome = thread.submit(() -> guard.run("update keys set token = null where owner = 1"));
        awaitWaiting(outcome);
        other.commit();
        assertThat(outcome.get()).isEqualTo(GuardUnderTest.PASSED);
        assertThat(guard.run("update keys set token = null where id = 70")).isEqualTo("mass-invalidation");
    }

    /** Until our session waits for the row that the other holds. */
    private void awaitWaiting(Future<String> outcome) throws InterruptedException {
        while (!outcome.isDone() && !guard.database().anybodyWaits()) {
            Thread.sleep(10);
        }
    }
}
