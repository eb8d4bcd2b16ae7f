package io.writeguard.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.writeguard.driver.WriteRejectedException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What was found out about a text is used again for other values, and not for another schema: one prepared statement is held,
 * executed, and executed again after what it means has changed.
 */
class KeptPlansTest {

    private static final String RULES = """
            version: 1
            defaults: {mass-invalidation: {threshold-ratio: 10%, minimum-rows: 2}}
            tables: {"public.users": {secret-columns: [token]}}
            """;

    private static final String ROTATION = "update users set token = ? where id = ?";
    private static final String CLEAR = "update users set token = null where id = ?";
    private static final String PASSES = "passes";

    private TestDatabase database;
    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        database = TestDatabase.with("""
                create table users (id int primary key, token text, name text);
                insert into users select i, 'secret-' || i, 'n' || i from generate_series(1, 100) i;
                create schema other;
                create table other.users (id int primary key, token text);
                insert into other.users values (1, 'x'), (2, 'x');
                create table notes (id int, note text)
                """);
        connection = database.guarded(RULES).getConnection();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        database.close();
    }

    @Test
    void theNameStandsForAnotherTable() throws SQLException {
        try (PreparedStatement rotation = connection.prepareStatement(ROTATION)) {
            assertThat(rotate(rotation, "a-new-secret", 1)).isEqualTo(PASSES);
            assertThat(rotate(rotation, "", 1)).isEqualTo("empty-secret");
            run("set search_path = other");
            assertThat(rotate(rotation, "", 1)).isEqualTo(PASSES);
            run("set search_path = public");
            assertThat(rotate(rotation, "", 1)).isEqualTo("empty-secret");
            run("create temporary table users (id int, token text)");
            assertThat(rotate(rotation, "", 1)).isEqualTo(PASSES);
            run("drop table pg_temp.users");
            assertThat(rotate(rotation, "", 1)).isEqualTo("empty-secret");
        }
        assertThat(database.live("select count(*) from users where token = ''")).isZero();
    }

    @Test
    void theKeyProvesNothingAnyMore() throws SQLException {
        try (PreparedStatement rotation = connection.prepareStatement(ROTATION)) {
            assertThat(rotate(rotation, "a-new-secret", 1)).isEqualTo(PASSES);
            run("alter table users drop constraint users_pkey");
            run("update users set id = 1 where id > 50");
            assertThat(rotate(rotation, "another-secret", 1)).isEqualTo("mass-invalidation");
        }
    }

    @Test
    void aTriggerDoesMore() throws SQLException {
        run("""
                create function empties() returns trigger language plpgsql as
                  'begin update users set token = null where id > 20; return new; end'
                """);
        try (PreparedStatement rotation = connection.prepareStatement(ROTATION);
                PreparedStatement rename = connection.prepareStatement("update users set name = ? where id = ?")) {
            assertThat(rotate(rotation, "a-new-secret", 1)).isEqualTo(PASSES);
            assertThat(rotate(rename, "name", 1)).isEqualTo(PASSES);
            run("""
                    create trigger empties before update on users for each row when (pg_trigger_depth() = 0)
                    execute function empties()
                    """);
            assertThat(rotate(rotation, "another-secret", 1)).isEqualTo("mass-invalidation");
            assertThat(rotate(rename, "another-name", 1)).isEqualTo("mass-invalidation");
        }
    }

    @Test
    void aReadCallsMore() throws SQLException {
        try (PreparedStatement read = connection.prepareStatement("select name, tidy(id) from users where id = ?")) {
            run("create function tidy(int) returns int language sql as 'select $1'");
            read.setInt(1, 1);
            assertThat(outcome(read)).isEqualTo(PASSES);
            run("""
                    create or replace function tidy(int) returns int language sql as
                      'update users set token = null where id > 20; select $1'
                    """);
            assertThat(outcome(read)).isEqualTo("mass-invalidation");
        }
    }

    @Test
    void aClearReachesMore() throws SQLException {
        try (PreparedStatement clear = connection.prepareStatement(CLEAR);
                PreparedStatement delete = connection.prepareStatement("delete from users where id = ?")) {
            clear.setInt(1, 1);
            assertThat(outcome(clear)).isEqualTo(PASSES);
            delete.setInt(1, 1);
            assertThat(outcome(delete)).isEqualTo(PASSES);
            run("alter table users add parent int references users on delete cascade");
            run("update users set parent = 2 where id > 50");
            delete.setInt(1, 2);
            assertThat(outcome(delete)).isEqualTo("mass-invalidation");
            run("alter table users drop constraint users_pkey cascade");
            run("update users set id = 3 where id > 50");
            clear.setInt(1, 3);
            assertThat(outcome(clear)).isEqualTo("mass-invalidation");
        }
    }

    @Test
    void moreTextsThanAreKept() throws SQLException {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 200; i++) {
                String predicate = " and true".repeat(i % 100);
                try (PreparedStatement rotation = connection.prepareStatement(ROTATION + predicate)) {
                    assertThat(rotate(rotation, "secret-" + round + "-" + i, 1)).isEqualTo(PASSES);
                    assertThat(rotate(rotation, "", 1)).isEqualTo("empty-secret");
                }
            }
        }
    }

    private static String rotate(PreparedStatement statement, String value, int id) throws SQLException {
        statement.setString(1, value);
        statement.setInt(2, id);
        return outcome(statement);
    }

    private static String outcome(PreparedStatement statement) throws SQLException {
        try {
            statement.execute();
            return PASSES;
        } catch (WriteRejectedException refused) {
            return refused.ruleId();
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
