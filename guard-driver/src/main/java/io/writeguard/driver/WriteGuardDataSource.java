package io.writeguard.driver;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * A guarded DataSource as a bean, for pools and containers that build their own. Set it up, then use it; thread-safe from
 * then on.
 */
public final class WriteGuardDataSource implements DataSource {

    private static final String POSTGRES = "jdbc:postgresql:";
    private static final String GUARDED = "jdbc:writeguard:postgresql:";

    private final WriteGuardDriver driver = new WriteGuardDriver();
    private final Properties properties = new Properties();
    private String url;

    /** {@code jdbc:postgresql:…} or {@code jdbc:writeguard:postgresql:…}. Required. */
    public void setUrl(String jdbcUrl) {
        url = jdbcUrl.startsWith(POSTGRES) ? GUARDED + jdbcUrl.substring(POSTGRES.length()) : jdbcUrl;
        if (!driver.acceptsURL(url)) {
            throw new IllegalArgumentException("expected a URL that starts with " + POSTGRES + " or " + GUARDED);
        }
    }

    public String getUrl() {
        return url;
    }

    public void setUser(String user) {
        properties.setProperty("user", user);
    }

    public String getUser() {
        return properties.getProperty("user");
    }

    public void setPassword(String password) {
        properties.setProperty("password", password);
    }

    /** Where the rules file is: a path, {@code file:…} or {@code classpath:…}. Looked up as for a URL without it. */
    public void setRules(String location) {
        properties.setProperty("writeguardRules", location);
    }

    public String getRules() {
        return properties.getProperty("writeguardRules");
    }

    @Override
    public Connection getConnection() throws SQLException {
        return connect(properties);
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        Properties withUser = new Properties();
        withUser.putAll(properties);
        withUser.setProperty("user", user);
        withUser.setProperty("password", password);
        return connect(withUser);
    }

    private Connection connect(Properties with) throws SQLException {
        if (url == null) {
            throw new SQLException("no URL: call setUrl(…) first", "08001");
        }
        return driver.connect(url, with);
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
    public PrintWriter getLogWriter() {
        return DriverManager.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        DriverManager.setLogWriter(out);
    }

    @Override
    public int getLoginTimeout() {
        return Integer.parseInt(properties.getProperty("loginTimeout", "0"));
    }

    @Override
    public void setLoginTimeout(int seconds) {
        properties.setProperty("loginTimeout", Integer.toString(seconds));
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return driver.getParentLogger();
    }
}
