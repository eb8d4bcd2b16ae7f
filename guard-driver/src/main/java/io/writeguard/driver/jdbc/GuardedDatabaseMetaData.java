package io.writeguard.driver.jdbc;

import java.sql.DatabaseMetaData;

/** Metadata that leads back to the guarded connection. */
final class GuardedDatabaseMetaData extends DelegatingDatabaseMetaData {

    private final GuardedConnection connection;

    GuardedDatabaseMetaData(DatabaseMetaData raw, GuardedConnection connection) {
        super(raw);
        this.connection = connection;
    }

    @Override
    GuardedConnection connection() {
        return connection;
    }
}
