package io.writeguard.it;

import static io.writeguard.it.GuardUnderTest.PASSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.writeguard.driver.event.GuardEvent;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables of every shape: 10 of 100 may go. */
class CountedTablesTest {

    private static final String RULES = """
            version: 1
            defaults:
              action: %s
              mass-invalidation: {threshold-ratio: 10%%, minimum-rows: 0}
            tables:
              users: {secret-columns: [token, pin]}
            """;

    private static final String FILL =
            "; insert into users select i / 10, i, 'secret-' || md5(i::text), 'pin-' || md5(i::text) from generate_series(1, 100) i";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table users (a int, b int, token text, pin text)",
                "create table users (a int, b int unique, token text, pin text)",
                "create table users (a int, b int, token text, pin text, primary key (a, b))",
                "create table users (a int, b int not null, token text, pin text, unique (b, a))",
                "create table users (a int, b int, token varchar, pin char(60), primary key (a, b)) partition by list (a);"
                        + " create table users_low partition of users for values in (0, 1, 2, 3, 4);"
                        + " create table users_high partition of users default",
                "create table base (a int, b int primary key, token text, pin text); create table users (x int) inherits (base)",
            })
    void everyShapeOfTableIsCounted(String table) throws SQLException {
        try (GuardUnderTest guard = GuardUnderTest.with(RULES.formatted("block"), table + FILL);
                Connection connection = guard.connect()) {
            int passed = 0;
            for (int i = 1; i <= 100; i++) {
                passed +=
                        GuardUnderTest.run(connection, "update users set token = null where b = ? and a = ?", i, i / 10)
                                        .equals(PASSED)
                                ? 1
                                : 0;
            }
            assertThat(passed).isEqualTo(10);
            assertThat(GuardUnderTest.run(connection, "update users set pin = null where b <= 10"))
                    .isEqualTo(PASSED);
            assertThat(GuardUnderTest.run(connection, "update users set pin = null where b = 11"))
                    .isEqualTo("mass-invalidation");
            assertThat(GuardUnderTest.run(connection, "delete from users where b <= 10"))
                    .isEqualTo(PASSED);
            assertThat(guard.live("select count(token) from users")).isEqualTo(90);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            update users u set token = v.t from (values (1, 'n1'), (2, 'n2'), (3, 'n3'), (4, 'n4'), (5, 'n5'), (6, 'n6'), (7, 'n7'), (8, 'n8'), (9, 'n9'), (10, 'n10'), (11, 'n11')) v(b, t) where v.b = u.b | passed
            update users set token = case b when 1 then 'n1' when 2 then 'n2' when 3 then 'n3' when 4 then 'n4' when 5 then 'n5' when 6 then 'n6' when 7 then 'n7' when 8 then 'n8' when 9 then 'n9' when 10 then 'n10' when 11 then 'n11' end where b <= 11 | passed
            update users u set token = v.t from unnest(array[1,2,3,4,5,6,7,8,9,10,11], array['n1','n2','n3','n4','n5','n6','n7','n8','n9','n10','n11']) v(b, t) where v.b = u.b | passed
            insert into users (a, b, token, pin) values (0, 1, 'n1', 'p1'), (0, 2, 'n2', 'p2'), (0, 3, 'n3', 'p3'), (0, 4, 'n4', 'p4'), (0, 5, 'n5', 'p5'), (0, 6, 'n6', 'p6'), (0, 7, 'n7', 'p7'), (0, 8, 'n8', 'p8'), (0, 9, 'n9', 'p9'), (1, 10, 'n10', 'p10'), (1, 11, 'n11', 'p11') on conflict (a, b) do update set token = excluded.token | passed
            update users u set token = v.t from (values (1, 'n1'), (2, 'n2'), (3, 'n3'), (4, 'n4'), (5, 'n5'), (6, 'n6'), (7, 'n7'), (8, 'n8'), (9, 'n9'), (10, 'n9'), (11, 'n9')) v(b, t) where v.b = u.b | mass-invalidation
            update users set token = pin | mass-invalidation
            update users set token = (select pin from users p where p.b = 1) | mass-invalidation
            update users set token = 'n' where b = 7 or b = 8 | passed
            """)
    void aValueForEachRowIsARotation(String sql, String outcome) throws SQLException {
        String table = "create table users (a int, b int, token text, pin text, primary key (a, b))";
        try (GuardUnderTest guard = GuardUnderTest.with(RULES.formatted("block"), table + FILL)) {
            assertThat(guard.run(sql)).isEqualTo(outcome);
        }
    }

    @Test
    void warnLetsThroughAndSaysSoOnce() throws SQLException {
        String table = "create table users (a int, b int primary key, token text, pin text)";
        try (GuardUnderTest guard = GuardUnderTest.with(RULES.formatted("warn"), table + FILL)) {
            assertThat(guard.run("update users set token = null")).isEqualTo(PASSED);
            assertThat(guard.run("update users set pin = ? where b = 1", "")).isEqualTo(PASSED);
            assertThat(guard.run("do $$ begin update users set pin = null; end $$"))
                    .isEqualTo(PASSED);
            assertThat(guard.live("select count(token) + count(pin) from users"))
                    .isZero();
            assertThat(guard.eventKinds()).hasSize(3).containsOnly(GuardEvent.Kind.WARNED);
        }
    }

    @Test
    void offIsSilent() throws SQLException {
        String table = "create table users (a int, b int primary key, token text, pin text)";
        try (GuardUnderTest guard = GuardUnderTest.with(RULES.formatted("off"), table + FILL)) {
            assertThat(guard.run("update users set token = ''")).isEqualTo(PASSED);
            assertThat(guard.run("do $$ begin update users set pin = null; end $$"))
                    .isEqualTo(PASSED);
            assertThat(guard.run("alter table users rename column pin to nip")).isEqualTo(PASSED);
            assertThat(guard.run("drop table users")).isEqualTo(PASSED);
            assertThat(guard.events()).isEmpty();
        }
    }

    @Test
    void aRefusalIsReportedOnceAndNamesNoValue() throws SQLException {
        String table = "create table users (a int, b int primary key, token text, pin text)";
        try (GuardUnderTest guard = GuardUnderTest.with(RULES.formatted("block"), table + FILL)) {
            assertThat(guard.run("update users set token = ?, pin = 'the-pin' where b > 3", "the-token"))
                    .isEqualTo("mass-invalidation");
            assertThat(guard.eventKinds()).containsExactly(GuardEvent.Kind.REJECTED, GuardEvent.Kind.REJECTED);
            assertThat(guard.events())
                    .allSatisfy(
                            event -> assertThat(event.toString()).doesNotContain("the-token", "the-pin", "secret-"));
        }
    }
}
