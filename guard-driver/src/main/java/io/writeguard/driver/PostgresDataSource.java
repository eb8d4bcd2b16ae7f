package io.writeguard.driver;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** The PostgreSQL driver as a DataSource. Thread-safe. */
final class PostgresDataSource implements DataSource {

    private final org.postgresql.Driver driver = new org.postgresql.Driver();
    private final GuardedUrl target;

    PostgresDataSource(GuardedUrl target) {
        this.target = target;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return connect(target.properties());
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        Properties withUser = new Properties();
        withUser.putAll(target.properties());
        if (user != null) {
            withUser.setProperty("user", user);
        }
        if (password != null) {
            withUser.setProperty("password", password);
        }
        return connect(withUser);
    }

    private Connection connect(Properties properties) throws SQLException {
        Connection connection = driver.connect(target.url(), properties);
        if (connection == null) {
            throw new SQLException("the PostgreSQL driver does not accept the URL", "08001");
        }
        return connection;
    }

    @Override
    public <T> T unwrap(Class<T> requested) throws SQLException {
        throw new SQLException("wraps nothing");
    }

    @Override
    public boolean isWrapperFor(Class<?> requested) {
        return false;
    }

    @Override
    public PrintWriter getLogWriter() {
        return DriverManager.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        DriverManager.setLogWriter(out);
    }

    @Override
    public int getLoginTimeout() {
        return DriverManager.getLoginTimeout();
    }

    @Override
    public void setLoginTimeout(int seconds) {
        DriverManager.setLoginTimeout(seconds);
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return driver.getParentLogger();
    }
}
