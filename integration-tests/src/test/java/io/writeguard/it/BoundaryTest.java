package io.writeguard.it;

import static io.writeguard.it.GuardUnderTest.PASSED;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many of 100 live secrets one statement may take, at 10% and a minimum of 5. */
class BoundaryTest {

    private static final String RULES = """
            version: 1
            defaults:
              mass-invalidation: {threshold-ratio: %s, minimum-rows: %s}
            tables:
              users:
                live-when: deleted_at is null
                secret-columns:
                  token: {on-empty: clear}
            """;

    private static final String SETUP = """
            create table users (id int primary key, email text unique, token text, n int default 0, deleted_at date);
            insert into users (id, email, token) select i, 'u' || i, 'secret-' || md5(i::text) from generate_series(1, %d) i;
            insert into users (id, email) select i, 'u' || i from generate_series(1001, 1100) i;
            insert into users (id, email, token, deleted_at) select i, 'u' || i, 'gone', now() from generate_series(2001, 2100) i;
            create table leavers (id int);
            insert into leavers select i from generate_series(1, 10) i
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            update users set token = null where id <= 10                                                    | passed
            update users set token = null where id <= 11                                                    | mass-invalidation
            update users set token = '' where id <= 10                                                      | passed
            update users set token = '' where id <= 11                                                      | mass-invalidation
            update users set token = null where id <= 10 or id > 1000                                       | passed
            update users set token = null where id <= 11 or id > 1000                                       | mass-invalidation
            update users set token = e' \\t' where id <= 11                                                 | mass-invalidation
            update users set token = case when id <= 10 then null else token end                            | passed
            update users set token = case when id <= 11 then null else token end                            | mass-invalidation
            delete from users where id <= 10                                                                | passed
            delete from users where id <= 11                                                                | mass-invalidation
            delete from users where id > 1000                                                               | passed
            delete from users u using leavers l where l.id = u.id                                           | passed
            delete from users u using leavers l where l.id >= u.id - 1                                      | mass-invalidation
            update users set deleted_at = now() where id <= 10                                              | passed
            update users set deleted_at = now() where id <= 11                                              | mass-invalidation
            update users set deleted_at = null where id > 2000                                              | passed
            update users set token = 'one-for-everybody' where id = 10                                      | passed
            update users set token = 'one-for-everybody' where id <= 10                                     | passed
            update users set token = 'one-for-everybody' where id <= 11                                     | mass-invalidation
            update users set token = 'one-for-everybody' where id > 1000                                    | passed
            update users set token = md5(random()::text) where id <= 10                                     | passed
            update users set token = md5(random()::text) where id <= 11                                     | mass-invalidation
            update users set token = concat('x', id) where id <= 11                                               | mass-invalidation
            update users set token = upper(token) where id <= 11                                            | mass-invalidation
            update users set token = token, n = n + 1                                                       | passed
            update users set token = coalesce(token, null)                                                  | passed
            update users set n = 1                                                                          | passed
            truncate users                                                                                  | mass-invalidation
            truncate leavers, users restart identity                                                        | mass-invalidation
            truncate leavers                                                                                | passed
            drop table users                                                                                | destructive-ddl
            drop table leavers, users                                                                       | destructive-ddl
            alter table users drop column token                                                             | destructive-ddl
            alter table users drop column n                                                                 | passed
            with gone as (delete from users where id <= 11 returning id) select * from gone                 | mass-invalidation
            with l as (select id from leavers) update users u set token = null from l where l.id = u.id     | passed
            """)
    void atTenPercent(String sql, String outcome) throws SQLException {
        try (GuardUnderTest guard = GuardUnderTest.with(RULES.formatted("10%", "5"), SETUP.formatted(100))) {
            String before = contents(guard);

            assertThat(guard.run(sql)).isEqualTo(outcome);

            if (!outcome.equals(PASSED)) {
                assertThat(contents(guard)).isEqualTo(before);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            10%  | 10 | 10  | update users set token = null where id <= 5   | passed
            10%  | 10 | 12  | update users set token = null where id <= 10  | passed
            10%  | 10 | 12  | update users set token = null where id <= 11  | mass-invalidation
            10%  | 10 | 10  | update users set token = null where id <= 10  | mass-invalidation
            10%  | 10 | 2   | delete from users where id <= 2               | mass-invalidation
            10%  | 10 | 2   | delete from users                             | mass-invalidation
            10%  | 10 | 1   | delete from users where id <= 2               | passed
            10%  | 10 | 1   | truncate users                                | passed
            10%  | 10 | 5   | drop table users                              | destructive-ddl
            100% | 10 | 50  | delete from users                             | passed
            100% | 10 | 50  | truncate users                                | passed
            50%  | 0  | 3   | update users set token = null where id = 1    | passed
            30%  | 0  | 3   | update users set token = null where id = 1    | mass-invalidation
            0.1  | 0  | 10  | update users set token = null where id = 1    | passed
            10%  | 10 | 5   | update users set token = 'same' where id <= 5 | mass-invalidation
            """)
    void ratioAndMinimum(String ratio, String minimum, int live, String sql, String outcome) throws SQLException {
        try (GuardUnderTest guard = GuardUnderTest.with(RULES.formatted(ratio, minimum), SETUP.formatted(live))) {
            assertThat(guard.run(sql)).isEqualTo(outcome);
        }
    }

    private static String contents(GuardUnderTest guard) {
        return guard.database().text("select string_agg(u::text, ',' order by id) from users u");
    }
}
