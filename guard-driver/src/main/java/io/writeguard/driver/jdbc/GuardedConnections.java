package io.writeguard.driver.jdbc;

import io.writeguard.driver.session.Session;
import java.sql.Connection;

/** Where a connection becomes a guarded one. */
public final class GuardedConnections {

    private GuardedConnections() {}

    /**
     * @param raw a connection of the PostgreSQL driver, or of a pool above it
     * @param session opened for this very connection
     * @return as thread-safe as {@code raw}; closing it closes {@code raw}
     */
    public static Connection guard(Connection raw, Session session) {
        return new GuardedConnection(raw, session);
    }
}
