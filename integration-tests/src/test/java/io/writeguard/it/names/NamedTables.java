package io.writeguard.it.names;

import io.writeguard.driver.GuardUnavailableException;
import io.writeguard.driver.WriteGuard;
import io.writeguard.driver.WriteRejectedException;
import io.writeguard.driver.event.GuardEvent;
import io.writeguard.it.MovableClock;
import io.writeguard.it.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A guarded database with connections of its own for the application, and another session beside the guard. */
final class NamedTables implements AutoCloseable {

    static final String PASSES = "passes";

    private final TestDatabase database;
    private final Path rules;
    private final DataSource guarded;
    private final List<String> changes = new CopyOnWriteArrayList<>();
    private final MovableClock clock = new MovableClock();

    private NamedTables(TestDatabase database, String rules, String urlParameters) throws Exception {
        this.database = database;
        this.rules = database.rules(rules);
        this.guarded = guard(urlParameters);
    }

    private DataSource guard(String urlParameters) throws Exception {
        PGSimpleDataSource driver = new PGSimpleDataSource();
        driver.setUrl(database.url() + urlParameters);
        return WriteGuard.builder()
                .dataSource(driver)
                .rules(rules)
                .clock(clock)
                .listener(event -> {
                    if (event.kind() == GuardEvent.Kind.SCHEMA_CHANGED) {
                        changes.add(event.text());
                    }
                })
                .build()
                .dataSource();
    }

    static NamedTables of(String sql, String rules) throws Exception {
        return of(sql, rules, "");
    }

    static NamedTables of(String sql, String rules, String urlParameters) throws Exception {
        return new NamedTables(TestDatabase.with(sql), rules, urlParameters);
    }

    /** DDL for a table of 100 rows with a live token each. */
    static String table(String name) {
        return "CREATE TABLE " + name + " (id int PRIMARY KEY, token text); INSERT INTO " + name
                + " SELECT n, 'token-' || n FROM generate_series(1, 100) AS n;";
    }

    Connection connect() throws SQLException {
        return guarded.getConnection();
    }

    /** By another guard with the same rules. */
    Connection connectThrough(String urlParameters) throws Exception {
        return guard(urlParameters).getConnection();
    }

    /** What another session does. */
    void elsewhere(String sql) {
        database.execute(sql);
    }

    long count(String query) {
        return database.live(query);
    }

    void pass(Duration time) {
        clock.pass(time);
    }

    /** What has been told of changes, in order; and forgets it. */
    List<String> changes() {
        List<String> told = List.copyOf(changes);
        changes.clear();
        return told;
    }

    String run(String sql) throws SQLException {
        try (Connection connection = connect()) {
            return run(connection, sql);
        }
    }

    /** {@code passes}, the id of the rule that refused it, or {@code unavailable}. */
    static String run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            return PASSES;
        } catch (WriteRejectedException refused) {
            return refused.ruleId();
        } catch (GuardUnavailableException failed) {
            return "unavailable";
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
