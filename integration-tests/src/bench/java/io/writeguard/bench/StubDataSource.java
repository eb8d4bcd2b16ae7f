package io.writeguard.bench;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;

/** Connections to a real server whose statements do nothing, once {@link StubConnection#stubbing} is set. */
final class StubDataSource extends PGSimpleDataSource {

    private static final long serialVersionUID = 1;

    @Override
    public Connection getConnection() throws SQLException {
        return new StubConnection(super.getConnection());
    }
}
