package io.writeguard.it.budget;

import static io.writeguard.it.budget.Instances.PASSED;
import static io.writeguard.it.budget.Instances.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.writeguard.driver.WriteGuard;
import io.writeguard.driver.WriteRejectedException;
import io.writeguard.driver.budget.BudgetStatus;
import io.writeguard.it.TestDatabase;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A clear waits for a row that another open transaction holds. Whether it loses a secret goes by what the row holds when the
 * wait is over, whatever the clear could see before.
 */
class RowsHeldByOthersTest {

    private static final String REFUSED = "mass-invalidation";
    private static final String BATCH = "a batch";

    /** Each leaves rows 1 to 3 without a secret, of which at most row 1 has one. */
    private static final List<String> CLEARS = clears();

    private static final String GIVE = "update users set token = 'given' where id = 1";
    private static final String CLEAR = "update users set token = null where id = 1";
    private static final String DELETE = "delete from users where id = 1";
    private static final String ROTATE = "update users set token = 'rotated' where id = 1";

    /**
     * What happens to row 1 meanwhile.
     *
     * @param live whether it has a secret at first
     * @param lost rows lost in the end, by whom ever
     */
    private record Meanwhile(boolean live, String write, String end, int lost) {}

    private static final List<Meanwhile> MEANWHILE = List.of(
            new Meanwhile(false, GIVE, "commit", 1),
            new Meanwhile(false, GIVE, "rollback", 0),
            new Meanwhile(true, CLEAR, "commit", 1),
            new Meanwhile(true, CLEAR, "rollback", 1),
            new Meanwhile(true, DELETE, "commit", 1),
            new Meanwhile(true, DELETE, "rollback", 1),
            new Meanwhile(true, ROTATE, "commit", 1),
            new Meanwhile(true, ROTATE, "rollback", 1));

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private Instances instances;
    private DataSource holders;
    private DataSource waiters;
    private int cases;

    @AfterEach
    void close() {
        thread.shutdownNow();
        instances.close();
    }

    private static List<String> clears() {
        Stream<String> everywhere = Stream.of(
                CLEAR,
                "update users set token = null where id between 1 and 3",
                "update users set token = null where name = 'held'",
                "update users set token = null from (values (1), (2)) as v (id) where users.id = v.id",
                "delete from users where id = 1",
                "delete from users where id <= 3",
                "delete from owners where id = 1",
                "insert into users values (1, null, 'new') on conflict (id) do update set token = excluded.token",
                "insert into users values (1, null, 'new'), (2, null, 'new') on conflict (id) do update set token = null",
                "with gone as (delete from users where id = 1 returning id) select count(*) from gone",
                BATCH);
        Stream<String> newer = TestDatabase.serverVersion() < 15
                ? Stream.of()
                : Stream.of(
                        "merge into users u using (values (1), (2)) as v (id) on u.id = v.id when matched then update"
                                + " set token = null");
        return Stream.concat(everywhere, newer).toList();
    }

    private void open(String budget) {
        instances = new Instances("mass-invalidation: {budget: " + budget + "}, ");
        instances.database().execute("""
                create table owners (id int primary key);
                insert into owners values (1);
                alter table users add owner int references owners on delete cascade
                """);
        holders = instances.start();
        waiters = budget.equals("process") ? holders : instances.start();
    }

    @ParameterizedTest
    @ValueSource(strings = {"process", "database"})
    void countsByWhatTheRowHoldsThen(String budget) throws Exception {
        open(budget);
        for (String clear : CLEARS) {
            for (Meanwhile meanwhile : MEANWHILE) {
                prepare(meanwhile.live(), 0);
                assertThat(clearWhile(meanwhile, clear))
                        .as("%s, %s", clear, meanwhile)
                        .isEqualTo(PASSED);
                assertThat(lost()).as("%s, %s", clear, meanwhile).isEqualTo(meanwhile.lost());
            }
        }
    }

    /** Where no row more may be lost. */
    @ParameterizedTest
    @ValueSource(strings = {"process", "database"})
    void refusesByWhatTheRowHoldsThen(String budget) throws Exception {
        open(budget);
        for (String clear : CLEARS) {
            for (Meanwhile meanwhile : MEANWHILE.subList(0, 2)) {
                prepare(false, 19);
                assertThat(clearWhile(meanwhile, clear))
                        .as("%s, %s", clear, meanwhile)
                        .isEqualTo(meanwhile.lost() == 1 ? REFUSED : PASSED);
                assertThat(lost()).as("%s, %s", clear, meanwhile).isEqualTo(19);
            }
        }
    }

    /**
     * 197 rows are live besides row 1, of which 19 may be lost.
     *
     * @param lost of them before
     */
    private void prepare(boolean live, int lost) throws SQLException {
        instances.pass(Duration.ofHours(25));
        instances.database().execute("""
                delete from users;
                insert into owners values (1) on conflict do nothing;
                do $$ begin delete from writeguard.losses; exception when others then null; end $$
                """);
        try (Connection connection = holders.getConnection()) {
            run(
                    connection,
                    "insert into users select i, case when i > 3 then 'secret-' || i end,"
                            + " case when i <= 3 then 'held' end, case when i <= 3 then 1 end from generate_series(1, 200) i");
            if (live) {
                run(connection, "update users set token = 'secret' where id = 1");
            }
            if (lost > 0) {
                assertThat(run(connection, "update users set token = null where id > ?", 200 - lost))
                        .isEqualTo(PASSED);
            }
        }
    }

    private String clearWhile(Meanwhile meanwhile, String clear) throws Exception {
        boolean autoCommit = ++cases % 3 != 0;
        try (Connection holder = holders.getConnection();
                Connection waiter = waiters.getConnection()) {
            holder.setAutoCommit(false);
            run(holder, meanwhile.write());
            waiter.setAutoCommit(autoCommit);
            Future<String> answer = thread.submit(() -> clear.equals(BATCH) ? batch(waiter) : run(waiter, clear));
            while (!instances.database().anybodyWaits()) {
                assertThat(answer.isDone()).as("it does not wait: %s", clear).isFalse();
            }
            run(holder, meanwhile.end());
            String outcome = answer.get(1, TimeUnit.MINUTES);
            if (!autoCommit && outcome.equals(PASSED)) {
                waiter.commit();
            }
            return outcome;
        }
    }

    private static String batch(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("update users set token = null where id = ?")) {
            for (int id = 1; id <= 3; id++) {
                statement.setInt(1, id);
                statement.addBatch();
            }
            statement.executeBatch();
            return PASSED;
        } catch (BatchUpdateException failure) {
            return ((WriteRejectedException) failure.getCause()).ruleId();
        }
    }

    /** By the ledger that is shared, else by what the process knows. */
    private long lost() throws SQLException {
        if (holders != waiters) {
            return instances
                    .database()
                    .live(
                            "select count(*) from (select from writeguard.losses group by lost_row having sum(change) > 0) l");
        }
        try (Connection connection = waiters.getConnection()) {
            return WriteGuard.of(connection).budgets().stream()
                    .mapToLong(BudgetStatus::lost)
                    .sum();
        }
    }
}
