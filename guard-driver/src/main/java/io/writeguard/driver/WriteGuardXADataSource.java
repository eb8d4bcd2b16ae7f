package io.writeguard.driver;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.PooledConnection;
import javax.sql.XAConnection;
import javax.sql.XADataSource;
import org.postgresql.core.BaseConnection;
import org.postgresql.ds.PGPooledConnection;
import org.postgresql.xa.PGXAConnection;

/**
 * Guarded connections for transaction managers (JTA) and for pools that ask for a {@link ConnectionPoolDataSource}: the
 * PostgreSQL driver's own XA and pooled connections over guarded ones. What a branch has lost is settled when it is
 * prepared (SPEC section 4). Set it up, then use it; thread-safe from then on.
 */
public final class WriteGuardXADataSource extends GuardedBean implements XADataSource, ConnectionPoolDataSource {

    @Override
    public XAConnection getXAConnection() throws SQLException {
        return new PGXAConnection(postgres(connect()));
    }

    @Override
    public XAConnection getXAConnection(String user, String password) throws SQLException {
        return new PGXAConnection(postgres(connect(user, password)));
    }

    @Override
    public PooledConnection getPooledConnection() throws SQLException {
        return new PGPooledConnection(connect(), true);
    }

    @Override
    public PooledConnection getPooledConnection(String user, String password) throws SQLException {
        return new PGPooledConnection(connect(user, password), true);
    }

    private static BaseConnection postgres(Connection connection) throws SQLException {
        return connection.unwrap(BaseConnection.class);
    }
}
