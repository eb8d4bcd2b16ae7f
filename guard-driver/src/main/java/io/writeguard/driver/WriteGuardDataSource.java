package io.writeguard.driver;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * A guarded DataSource as a bean, for pools and containers that build their own. Set it up, then use it; thread-safe from
 * then on.
 */
public final class WriteGuardDataSource extends GuardedBean implements DataSource {

    /** Whether {@link #setUrl} takes the URL; null is none. */
    public static boolean acceptsUrl(String jdbcUrl) {
        return GuardedUrl.isToPostgres(jdbcUrl);
    }

    /** Whether the URL leads through the guard. */
    public static boolean isGuardedUrl(String jdbcUrl) {
        return GuardedUrl.accepts(jdbcUrl);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return connect();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return connect(user, password);
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
}
