package io.writeguard.it;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A database of its own for one test, in the {@link TestServer}; dropped, with all its connections, by {@link #close}.
 *
 * <p>{@link #execute} and {@link #live} go beside the guard; {@link #guarded} and {@link #pool} make pools that end with
 * the database.
 */
public final class TestDatabase implements AutoCloseable {

    private static final int POOL_SIZE = 8;

    private final String name = "writeguard_" + UUID.randomUUID().toString().replace("-", "");
    private final Path directory;
    private final Connection beside;
    private final Deque<HikariDataSource> pools = new ArrayDeque<>();

    private TestDatabase(String options) {
        try {
            String strategy = serverVersion() < 15 ? "" : " STRATEGY file_copy";
            admin("CREATE DATABASE " + name + " TEMPLATE template0" + strategy + options);
            directory = Files.createTempDirectory("writeguard-test-");
            beside = DriverManager.getConnection(url());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An empty database. */
    public static TestDatabase create() {
        return new TestDatabase("");
    }

    /** An empty database whose texts are stored in another encoding, such as LATIN1. */
    public static TestDatabase encodedAs(String encoding) {
        return new TestDatabase(" ENCODING '" + encoding + "' LOCALE 'C'");
    }

    /** A database in which the statements have been run. */
    public static TestDatabase with(String sql) {
        TestDatabase database = create();
        database.execute(sql);
        return database;
    }

    /** The major version of the server that all tests share: for what older ones can't do. */
    public static int serverVersion() {
        return TestServer.shared().version();
    }

    /** The PostgreSQL driver's own URL; parameters can be appended with {@code &}. */
    public String url() {
        return TestServer.shared().url(name);
    }

    /** The same through the guard, for {@code DriverManager} or a pool; parameters can be appended with {@code &}. */
    public String guardedUrl(Path rules) {
        return "jdbc:writeguard:" + url().substring("jdbc:".length()) + "&writeguardRules=" + rules;
    }

    /** Writes a rules file of its own, so that no two tests share a budget. */
    public Path rules(String yaml) {
        try {
            Path file = Files.createTempFile(directory, "writeguard-", ".yaml");
            return Files.writeString(file, yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A pool without the guard. */
    public HikariDataSource pool() {
        return pool(url(), settings -> {});
    }

    /** The documented default: the guard inside the pool, by URL. */
    public HikariDataSource guarded(String rulesYaml) {
        return guarded(rulesYaml, settings -> {});
    }

    /** The same with settings of the pool changed. */
    public HikariDataSource guarded(String rulesYaml, Consumer<HikariConfig> settings) {
        return pool(guardedUrl(rules(rulesYaml)), settings);
    }

    /** A pool over any URL of this database. */
    public HikariDataSource pool(String url, Consumer<HikariConfig> settings) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(POOL_SIZE);
        config.setMinimumIdle(0);
        settings.accept(config);
        HikariDataSource pool = new HikariDataSource(config);
        pools.push(pool);
        return pool;
    }

    /** Runs statements beside the guard. */
    public void execute(String sql) {
        try (Statement statement = beside.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The one number that a query answers, beside the guard: {@code live("select count(*) from …")}. */
    public long live(String query) {
        return Long.parseLong(text(query));
    }

    /** Whether a session waits for a row's lock, or for another transaction to end. */
    public boolean anybodyWaits() {
        return live("select count(*) from pg_stat_activity where datname = current_database()"
                        + " and wait_event_type = 'Lock'")
                > 0;
    }

    /** The one value that a query answers, beside the guard. */
    public String text(String query) {
        try (Statement statement = beside.createStatement();
                ResultSet answer = statement.executeQuery(query)) {
            answer.next();
            return answer.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        pools.forEach(HikariDataSource::close);
        try {
            beside.close();
            admin("DROP DATABASE " + name + " WITH (FORCE)");
            try (var files = Files.list(directory)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(directory);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void admin(String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(TestServer.shared().adminUrl());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
