package io.writeguard.it.archive;

import static io.writeguard.it.archive.KeptUsers.PASSED;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept is what the write replaces, whatever another transaction does between the look and the write. */
class KeptRacesTest {

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final KeptUsers users = new KeptUsers(KeptUsers.RULES, """
            create function forget(who int) returns void language plpgsql as
              $$ begin update users set token = null where id = who; end $$;
            create function drop_user(who int) returns void language plpgsql as
              $$ begin delete from users where id = who; end $$;
            """);
    private Connection other;

    @BeforeEach
    void open() throws SQLException {
        other = users.source().getConnection();
        other.setAutoCommit(false);
    }

    @AfterEach
    void close() throws SQLException {
        thread.shutdownNow();
        other.close();
        users.close();
    }

    /** The guarded statement waits for the other transaction's row. */
    private String during(String otherWork, String sql) throws Exception {
        KeptUsers.run(other, otherWork);
        Future<String> guarded = thread.submit(() -> users.run(sql));
        while (!users.database().anybodyWaits() && !guarded.isDone()) {
            Thread.onSpinWait();
        }
        other.commit();
        return guarded.get();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update users set token = null where id = 1",
                "update users set token = 'rotated-twice' where id = 1",
                "update users set token = null where id = 1 returning id",
                "delete from users where id = 1",
                "delete from teams where id = (select team from users where id = 1) and id = 99"
                        + "; delete from users where id = 1",
                "insert into users values (1, 1, 'x', 'upserted-secret') on conflict (id)"
                        + " do update set token = excluded.token",
                "select forget(1)",
                "select drop_user(1)",
            })
    void theValueThatAnotherHasJustWritten(String sql) throws Exception {
        assertThat(during("update users set token = 'written-meanwhile' where id = 1", sql))
                .isEqualTo(PASSED);
        assertThat(users.kept()).containsOnly(Map.entry("{\"id\":\"1\"}", "written-meanwhile"));
    }

    /** Row 1 is locked; the rows that come with the other's commit were not there for the look. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "update users set token = null where team = 7",
                "update users set token = null where team = 7 returning id",
                "delete from users where team = 7",
                "delete from users where team = 7 returning id",
                "with gone as (delete from users where team = 7 returning id) select count(*) from gone",
            })
    void rowsThatNobodyHasLookedAt(String sql) throws Exception {
        users.database().execute("insert into teams values (7); update users set team = 7 where id = 1");
        String otherWork = "update users set name = 'held' where id = 1;"
                + " insert into users values (99, 7, 'new', 'just-inserted-secret')";
        assertThat(during(otherWork, sql)).startsWith("unavailable").contains("run the transaction again");
        assertThat(users.tokens()).containsEntry("1", "first-secret-1").containsEntry("99", "just-inserted-secret");
        assertThat(users.kept()).isEmpty();
        assertThat(users.run(sql)).isEqualTo(PASSED);
        assertThat(users.kept()).hasSize(2);
    }

    /** As many rows, but another one: the table that picks them has changed meanwhile. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "update users set token = null where id in (select id from picks)",
                "update users set token = null from picks where picks.id = users.id",
                "delete from users where id in (select id from picks)",
                "delete from users using picks where picks.id = users.id returning users.id",
            })
    void anotherRowInPlaceOfTheOneThatWasLookedAt(String sql) throws Exception {
        users.database().execute("create table picks (id int primary key); insert into picks values (1)");
        String otherWork = "update users set name = 'held' where id = 1; update picks set id = 2";
        assertThat(during(otherWork, sql)).startsWith("unavailable").contains("run the transaction again");
        assertThat(users.tokens()).containsEntry("1", "first-secret-1").containsEntry("2", "first-secret-2");
        assertThat(users.run(sql)).isEqualTo(PASSED);
        assertThat(users.kept()).containsOnly(Map.entry("{\"id\":\"2\"}", "first-secret-2"));
    }

    @Test
    void inATransactionThatIsAbortedWithIt() throws Exception {
        users.database().execute("insert into teams values (7); update users set team = 7 where id = 1");
        KeptUsers.run(other, "update users set name = 'held' where id = 1");
        KeptUsers.run(other, "insert into users values (99, 7, 'new', 'just-inserted-secret')");
        try (Connection connection = users.connect()) {
            connection.setAutoCommit(false);
            KeptUsers.run(connection, "update users set name = 'renamed' where id = 3");
            Future<String> guarded = thread.submit(() -> KeptUsers.run(connection, "delete from users where team = 7"));
            while (!users.database().anybodyWaits()) {
                Thread.onSpinWait();
            }
            other.commit();
            assertThat(guarded.get()).startsWith("unavailable");
            connection.rollback();
        }
        assertThat(users.tokens()).containsEntry("99", "just-inserted-secret");
        assertThat(users.database().text("select name from users where id = 3")).isEqualTo("user 3");
    }
}
