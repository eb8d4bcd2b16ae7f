package io.writeguard.driver.jdbc;

import io.writeguard.driver.session.SessionFactory;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.ConnectionInfo;
import net.ttddyy.dsproxy.proxy.JdbcProxyFactory;
import net.ttddyy.dsproxy.proxy.ProxyConfig;

/**
 * Makes a datasource-proxy {@code ProxyDataSource} a guarded one. Where its configuration has no listener, the guarded
 * connection is handed out as it is; else datasource-proxy's own proxies stand in front of the guarded objects, so that
 * its listeners see what the application calls. Thread-safe.
 *
 * <p>A query listener sees bound values; that is the choice of whoever registers one. The guard itself registers none.
 */
public final class GuardedProxyFactory implements JdbcProxyFactory {

    private final SessionFactory sessions;

    public GuardedProxyFactory(SessionFactory sessions) {
        this.sessions = sessions;
    }

    @Override
    public Connection createConnection(Connection raw, ConnectionInfo info, ProxyConfig config) {
        Connection guarded = guard(raw);
        return hasListener(config) ? DEFAULT.createConnection(guarded, info, config) : guarded;
    }

    private Connection guard(Connection raw) {
        try {
            return GuardedConnections.guard(raw, sessions.open(raw));
        } catch (SQLException | RuntimeException failure) {
            close(raw, failure);
            throw GuardedProxyFactory.<RuntimeException>unchecked(failure);
        }
    }

    private static void close(Connection raw, Exception failure) {
        try {
            raw.close();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    /** The interface declares no SQLException, but its callers in datasource-proxy pass one on untouched. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Exception> E unchecked(Exception failure) throws E {
        throw (E) failure;
    }

    private static boolean hasListener(ProxyConfig config) {
        return !config.getQueryListener().getListeners().isEmpty()
                || !config.getMethodListener().getListeners().isEmpty();
    }

    @Override
    public DataSource createDataSource(DataSource dataSource, ProxyConfig config) {
        return DEFAULT.createDataSource(dataSource, config);
    }

    @Override
    public Statement createStatement(
            Statement statement, ConnectionInfo info, Connection connection, ProxyConfig config) {
        return DEFAULT.createStatement(statement, info, connection, config);
    }

    @Override
    public PreparedStatement createPreparedStatement(
            PreparedStatement statement,
            String sql,
            ConnectionInfo info,
            Connection connection,
            ProxyConfig config,
            boolean generateKey) {
        return DEFAULT.createPreparedStatement(statement, sql, info, connection, config, generateKey);
    }

    @Override
    public CallableStatement createCallableStatement(
            CallableStatement statement, String sql, ConnectionInfo info, Connection connection, ProxyConfig config) {
        return DEFAULT.createCallableStatement(statement, sql, info, connection, config);
    }

    @Override
    public ResultSet createResultSet(ResultSet rows, ConnectionInfo info, ProxyConfig config) {
        return DEFAULT.createResultSet(rows, info, config);
    }

    @Override
    public ResultSet createGeneratedKeys(ResultSet keys, ConnectionInfo info, ProxyConfig config) {
        return DEFAULT.createGeneratedKeys(keys, info, config);
    }
}
