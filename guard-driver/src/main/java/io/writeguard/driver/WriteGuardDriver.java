package io.writeguard.driver;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.writeguard.driver.jdbc.GuardedConnections;
import io.writeguard.driver.ledger.OwnConnections;
import io.writeguard.driver.session.Readings;
import io.writeguard.driver.session.Session;
import io.writeguard.rules.Rules;
import io.writeguard.rules.RulesException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Clock;
import java.util.List;
import java.util.Properties;
import java.util.logging.Logger;

/**
 * The JDBC driver for {@code jdbc:writeguard:postgresql:} URLs (SPEC section 2), registered as a JDBC service. Everything
 * but the {@code writeguard…} parameters goes to the PostgreSQL driver untouched. Thread-safe.
 */
public final class WriteGuardDriver implements Driver {

    private static final String CONFIG_FILE_ERROR = "F0000";

    static {
        try {
            WriteGuardDriver driver = new WriteGuardDriver();
            DriverManager.registerDriver(driver, driver::endGuards);
        } catch (SQLException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private record GuardKey(String url, Properties properties, String rulesFile, String rules) {}

    private final org.postgresql.Driver postgres = new org.postgresql.Driver();
    private final Readings readings = new Readings();

    /** Those that somebody holds, or a connection of theirs. */
    private final Cache<GuardKey, WriteGuard> guards =
            Caffeine.newBuilder().executor(Runnable::run).weakValues().build();

    /** Null for a URL of another kind. */
    @Override
    public Connection connect(String url, Properties info) throws SQLException {
        if (!GuardedUrl.accepts(url)) {
            return null;
        }
        GuardedUrl guarded = GuardedUrl.of(url, info);
        WriteGuard guard = guard(guarded);
        Connection raw = postgres.connect(guarded.url(), guarded.properties());
        if (raw == null) {
            throw new SQLException("the PostgreSQL driver does not accept the URL", "08001");
        }
        try {
            Session session = guard.sessions().open(raw);
            return GuardedConnections.guard(raw, session);
        } catch (SQLException | RuntimeException failure) {
            raw.close();
            throw failure;
        }
    }

    private WriteGuard guard(GuardedUrl guarded) throws SQLException {
        Rules rules;
        try {
            rules = RulesLocation.find(guarded.rules());
        } catch (RulesException problems) {
            throw new SQLException(problems.getMessage(), CONFIG_FILE_ERROR, problems);
        }
        GuardKey key = new GuardKey(guarded.url(), guarded.properties(), rules.file(), rules.fingerprint());
        OwnConnections beside = () -> postgres.connect(guarded.url(), guarded.properties());
        return guards.get(
                key, opened -> new WriteGuard(rules, Clock.systemUTC(), List.of(), readings, beside, null, null));
    }

    /** The driver has been deregistered, as a container does with those of an application that it stops. */
    private void endGuards() {
        List.copyOf(guards.asMap().values()).forEach(WriteGuard::close);
        guards.invalidateAll();
    }

    @Override
    public boolean acceptsURL(String url) {
        return GuardedUrl.accepts(url);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
        GuardedUrl guarded = GuardedUrl.of(url, info);
        return postgres.getPropertyInfo(guarded.url(), guarded.properties());
    }

    @Override
    public int getMajorVersion() {
        return 0;
    }

    @Override
    public int getMinorVersion() {
        return 1;
    }

    @Override
    public boolean jdbcCompliant() {
        return postgres.jdbcCompliant();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return postgres.getParentLogger();
    }
}
