package io.writeguard.it;

import static io.writeguard.it.GuardUnderTest.PASSED;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

/** Rows that one transaction deletes, puts back and deletes again are lost: 10 of 100 may go. */
class GoneAgainTest {

    private static final String RULES = """
            version: 1
            defaults:
              mass-invalidation: {threshold-ratio: 10%, minimum-rows: 0}
            tables:
              users: {live-when: not gone, secret-columns: [token]}
            """;

    private static final String DELETE = "delete from users where id between 1 and 10";

    private static final String ROWS = IntStream.rangeClosed(1, 10)
            .mapToObj(id -> "(" + id + ", 'put-back-" + id + "', false)")
            .collect(Collectors.joining(", "));

    private GuardUnderTest guard;
    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        guard = GuardUnderTest.with(RULES, """
                create table users (id int primary key, token text, gone boolean not null default false);
                insert into users select i, 'secret-' || md5(i::text) from generate_series(1, 100) i;
                create table kept as select * from users
                """);
        connection = guard.connect();
        connection.setAutoCommit(false);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        guard.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into users values %s",
                "insert into users select * from kept where id <= 10",
                "insert into users values %s on conflict do nothing",
                "insert into users values %s on conflict (id) do update set token = excluded.token",
                "with these as (select * from kept where id <= 10) insert into users select * from these",
                "merge into users using kept on users.id = kept.id"
                        + " when not matched and kept.id <= 10 then insert values (kept.id, kept.token, false)"
            })
    void countAsOften(String putBack) throws SQLException {
        for (int i = 0; i < 3; i++) {
            assertThat(run(DELETE)).isEqualTo(PASSED);
            assertThat(run("delete from users where id = 11")).isNotEqualTo(PASSED);
            assertThat(run(putBack.formatted(ROWS))).isEqualTo(PASSED);
        }
        assertThat(run("update users set token = null where id between 11 and 20"))
                .as("nothing is lost so far")
                .isEqualTo(PASSED);
        assertThat(run("update users set token = null where id between 1 and 10"))
                .isNotEqualTo(PASSED);
    }

    @Test
    void putBackByCopy() throws Exception {
        assertThat(run(DELETE)).isEqualTo(PASSED);
        connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn(
                        "copy users from stdin with (format csv)",
                        new StringReader(IntStream.rangeClosed(1, 10)
                                .mapToObj(id -> id + ",put-back-" + id + ",false\n")
                                .collect(Collectors.joining())));
        assertThat(run(DELETE)).isEqualTo(PASSED);
        assertThat(run("delete from users where id = 11")).isNotEqualTo(PASSED);
    }

    @Test
    void oneByOneByTheirKey() throws SQLException {
        for (int id = 1; id <= 10; id++) {
            assertThat(GuardUnderTest.run(connection, "delete from users where id = ?", id))
                    .isEqualTo(PASSED);
        }
        run("insert into users select * from kept where id <= 10");
        for (int id = 1; id <= 10; id++) {
            assertThat(GuardUnderTest.run(connection, "delete from users where id = ?", id))
                    .isEqualTo(PASSED);
        }
        assertThat(run("delete from users where id = 11")).isNotEqualTo(PASSED);
    }

    @Test
    void inOneBatch() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.addBatch(DELETE);
            statement.addBatch("insert into users values " + ROWS);
            statement.addBatch(DELETE);
            statement.executeBatch();
        }
        assertThat(run("delete from users where id = 11")).isNotEqualTo(PASSED);
    }

    private String run(String sql) throws SQLException {
        var before = connection.setSavepoint();
        String outcome = GuardUnderTest.run(connection, sql);
        if (!outcome.equals(PASSED)) {
            connection.rollback(before);
        }
        return outcome;
    }
}
