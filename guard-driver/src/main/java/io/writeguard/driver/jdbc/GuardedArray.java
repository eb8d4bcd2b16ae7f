package io.writeguard.driver.jdbc;

import java.sql.Array;

/** An array whose ResultSet leads back to the guarded connection. */
final class GuardedArray extends DelegatingArray {

    private final GuardedConnection connection;

    GuardedArray(Array raw, GuardedConnection connection) {
        super(raw);
        this.connection = connection;
    }

    @Override
    GuardedConnection connection() {
        return connection;
    }
}
