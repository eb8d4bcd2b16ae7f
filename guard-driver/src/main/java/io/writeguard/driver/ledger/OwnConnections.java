package io.writeguard.driver.ledger;

import java.sql.Connection;
import java.sql.SQLException;

/** Opens connections beside the application's, for what every session sees. Thread-safe. */
@FunctionalInterface
public interface OwnConnections {

    /** Where the application's connections come from a pool, which a second connection for one caller could starve. */
    OwnConnections NONE = () -> null;

    /** A connection in auto-commit mode, which the caller closes; null where none can be had without starving a pool. */
    Connection open() throws SQLException;
}
