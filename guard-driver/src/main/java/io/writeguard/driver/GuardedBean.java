package io.writeguard.driver;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.CommonDataSource;
import javax.sql.DataSource;

/** The properties of the guarded beans, and the guard that they make. */
abstract class GuardedBean implements CommonDataSource, AutoCloseable {

    private static final String CONFIG_FILE_ERROR = "F0000";

    private final Properties properties = new Properties();
    private final List<GuardListener> listeners = new ArrayList<>();
    private String url;
    private WriteGuard guard;
    private boolean closed;

    /** {@code jdbc:postgresql:…} or {@code jdbc:writeguard:postgresql:…}. Required. */
    public void setUrl(String jdbcUrl) {
        if (!GuardedUrl.isToPostgres(jdbcUrl)) {
            throw new IllegalArgumentException(DriverWording.NOT_A_URL);
        }
        url = GuardedUrl.guarded(jdbcUrl);
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

    /** A property of the PostgreSQL driver, such as {@code reWriteBatchedInserts}. */
    public void setProperty(String name, String value) {
        properties.setProperty(name, value);
    }

    /** One more listener. */
    public void addListener(GuardListener listener) {
        listeners.add(Objects.requireNonNull(listener, "listener"));
    }

    /**
     * The guard; from here on nothing can be set.
     *
     * @throws IllegalStateException without a URL
     * @throws IllegalArgumentException where no rules file is found, or it has problems
     */
    public synchronized WriteGuard guard() {
        if (guard == null) {
            if (url == null) {
                throw new IllegalStateException("no URL: call setUrl(…) first");
            }
            GuardedUrl target = GuardedUrl.of(url, properties);
            WriteGuardBuilder builder = WriteGuard.builder().dataSource(new PostgresDataSource(target));
            if (target.rules() != null) {
                builder.rules(target.rules());
            }
            listeners.forEach(builder::listener);
            guard = builder.build();
        }
        return guard;
    }

    final Connection connect() throws SQLException {
        return opened().getConnection();
    }

    final Connection connect(String user, String password) throws SQLException {
        return opened().getConnection(user, password);
    }

    /** Closes the guard, see {@link WriteGuard#close}; connections that are open stay so. */
    @Override
    public synchronized void close() {
        closed = true;
        if (guard != null) {
            guard.close();
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private DataSource opened() throws SQLException {
        if (url == null) {
            throw new SQLException("no URL: call setUrl(…) first", "08001");
        }
        if (isClosed()) {
            throw new SQLException(DriverWording.DATA_SOURCE_CLOSED, "08003");
        }
        try {
            return guard().dataSource();
        } catch (IllegalArgumentException problems) {
            throw new SQLException(problems.getMessage(), CONFIG_FILE_ERROR, problems);
        }
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
        throw new SQLFeatureNotSupportedException("the guard logs through slf4j");
    }
}
