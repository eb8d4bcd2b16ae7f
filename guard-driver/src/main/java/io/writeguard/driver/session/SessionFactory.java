package io.writeguard.driver.session;

import java.sql.Connection;
import java.sql.SQLException;

/** Opens the session of a driver connection that has just been opened. Safe for use by many threads. */
@FunctionalInterface
public interface SessionFactory {

    /** @throws SQLException where the rules cannot be checked against this database; the caller closes the connection */
    Session open(Connection raw) throws SQLException;
}
