package io.writeguard.driver;

import io.writeguard.driver.jdbc.GuardedProxyFactory;
import io.writeguard.driver.session.SessionFactory;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.support.ProxyDataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;

/** Hands out guarded connections, through datasource-proxy, and nothing that leads around them. */
final class GuardedDataSource implements DataSource, AutoCloseable {

    private final WriteGuard guard;
    private final ProxyDataSource proxy;

    GuardedDataSource(WriteGuard guard, DataSource inner, SessionFactory sessions) {
        this.guard = guard;
        this.proxy = ProxyDataSourceBuilder.create(inner)
                .jdbcProxyFactory(new GuardedProxyFactory(sessions))
                .build();
    }

    @Override
    public Connection getConnection() throws SQLException {
        return open().getConnection();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return open().getConnection(user, password);
    }

    private DataSource open() throws SQLException {
        if (guard.isClosed()) {
            throw new SQLException(DriverWording.DATA_SOURCE_CLOSED, "08003");
        }
        return proxy;
    }

    /** Closes the guard; the DataSource inside is for whoever made it to close. */
    @Override
    public void close() {
        guard.close();
    }

    @Override
    public <T> T unwrap(Class<T> requested) throws SQLException {
        if (requested.isInstance(this)) {
            return requested.cast(this);
        }
        throw new SQLException(DriverWording.dataSourceUnwrap(requested), "42501");
    }

    @Override
    public boolean isWrapperFor(Class<?> requested) {
        return requested.isInstance(this);
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return proxy.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        proxy.setLogWriter(out);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return proxy.getLoginTimeout();
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        proxy.setLoginTimeout(seconds);
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return proxy.getParentLogger();
    }
}
