package io.writeguard.it.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.writeguard.driver.WriteGuard;
import io.writeguard.driver.archive.ArchiveSchema;
import io.writeguard.driver.event.GuardEvent;
import io.writeguard.it.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;

/** What the application's role may do, and what is needed for a connection. */
class ArchiveSchemaTest {

    private static final String ROLE = "writeguard_archiving";

    private static final String GRANTS = """
            grant usage on schema writeguard to writeguard_archiving;
            grant insert on writeguard.archive, writeguard.history to writeguard_archiving;
            grant execute on function writeguard.tidy_archive(text, bigint, bigint) to writeguard_archiving;
            """;

    private final Queue<GuardEvent> events = new ConcurrentLinkedQueue<>();
    private TestDatabase database;

    @AfterEach
    void close() {
        if (database != null) {
            database.close();
        }
    }

    private WriteGuard asApplication(String setup, String rules) {
        database = TestDatabase.with("""
                do $$ begin
                  create role writeguard_archiving;
                exception when duplicate_object or unique_violation then null;
                end $$;
                """ + setup);
        Path file = database.rules(rules);
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.url() + "&options=-c%20role=" + ROLE);
        return WriteGuard.builder()
                .dataSource(source)
                .rules(file)
                .listener(events::add)
                .build();
    }

    private static final String USERS = """
            create table users (id int primary key, token text);
            insert into users select i, 'a-secret-of-users' || i from generate_series(1, 100) i;
            grant select, insert, update, delete on users to writeguard_archiving;
            """;

    private static final String RULES = """
            version: 1
            tables:
              users: {archive: {keep: 1h, key: none, max-rows: 10000}, secret-columns: [token]}
            """;

    @Test
    void theApplicationWritesAndCanNotRead() throws SQLException {
        WriteGuard guard = asApplication(USERS + ArchiveSchema.script() + GRANTS, RULES);
        try (Connection connection = guard.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("update users set token = null where id = 1");
            assertThat(database.live("select count(*) from writeguard.archive")).isEqualTo(1);
            for (String forbidden : List.of(
                    "select * from writeguard.archive",
                    "select value from writeguard.archive",
                    "delete from writeguard.archive",
                    "update writeguard.archive set kept_until = now()",
                    "truncate writeguard.archive",
                    "select * from writeguard.restores",
                    "select writeguard.tidy_archive('public.users', 0, 100)")) {
                assertThatThrownBy(() -> statement.execute(forbidden))
                        .as(forbidden)
                        .isInstanceOf(SQLException.class);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "create table users (id int primary key, token text) | run this as a role that may",
                "create table users (id int, token text) | no primary key",
            })
    void withoutWhatItNeedsThereIsNoConnection(String table, String problem) {
        WriteGuard guard =
                asApplication(table + "; grant select, insert, update, delete on users to writeguard_archiving", RULES);
        assertThatThrownBy(() -> guard.dataSource().getConnection())
                .isInstanceOf(SQLException.class)
                .hasMessageContaining(problem)
                .hasMessageContaining("GRANT INSERT ON writeguard.archive");
    }

    @Test
    void withoutTheRightToLockThereIsNoConnection() {
        WriteGuard guard = asApplication(
                "create table users (id int primary key, token text);"
                        + " grant select, delete on users to writeguard_archiving;" + ArchiveSchema.script() + GRANTS,
                RULES);
        assertThatThrownBy(() -> guard.dataSource().getConnection()).hasMessageContaining("grant UPDATE");
    }

    @Test
    void anArchiveThatIsGoneStopsWhatWouldBeLostAndNothingElse() throws SQLException {
        WriteGuard guard = asApplication(USERS + ArchiveSchema.script() + GRANTS, RULES);
        try (Connection connection = guard.dataSource().getConnection()) {
            database.execute("drop table writeguard.archive");
            assertThat(KeptUsers.run(connection, "update users set token = null where id = 1"))
                    .startsWith("unavailable")
                    .contains("CREATE TABLE IF NOT EXISTS writeguard.archive");
            assertThat(KeptUsers.run(connection, "update users set token = 'rotated-secret' where id = 1"))
                    .startsWith("unavailable");
            assertThat(KeptUsers.run(connection, "insert into users values (200, 'inserted-secret')"))
                    .isEqualTo(KeptUsers.PASSED);
            assertThat(KeptUsers.run(connection, "update users set id = 300 where id = 100"))
                    .isEqualTo(KeptUsers.PASSED);
        }
        assertThat(database.text("select token from users where id = 1")).isEqualTo("a-secret-of-users1");
    }

    /** The first write of a process tidies. */
    @Test
    void whatHasBeenKeptLongEnoughGoesInPartsAndSoDoesTheOldestOfTooMuch() throws SQLException {
        WriteGuard guard = asApplication(USERS + ArchiveSchema.script() + GRANTS, RULES);
        database.execute("""
                insert into writeguard.archive (at, guarded, secret, row_key, operation, statement, value, kept_until)
                select now() - interval '2 h', 'public.users', 'token', '{}', 'UPDATE', '', '', now() - interval '1 h'
                from generate_series(1, 15000);
                insert into writeguard.archive (at, guarded, secret, row_key, operation, statement, value, kept_until)
                select now() - interval '1 h' + i * interval '1 ms', 'public.users', 'token', i::text, 'UPDATE', '', '',
                  now() + interval '1 h' from generate_series(1, 10300) i;
                insert into writeguard.archive (at, guarded, secret, row_key, operation, statement, value, kept_until)
                select now() - interval '2 h', 'public.others', 'token', '{}', 'UPDATE', '', '', now() + interval '1 h'
                from generate_series(1, 10)
                """);
        assertThat(tidied(
                        "select expired || ' ' || displaced from writeguard.tidy_archive('public.users', 10000, 6000)"))
                .as("so many at once, and nothing before its time while there is other")
                .isEqualTo("6000 0");
        try (Connection connection = guard.dataSource().getConnection()) {
            assertThat(KeptUsers.run(connection, "update users set token = null where id = 1"))
                    .isEqualTo(KeptUsers.PASSED);
        }
        assertThat(database.live("select count(*) from writeguard.archive where kept_until < now()"))
                .isZero();
        assertThat(events).extracting(GuardEvent::kind).contains(GuardEvent.Kind.ARCHIVE_FULL);
        assertThat(database.live("select count(*) from writeguard.archive where guarded = 'public.users'"))
                .isEqualTo(10_000);
        assertThat(database.text("select min(row_key::int) from writeguard.archive where row_key ~ '^[0-9]'"))
                .as("the oldest went")
                .isEqualTo("302");
        assertThat(database.live("select count(*) from writeguard.archive where guarded = 'public.others'"))
                .isEqualTo(10);
    }

    private String tidied(String tidy) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.url() + "&options=-c%20role=" + ROLE);
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(tidy)) {
            answer.next();
            return answer.getString(1);
        }
    }
}
