package io.writeguard.it.budget;

import io.writeguard.driver.GuardUnavailableException;
import io.writeguard.driver.WriteGuard;
import io.writeguard.driver.WriteRejectedException;
import io.writeguard.it.MovableClock;
import io.writeguard.it.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A table {@code users} of 200 rows with a live secret each, of which 20 may be lost, behind guards that know nothing of
 * one another but what stands in the database, as in processes of their own: what they share in one JVM goes by their clock
 * too.
 */
final class Instances implements AutoCloseable {

    static final String PASSED = "passed";
    static final String UNAVAILABLE = "unavailable";

    private static final String RULES = """
            version: 1
            defaults:
              mass-invalidation: {budget: database}
            tables:
              users: {%ssecret-columns: [token]}
            """;

    private final TestDatabase database;
    private final Path rules;
    private final MovableClock clock = new MovableClock();

    Instances() {
        this("");
    }

    /**
     * @param more settings of the table, with a comma behind
     */
    Instances(String more) {
        this(more, 200);
    }

    /**
     * @param rows of the table, of which a tenth may be lost, unless {@code more} says otherwise
     */
    Instances(String more, int rows) {
        database = TestDatabase.with("""
                create table users (id int primary key, token text, name text);
                insert into users select i, 'secret-' || md5(i::text), 'user' from generate_series(1, %d) i
                """.formatted(rows));
        rules = database.rules(RULES.formatted(more));
    }

    /** One that has just been started. */
    DataSource start() {
        return start(source("&ApplicationName=instance"));
    }

    DataSource start(DataSource source) {
        return WriteGuard.builder()
                .dataSource(source)
                .rules(rules)
                .clock(clock.another())
                .build()
                .dataSource();
    }

    DataSource source(String parameters) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.url() + parameters);
        return source;
    }

    Path rules() {
        return rules;
    }

    TestDatabase database() {
        return database;
    }

    void pass(Duration time) {
        clock.pass(time);
    }

    long live() {
        return database.live("select count(*) from users where token is not null");
    }

    /** One row by its key, in auto-commit mode, on a connection of its own. */
    static String clear(DataSource instance, int id) throws SQLException {
        try (Connection connection = instance.getConnection()) {
            return clear(connection, id);
        }
    }

    static String clear(Connection connection, int id) throws SQLException {
        return run(connection, "update users set token = null where id = ?", id);
    }

    static String run(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
            return PASSED;
        } catch (WriteRejectedException refused) {
            return refused.ruleId();
        } catch (GuardUnavailableException refused) {
            return UNAVAILABLE;
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
