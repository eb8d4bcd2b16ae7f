package io.writeguard.it.jdbc;

import io.writeguard.driver.jdbc.GuardedConnections;
import io.writeguard.it.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A database with the tables {@code guarded} and {@code harmless}, and one connection to it through the edge. */
final class WatchedDatabase implements AutoCloseable {

    final TestDatabase database =
            TestDatabase.with("create table guarded (id int primary key, secret text, blob bytea);"
                    + "create table harmless (id int primary key, words text)");
    final Connection raw;
    final WatchingSession session;
    final Connection connection;

    WatchedDatabase() throws SQLException {
        raw = DriverManager.getConnection(database.url());
        session = new WatchingSession(raw);
        connection = GuardedConnections.guard(raw, session);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        database.close();
    }
}
