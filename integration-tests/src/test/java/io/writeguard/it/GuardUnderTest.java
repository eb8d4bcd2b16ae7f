package io.writeguard.it;

import io.writeguard.driver.WriteGuard;
import io.writeguard.driver.WriteRejectedException;
import io.writeguard.driver.event.GuardEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A guard over a database of its own, with a clock that the test moves. The guard opens its connections itself. */
final class GuardUnderTest implements AutoCloseable {

    /** What a write came to. */
    static final String PASSED = "passed";

    private final TestDatabase database;
    private final MovableClock clock = new MovableClock();
    private final Queue<GuardEvent> events = new ConcurrentLinkedQueue<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final WriteGuard guard;

    private GuardUnderTest(String rules, String setup) {
        database = TestDatabase.with(setup);
        guard = another(rules);
    }

    static GuardUnderTest with(String rules, String setup) {
        return new GuardUnderTest(rules, setup);
    }

    /** The same database and clock under a guard of its own. */
    WriteGuard another(String rules) {
        return WriteGuard.builder()
                .dataSource(counting(database.url()))
                .rules(database.rules(rules))
                .clock(clock)
                .listener(events::add)
                .build();
    }

    WriteGuard guard() {
        return guard;
    }

    MovableClock clock() {
        return clock;
    }

    TestDatabase database() {
        return database;
    }

    /** Of the server, by the application and by the guard, so far. */
    int connectionsOpened() {
        return connections.get();
    }

    List<GuardEvent.Kind> eventKinds() {
        return events.stream().map(GuardEvent::kind).toList();
    }

    List<GuardEvent> events() {
        return new ArrayList<>(events);
    }

    Connection connect() throws SQLException {
        return guard.dataSource().getConnection();
    }

    /** Runs the statement in auto-commit mode on a connection of its own; says {@link #PASSED} or which rule refused it. */
    String run(String sql, Object... values) throws SQLException {
        try (Connection connection = connect()) {
            return run(connection, sql, values);
        }
    }

    /** Runs the statement; says {@link #PASSED} or which rule refused it. */
    static String run(Connection connection, String sql, Object... values) throws SQLException {
        try {
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
            return PASSED;
        } catch (WriteRejectedException refused) {
            return refused.ruleId();
        }
    }

    long live(String query) {
        return database.live(query);
    }

    @Override
    public void close() {
        database.close();
    }

    private DataSource counting(String url) {
        PGSimpleDataSource source = new PGSimpleDataSource() {
            private static final long serialVersionUID = 1;

            @Override
            public Connection getConnection() throws SQLException {
                connections.incrementAndGet();
                return super.getConnection();
            }
        };
        source.setUrl(url);
        return source;
    }
}
