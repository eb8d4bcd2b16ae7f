package io.writeguard.it.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.writeguard.driver.WriteRejectedException;
import io.writeguard.it.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Holds a damaging statement and its harmless twin against each other in one database with 100 users, each with a token.
 * Whatever is compared is the content of every table.
 */
final class Twins implements AutoCloseable {

    static final String RULES = """
            version: 1
            tables:
              users: {secret-columns: [token]}
            """;

    private static final String USERS = """
            create table users (id int primary key, org_id int, name text, token text);
            insert into users select n, n % 10, 'user ' || n, 'secret-of-' || n from generate_series(1, 100) n;
            """;

    final TestDatabase database;
    final HikariDataSource plain;
    final HikariDataSource guarded;

    private Twins(TestDatabase database, String rules) {
        this.database = database;
        this.plain = database.pool();
        this.guarded = database.guarded(rules);
    }

    /** Beside the table of users. */
    static Twins with(String schema) {
        return in(USERS + schema, RULES);
    }

    static Twins in(String schema, String rules) {
        return new Twins(TestDatabase.with(schema), rules);
    }

    /** Refused in auto-commit and inside a transaction, and nothing of it remains. */
    Twins refuses(String... damages) throws SQLException {
        for (String damage : damages) {
            String before = Content.of(database);
            try (Connection connection = guarded.getConnection()) {
                refused(connection, damage);
                assertThat(Content.of(database)).as(damage).isEqualTo(before);
                assertThat(run(connection, "select 1")).containsExactly("[1]");
                connection.setAutoCommit(false);
                run(connection, "select 1");
                refused(connection, damage);
                assertThatThrownBy(() -> run(connection, "select 1"))
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                error -> assertThat(error.getSQLState()).isEqualTo("25P02"));
                connection.rollback();
            }
            assertThat(Content.of(database)).as(damage).isEqualTo(before);
        }
        return this;
    }

    /** Passes with the same results and the same content as without the guard. */
    Twins passes(String... statements) throws SQLException {
        for (String statement : statements) {
            List<String> results;
            String content;
            try (Connection connection = plain.getConnection()) {
                connection.setAutoCommit(false);
                results = run(connection, statement);
                content = Content.of(connection);
                connection.rollback();
            }
            try (Connection connection = guarded.getConnection()) {
                assertThat(run(connection, statement)).as(statement).isEqualTo(results);
            }
            assertThat(Content.of(database)).as(statement).isEqualTo(content);
        }
        return this;
    }

    private static void refused(Connection connection, String damage) {
        assertThatThrownBy(() -> run(connection, damage)).as(damage).isInstanceOf(WriteRejectedException.class);
    }

    /** The rows and update counts, in order. */
    static List<String> run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return Results.of(statement, statement.execute(sql));
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
