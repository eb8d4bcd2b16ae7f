package io.writeguard.it.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.writeguard.driver.WriteRejectedException;
import io.writeguard.it.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;

/**
 * Runs writes with and without the guard, on tables that stay as they were: what passes does the same as without the
 * guard, and what is refused does nothing.
 */
final class Trial implements AutoCloseable {

    /** A parameter that is set in a way of its own. */
    @FunctionalInterface
    interface Setter {
        void set(PreparedStatement statement, int index) throws SQLException;
    }

    private final TestDatabase database;
    private final HikariDataSource plain;
    private final HikariDataSource guarded;
    private final String contents;

    /**
     * @param tables whose contents are compared
     */
    Trial(String setup, String rules, String... tables) {
        this.database = TestDatabase.with(setup);
        this.plain = database.pool();
        this.guarded = database.guarded(rules);
        StringBuilder all = new StringBuilder("select concat_ws(' '");
        for (String table : tables) {
            all.append(", (select md5(string_agg(row::text, ' ' order by row::text)) from ")
                    .append(table)
                    .append(" row)");
        }
        this.contents = all.append(")").toString();
    }

    TestDatabase database() {
        return database;
    }

    HikariDataSource guarded() {
        return guarded;
    }

    /** It does what it does without the guard. Without parameters it goes through a plain Statement. */
    void passes(String sql, Object... parameters) throws SQLException {
        assertThat(outcome(guarded, sql, parameters)).as(sql).isEqualTo(outcome(plain, sql, parameters));
    }

    /** It is refused by the rule alone and leaves nothing behind; without the guard it would run. */
    void refused(String rule, String sql, Object... parameters) throws SQLException {
        outcome(plain, sql, parameters);
        String before = database.text(contents);
        try (Connection connection = guarded.getConnection()) {
            assertThatThrownBy(() -> execute(connection, sql, parameters))
                    .as(sql)
                    .isInstanceOfSatisfying(WriteRejectedException.class, refusal -> {
                        assertThat(refusal.ruleId()).as(refusal.getMessage()).isEqualTo(rule);
                        assertThat(refusal.getSQLState()).isEqualTo("23514");
                    });
        }
        assertThat(database.text(contents)).as(sql).isEqualTo(before);
    }

    @Override
    public void close() {
        database.close();
    }

    private String outcome(HikariDataSource pool, String sql, Object... parameters) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            int count = execute(connection, sql, parameters);
            try (Statement statement = connection.createStatement();
                    var after = statement.executeQuery(contents)) {
                after.next();
                return count + " " + after.getString(1);
            } finally {
                connection.rollback();
            }
        }
    }

    private static int execute(Connection connection, String sql, Object... parameters) throws SQLException {
        if (parameters.length == 0) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
                return statement.getUpdateCount();
            }
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                if (parameters[i] instanceof Setter setter) {
                    setter.set(statement, i + 1);
                } else if (parameters[i] == null) {
                    statement.setNull(i + 1, Types.VARCHAR);
                } else {
                    statement.setObject(i + 1, parameters[i]);
                }
            }
            statement.execute();
            return statement.getUpdateCount();
        }
    }
}
