package io.writeguard.driver;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
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
public final class WriteGuardXADataSource implements XADataSource, ConnectionPoolDataSource {

    private final WriteGuardDataSource guarded = new WriteGuardDataSource();

    /** As {@link WriteGuardDataSource#setUrl}. Required. */
    public void setUrl(String jdbcUrl) {
        guarded.setUrl(jdbcUrl);
    }

    public String getUrl() {
        return guarded.getUrl();
    }

    public void setUser(String user) {
        guarded.setUser(user);
    }

    public String getUser() {
        return guarded.getUser();
    }

    public void setPassword(String password) {
        guarded.setPassword(password);
    }

    /** As {@link WriteGuardDataSource#setRules}. */
    public void setRules(String location) {
        guarded.setRules(location);
    }

    public String getRules() {
        return guarded.getRules();
    }

    /** As {@link WriteGuardDataSource#setProperty}. */
    public void setProperty(String name, String value) {
        guarded.setProperty(name, value);
    }

    /** One more listener. */
    public void addListener(GuardListener listener) {
        guarded.addListener(listener);
    }

    /** As {@link WriteGuardDataSource#guard}. */
    public WriteGuard guard() {
        return guarded.guard();
    }

    @Override
    public XAConnection getXAConnection() throws SQLException {
        return new PGXAConnection(postgres(guarded.getConnection()));
    }

    @Override
    public XAConnection getXAConnection(String user, String password) throws SQLException {
        return new PGXAConnection(postgres(guarded.getConnection(user, password)));
    }

    @Override
    public PooledConnection getPooledConnection() throws SQLException {
        return new PGPooledConnection(guarded.getConnection(), true);
    }

    @Override
    public PooledConnection getPooledConnection(String user, String password) throws SQLException {
        return new PGPooledConnection(guarded.getConnection(user, password), true);
    }

    private static BaseConnection postgres(Connection connection) throws SQLException {
        return connection.unwrap(BaseConnection.class);
    }

    @Override
    public PrintWriter getLogWriter() {
        return guarded.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        guarded.setLogWriter(out);
    }

    @Override
    public int getLoginTimeout() {
        return guarded.getLoginTimeout();
    }

    @Override
    public void setLoginTimeout(int seconds) {
        guarded.setLoginTimeout(seconds);
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return guarded.getParentLogger();
    }
}
