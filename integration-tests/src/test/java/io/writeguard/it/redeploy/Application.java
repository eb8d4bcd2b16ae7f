package io.writeguard.it.redeploy;

import io.writeguard.driver.WriteGuard;
import io.writeguard.driver.WriteGuardDriver;
import io.writeguard.driver.WriteRejectedException;
import io.writeguard.driver.event.GuardEvent;
import io.writeguard.driver.override.GuardOverride;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.postgresql.ds.PGSimpleDataSource;

/** What the application does: opens by DataSource and by URL, writes, is refused and warned, and ends. */
public final class Application implements Consumer<Map<String, String>> {

    @Override
    public void accept(Map<String, String> settings) {
        try {
            useDataSource(settings.get("url"), Path.of(settings.get("rules")), settings.containsKey("close"));
            useUrl(settings.get("guardedUrl"));
            check(isInJmx());
            deregisterOwnDrivers();
            check(!settings.containsKey("close") || !isInJmx());
        } catch (SQLException | JMException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void useDataSource(String url, Path rules, boolean close) throws SQLException {
        PGSimpleDataSource inner = new PGSimpleDataSource();
        inner.setUrl(url);
        List<GuardEvent> events = new ArrayList<>();
        WriteGuard[] heldByItsListener = new WriteGuard[1];
        WriteGuard guard = WriteGuard.builder()
                .dataSource(inner)
                .rules(rules)
                .listener(event -> {
                    events.add(event);
                    heldByItsListener[0].mode();
                })
                .build();
        heldByItsListener[0] = guard;
        try (Connection connection = guard.dataSource().getConnection()) {
            write(connection);
            try (GuardOverride override = guard.override("a reason", Duration.ofMinutes(1))) {
                check(override != null);
                execute(connection, "DELETE FROM strict");
            }
        }
        check(events.stream().anyMatch(event -> event.kind() == GuardEvent.Kind.WARNED));
        if (close) {
            guard.close();
        }
    }

    private static void useUrl(String url) throws SQLException {
        check(new WriteGuardDriver().acceptsURL(url));
        try (Connection connection = DriverManager.getConnection(url)) {
            write(connection);
        }
    }

    private static boolean isInJmx() throws JMException {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = new ObjectName("io.writeguard:type=ModeControl");
        return server.isRegistered(name) && server.getClassLoaderFor(name) == Application.class.getClassLoader();
    }

    private static void write(Connection connection) throws SQLException {
        execute(connection, "INSERT INTO strict SELECT n, 'token ' || n FROM generate_series(1, 20) n");
        execute(connection, "INSERT INTO lenient SELECT n, 'token ' || n FROM generate_series(1, 20) n");
        execute(connection, "UPDATE strict SET token = 'token 21' WHERE id = 1");
        execute(connection, "UPDATE strict SET token = null WHERE id = 2");
        for (int i = 0; i < 3; i++) {
            try {
                execute(connection, "UPDATE strict SET token = null");
                check(false);
            } catch (WriteRejectedException expected) {
                check(expected.ruleId().equals("mass-invalidation"));
            }
        }
        execute(connection, "DELETE FROM lenient");
        execute(connection, "TRUNCATE lenient");
        execute(connection, "BEGIN");
        execute(connection, "SET LOCAL writeguard.override = 'a reason'");
        execute(connection, "DELETE FROM strict");
        execute(connection, "COMMIT");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void check(boolean holds) {
        if (!holds) {
            throw new AssertionError();
        }
    }

    /** As a container does where the application does not. */
    private static void deregisterOwnDrivers() throws SQLException {
        for (Driver driver : Collections.list(DriverManager.getDrivers())) {
            if (driver.getClass().getClassLoader() == Application.class.getClassLoader()) {
                DriverManager.deregisterDriver(driver);
            }
        }
    }
}
