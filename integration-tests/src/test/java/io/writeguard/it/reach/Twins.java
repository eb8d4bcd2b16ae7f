package io.writeguard.it.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.writeguard.driver.WriteGuard;
import io.writeguard.driver.WriteRejectedException;
import io.writeguard.it.TestDatabase;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

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
    final DataSource plain;
    final DataSource guarded;

    private Twins(TestDatabase database, DataSource guarded) {
        this.database = database;
        this.plain = database.pool();
        this.guarded = guarded;
    }

    /** Beside the table of users. */
    static Twins with(String schema) {
        return in(USERS + schema, RULES);
    }

    static Twins in(String schema, String rules) {
        TestDatabase database = TestDatabase.with(schema);
        return new Twins(database, database.guarded(rules));
    }

    /** Beside the table of users; the guard has no connection of its own. */
    static Twins aroundAPool(String schema) {
        return aroundAPool(schema, USERS);
    }

    /** As {@link #aroundAPool(String)}, with other users. */
    static Twins aroundAPool(String schema, String users) {
        TestDatabase database = TestDatabase.with(users + schema);
        return new Twins(database, WriteGuard.wrap(database.pool(), database.rules(RULES)));
    }

    /** Something done to a connection, of which only what it answers is compared. */
    @FunctionalInterface
    interface Work {
        Object on(Connection connection) throws Exception;
    }

    /** Refused in auto-commit and inside a transaction, and nothing of it remains. */
    Twins refuses(String... damages) throws SQLException {
        for (String damage : damages) {
            refuses(damage, connection -> run(connection, damage));
        }
        return this;
    }

    /** As {@link #refuses(String...)}. */
    Twins refuses(String name, Work damage) throws SQLException {
        String before = Content.of(database);
        try (Connection connection = guarded.getConnection()) {
            refused(connection, name, damage);
            assertThat(Content.of(database)).as(name).isEqualTo(before);
            assertThat(run(connection, "select 1")).containsExactly("[1]");
        }
        return refusesInTransaction(name, damage);
    }

    /** For what is refused only after some of it has passed. */
    Twins refusesInTransaction(String name, Work damage) throws SQLException {
        String before = Content.of(database);
        try (Connection connection = guarded.getConnection()) {
            connection.setAutoCommit(false);
            run(connection, "select 1");
            refused(connection, name, damage);
            assertThatThrownBy(() -> run(connection, "select 1"))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            error -> assertThat(error.getSQLState()).isEqualTo("25P02"));
            connection.rollback();
        }
        assertThat(Content.of(database)).as(name).isEqualTo(before);
        return this;
    }

    /** Passes with the same results and the same content as without the guard. */
    Twins passes(String... statements) throws SQLException {
        for (String statement : statements) {
            passes(statement, connection -> run(connection, statement));
        }
        return this;
    }

    /** As {@link #passes(String...)}. */
    Twins passes(String name, Work work) throws SQLException {
        Object results;
        String content;
        try (Connection connection = plain.getConnection()) {
            connection.setAutoCommit(false);
            results = done(connection, work);
            content = Content.of(connection);
            connection.rollback();
        }
        try (Connection connection = guarded.getConnection()) {
            assertThat(done(connection, work)).as(name).isEqualTo(results);
        }
        assertThat(Content.of(database)).as(name).isEqualTo(content);
        return this;
    }

    private static Object done(Connection connection, Work work) throws SQLException {
        try {
            return work.on(connection);
        } catch (SQLException | RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new SQLException(failure);
        }
    }

    private static void refused(Connection connection, String name, Work damage) {
        Throwable refusal = catchThrowable(() -> damage.on(connection));
        assertThat(refusal instanceof BatchUpdateException ? refusal.getCause() : refusal)
                .as(name)
                .isInstanceOf(WriteRejectedException.class);
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
