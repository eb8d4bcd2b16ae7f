package io.writeguard.it.shapes;

import io.writeguard.driver.WriteGuard;
import io.writeguard.driver.WriteRejectedException;
import io.writeguard.it.MovableClock;
import io.writeguard.it.TestDatabase;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * 40 rows with a live secret of one shape, of which 4 may be lost, 20 without, and 20 in which a secret of some rows is
 * none.
 */
final class ShapedTable {

    static final int LIVE = 40;
    static final int MAY_BE_LOST = 4;
    static final String PASSED = "passed";

    private static final String RULES = """
            version: 1
            defaults: {mass-invalidation: {threshold-ratio: 10%%, minimum-rows: 2}}
            tables:
              users:
                stale-clear: %s
                secret-columns: {secret: %s}
            """;

    /** Something done through JDBC. */
    @FunctionalInterface
    interface Work {
        void on(Connection connection) throws SQLException;
    }

    private final Shape shape;
    private final boolean bound;
    private final TestDatabase database;
    private final WriteGuard guard;

    /**
     * A table of its own, in the place of the one before, and a window that is empty.
     *
     * @param bound whether values are bound rather than written into the text
     */
    ShapedTable(TestDatabase database, Shape shape, boolean bound, String staleClear) throws SQLException {
        this.shape = shape;
        this.bound = bound;
        this.database = database;
        database.execute(
                "drop table if exists users, before; create table users (id int primary key, kind text not null,"
                        + " secret " + shape.type() + ")");
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.url());
        try (Connection connection = source.getConnection()) {
            for (int id = 1; id <= 80; id++) {
                String kind = shape == Shape.SOME_ROWS && id > 60 ? "other" : "secret";
                String value = id <= LIVE || (shape == Shape.SOME_ROWS && id > 60) ? value(id) : shape.cleared();
                insert(connection, id, kind, value);
            }
        }
        database.execute("create table before as select * from users");
        this.guard = WriteGuard.builder()
                .dataSource(source)
                .clock(new MovableClock())
                .rules(database.rules(RULES.formatted(staleClear, shape.rules())))
                .build();
    }

    private void insert(Connection connection, int id, String kind, String value) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into users values (?, ?, ?)")) {
            insert.setInt(1, id);
            insert.setString(2, kind);
            shape.bind(insert, 3, value);
            insert.executeUpdate();
        }
    }

    /** What the row has at first. */
    String value(int id) {
        return shape.of("first-secret-" + id);
    }

    /** A good value that nothing else has. */
    String fresh(int id) {
        return shape.of("fresh-secret-" + id);
    }

    String outcome(Work work) throws SQLException {
        try (Connection connection = guard.dataSource().getConnection()) {
            work.on(connection);
            return PASSED;
        } catch (WriteRejectedException refusal) {
            return refusal.ruleId();
        } catch (BatchUpdateException refusal) {
            if (refusal.getCause() instanceof WriteRejectedException cause) {
                return cause.ruleId();
            }
            throw refusal;
        }
    }

    /** Writes the value into the rows that the predicate names. */
    Work set(String value, String predicate) {
        return connection -> set(connection, value, predicate);
    }

    void set(Connection connection, String value, String predicate) throws SQLException {
        if (bound) {
            try (PreparedStatement update =
                    connection.prepareStatement("update users set secret = ? where " + predicate)) {
                shape.bind(update, 1, value);
                update.executeUpdate();
            }
        } else {
            run(connection, "update users set secret = " + shape.literal(value) + " where " + predicate);
        }
    }

    /** Clears one row where it still has this value. */
    Work clearComparing(int id, String value) {
        return connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "update users set secret = ? where id = ? and secret = " + (bound ? "?" : shape.literal(value)))) {
                shape.bind(update, 1, shape.cleared());
                update.setInt(2, id);
                if (bound) {
                    shape.bind(update, 3, value);
                }
                update.executeUpdate();
            }
        };
    }

    static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    /** How many rows are not as they were at first. */
    long changed() {
        return database.live("select count(*) from before b full join users u using (id)"
                + " where u.secret::text is distinct from b.secret::text or u.id is null");
    }

    long lost() {
        return guard.budgets().stream().mapToLong(status -> status.lost()).sum();
    }
}
