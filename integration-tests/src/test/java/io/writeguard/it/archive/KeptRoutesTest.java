package io.writeguard.it.archive;

import static io.writeguard.it.archive.KeptUsers.PASSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.writeguard.driver.WriteGuard;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever way a secret goes, it is kept first, with the row's key and as it was; and only if the write counts. */
class KeptRoutesTest {

    private static final String MORE = """
            create table other (id int primary key, token text);
            insert into other values (1, 'from-elsewhere'), (2, 'from-elsewhere-too');
            create view named as select id, name, token from users where name is not null;
            create function forget(who int) returns void language plpgsql as
              $$ begin update users set token = null where id = who; end $$;
            create function drop_user(who int) returns void language plpgsql as
              $$ begin delete from users where id = who; end $$;
            create table requests (id int);
            create function on_request() returns trigger language plpgsql as
              $$ begin update users set token = null where id = new.id; return new; end $$;
            create trigger forgets after insert on requests for each row execute function on_request();
            """;

    private final KeptUsers users = new KeptUsers(KeptUsers.RULES, MORE);

    @AfterEach
    void close() {
        users.close();
    }

    private static Map<String, String> first(int... ids) {
        return IntStream.of(ids)
                .boxed()
                .collect(Collectors.toMap(
                        id -> "{\"id\":\"" + id + "\"}",
                        id -> "first-secret-" + id,
                        (one, other) -> one,
                        TreeMap::new));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "update users set token = null where id = 1 | 1",
                "update users set token = '' where id = 1 | 1",
                "update users set token = 'rotated-secret' where id = 1 | 1",
                "update users set token = concat('r-', id) where id in (1, 2, 3) | 1 2 3",
                "update users set name = 'x', token = token where id = 1 | ",
                "update users set name = 'x' where id = 1 | ",
                "update users u set token = o.token from other o where o.id = u.id | 1 2",
                "update users set token = null where id = 1 returning id | 1",
                "with gone as (update users set token = null where id < 3 returning id) select * from gone | 1 2",
                "delete from users where id in (1, 2) | 1 2",
                "delete from users using other o where o.id = users.id | 1 2",
                "delete from teams where id = 3 | ",
                "insert into users values (1, 1, 'x', 'upserted-secret') on conflict (id) do update set token = excluded.token | 1",
                "insert into users values (1, 1, 'x', 'upserted-secret') on conflict (id) do nothing | ",
                "insert into users values (50, 1, 'x', 'inserted-secret') | ",
                "merge into users u using other o on u.id = o.id when matched then update set token = o.token | 1 2",
                "merge into users u using other o on u.id = o.id when matched then delete | 1 2",
                "update named set token = null where id = 5 | 5",
                "select forget(6) | 6",
                "select drop_user(7) | 7",
                "do $$ begin update users set token = null where id = 8; end $$ | 8",
                "do $$ begin delete from users where id = 8; update users set token = 'x-rotated' where id = 9; end $$ | 8 9",
                "insert into requests values (9) | 9",
                "prepare p as update users set token = null where id = 4; execute p | 4",
                "update users set token = null where id = 4; update users set token = null where id = 5 | 4 5",
                "update users set name = 'x' where id < 10; update users set token = null where id = 5 | 5",
            })
    void keptBeforeItGoes(String sql, String ids) throws SQLException {
        assertThat(users.run(sql)).isEqualTo(PASSED);
        int[] expected = ids == null || ids.isBlank()
                ? new int[0]
                : Arrays.stream(ids.trim().split(" ", -1))
                        .mapToInt(Integer::parseInt)
                        .toArray();
        assertThat(users.kept()).isEqualTo(first(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "truncate users",
                "delete from users",
                "delete from teams",
                "truncate teams cascade",
                "update users set token = null",
                "alter table users drop column token cascade",
                "drop table users cascade",
            })
    void allOfThemUnderAnOverride(String sql) throws SQLException {
        try (Connection connection = users.connect()) {
            connection.setAutoCommit(false);
            KeptUsers.run(connection, "set local writeguard.override = 'INC-1 all of them'");
            assertThat(KeptUsers.run(connection, sql)).isEqualTo(PASSED);
            connection.commit();
        }
        assertThat(users.kept()).isEqualTo(first(IntStream.rangeClosed(1, 40).toArray()));
        assertThat(users.database().text("select string_agg(distinct reason, ', ') from writeguard.archive"))
                .isEqualTo("INC-1 all of them");
    }

    @Test
    void aBatchKeepsEachOfItsRows() throws SQLException {
        try (Connection connection = users.connect();
                PreparedStatement batch = connection.prepareStatement("update users set token = ? where id = ?")) {
            for (int id : new int[] {1, 2, 3}) {
                batch.setString(1, id == 2 ? null : "rotated-secret-" + id);
                batch.setInt(2, id);
                batch.addBatch();
            }
            assertThat(batch.executeBatch()).containsExactly(1, 1, 1);
        }
        assertThat(users.kept()).isEqualTo(first(1, 2, 3));
    }

    @Test
    void anUpdatableResultSetKeepsTheRow() throws SQLException {
        try (Connection connection = users.connect();
                Statement statement =
                        connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE);
                ResultSet row = statement.executeQuery("select id, token from users where id = 3")) {
            row.next();
            row.updateString("token", null);
            row.updateRow();
        }
        assertThat(users.kept()).isEqualTo(first(3));
    }

    @Test
    void whatIsRolledBackIsNotKept() throws SQLException {
        try (Connection connection = users.connect()) {
            connection.setAutoCommit(false);
            KeptUsers.update(connection, "update users set token = null where id = ?", 1);
            var savepoint = connection.setSavepoint();
            KeptUsers.update(connection, "delete from users where id = ?", 2);
            connection.rollback(savepoint);
            connection.commit();
            KeptUsers.update(connection, "update users set token = null where id = ?", 3);
            connection.rollback();
        }
        assertThat(users.kept()).isEqualTo(first(1));
    }

    @Test
    void whatIsRefusedIsNotKept() throws SQLException {
        assertThat(users.run("update users set token = null")).isEqualTo("mass-invalidation");
        assertThat(users.run("update users set token = '***' where id = 1")).isEqualTo("placeholder-secret");
        assertThat(users.kept()).isEmpty();
    }

    @Test
    void aTextThatEndsItsTransactionItselfIsRefused() throws SQLException {
        assertThat(users.run("begin; update users set token = null where id = 1; commit"))
                .isEqualTo("unanalysable-write");
        assertThat(users.tokens()).containsEntry("1", "first-secret-1");
    }

    /** It has no session beside the application's, which could tell what a function took. */
    @Test
    void aroundAPoolWhatOnlyRunningItShowsIsRefused() throws SQLException {
        WriteGuard around = WriteGuard.builder()
                .dataSource(users.database().pool())
                .rules(users.database().rules(KeptUsers.RULES.replace("30d", "29d")))
                .build();
        try (Connection connection = around.dataSource().getConnection()) {
            assertThat(KeptUsers.run(connection, "update users set token = null where id = 1"))
                    .isEqualTo(PASSED);
            assertThat(KeptUsers.run(connection, "select forget(2)")).isEqualTo("unanalysable-write");
            assertThat(KeptUsers.run(connection, "select drop_user(2)")).isEqualTo("unanalysable-write");
        }
        assertThat(users.kept()).isEqualTo(first(1));
        assertThat(users.tokens()).containsEntry("2", "first-secret-2");
    }

    @Test
    void withoutCountersWhatReturnsRowsIsRefused() throws SQLException {
        try (Connection connection = users.connect()) {
            KeptUsers.run(connection, "set track_counts = off");
            assertThat(KeptUsers.run(connection, "update users set token = null where id = 1 returning id"))
                    .startsWith("unavailable")
                    .contains("track_counts");
            assertThat(KeptUsers.run(connection, "update users set token = null where id = 2"))
                    .isEqualTo(PASSED);
        }
        assertThat(users.kept()).isEqualTo(first(2));
    }

    @Test
    void rowsThatGoWithThoseOfATableThatIsGuardedWithoutAnArchive() throws SQLException {
        String rules = KeptUsers.RULES + "  accounts: {secret-columns: [pin]}\n"
                + "  account_keys: {archive: {keep: 30d, key: none}, secret-columns: [token]}\n";
        try (KeptUsers other = new KeptUsers(rules, """
                create table accounts (id int primary key, pin text);
                create table account_keys (id int primary key, account int references accounts on delete cascade,
                  token text);
                insert into accounts select i, 'pin-of-account-' || i from generate_series(1, 100) i;
                insert into account_keys select i, 1 + i % 10, 'key-of-account-' || i from generate_series(1, 30) i;
                """)) {
            assertThat(other.run("delete from accounts where id in (50, 51)")).isEqualTo(PASSED);
            assertThat(other.kept()).isEmpty();
            assertThat(other.run("delete from accounts where id = 1")).isEqualTo(PASSED);
            assertThat(other.kept()).hasSize(3);
        }
    }

    @Test
    void theStatementIsKeptWithoutItsLiterals() throws SQLException {
        users.run("update users set token = 'rotated-secret' where id = 1");
        assertThat(users.database().text("select statement from writeguard.archive"))
                .doesNotContain("rotated-secret")
                .contains("update users set token =");
    }
}
