package io.writeguard.it;

import io.writeguard.driver.WriteRejectedException;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * A table {@code users} of 100 rows, each with a live secret, behind the guard: at most 10 secrets may be lost. What a
 * statement comes to is told as one word: {@code passes}, or the id of the rule that refused it.
 */
final class GuardedUsers implements AutoCloseable {

    static final String PASSES = "passes";

    private static final String RULES = """
            version: 1
            defaults: {mass-invalidation: {threshold-ratio: 10%, minimum-rows: 5}}
            tables:
              users:
                secret-columns:
                  secret: {min-length: 5}
                  doc: {}
                  tokens: {}
            """;

    private static final String TABLE = """
            CREATE TABLE users (
              id bigint PRIMARY KEY, name text, gone boolean DEFAULT false, secret text, doc jsonb, tokens text[]);
            INSERT INTO users SELECT n, 'user ' || n, false, 'secret-' || n, jsonb_build_object('token', 'token-' || n),
              ARRAY['first-' || n, 'second-' || n] FROM generate_series(1, 100) AS n;
            CREATE TABLE incoming (id bigint, secret text, keep boolean);
            INSERT INTO incoming SELECT n, 'renewed-' || n, n % 2 = 0 FROM generate_series(96, 105) AS n;
            """;

    private final TestDatabase database;
    private final DataSource guarded;
    private final String before;

    GuardedUsers() {
        this("", RULES);
    }

    /**
     * @param sql run before the guard sees the table
     */
    GuardedUsers(String sql, String rules) {
        database = TestDatabase.with(TABLE + sql);
        guarded = database.guarded(rules);
        before = contents();
    }

    TestDatabase database() {
        return database;
    }

    Connection connect() throws SQLException {
        return guarded.getConnection();
    }

    /** Executes one text in auto-commit mode; null binds NULL, anything else is bound as it is. */
    String run(String sql, Object... values) throws SQLException {
        try (Connection connection = connect()) {
            return run(connection, sql, values);
        }
    }

    static String run(Connection connection, String sql, Object... values) throws SQLException {
        return outcome(() -> {
            if (values.length == 0) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute(sql);
                }
            } else {
                try (PreparedStatement statement = connection.prepareStatement(sql)) {
                    for (int i = 0; i < values.length; i++) {
                        statement.setObject(i + 1, values[i]);
                    }
                    statement.execute();
                }
            }
        });
    }

    /** Something done through JDBC. */
    @FunctionalInterface
    interface Attempt {
        void make() throws SQLException;
    }

    static String outcome(Attempt attempt) throws SQLException {
        try {
            attempt.make();
            return PASSES;
        } catch (WriteRejectedException refused) {
            return refused.ruleId();
        } catch (BatchUpdateException refused) {
            if (refused.getCause() instanceof WriteRejectedException cause) {
                return cause.ruleId();
            }
            throw refused;
        }
    }

    /** Whether not a single value of the table has changed. */
    boolean unchanged() {
        return contents().equals(before);
    }

    private String contents() {
        return database.text("SELECT coalesce(md5(string_agg(users::text, ',' ORDER BY id)), '') FROM users");
    }

    @Override
    public void close() {
        database.close();
    }
}
