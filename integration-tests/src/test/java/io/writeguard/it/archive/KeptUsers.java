package io.writeguard.it.archive;

import io.writeguard.driver.GuardUnavailableException;
import io.writeguard.driver.WriteGuard;
import io.writeguard.driver.WriteRejectedException;
import io.writeguard.driver.archive.ArchiveSchema;
import io.writeguard.it.TestDatabase;
import io.writeguard.it.printed.Secrets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Users with secrets that are kept, in a database of their own. */
final class KeptUsers implements AutoCloseable {

    static final String PASSED = "passed";

    static final String RULES = """
            version: 1
            defaults: {mass-invalidation: {threshold-ratio: 50%, minimum-rows: 10}}
            overrides: {allow-sql: true}
            tables:
              users:
                archive: {keep: 30d, key: none}
                secret-columns: {token: {on-empty: clear, on-repeat: allow}}
            """;

    private static final String SETUP = """
            create table teams (id int primary key);
            insert into teams values (1), (2);
            create table users (id int primary key, team int references teams on delete cascade, name text, token text);
            insert into users select i, 1 + i % 2, 'user ' || i, 'first-secret-' || i from generate_series(1, 40) i;
            """;

    private final TestDatabase database;
    private final Path rules;
    private final WriteGuard guard;

    KeptUsers() {
        this(RULES, "");
    }

    KeptUsers(String rulesYaml, String moreSetup) {
        database = TestDatabase.with(SETUP + moreSetup + ArchiveSchema.script());
        rules = database.rules(rulesYaml);
        guard = WriteGuard.builder().dataSource(source()).rules(rules).build();
        for (int i = 1; i <= 40; i++) {
            Secrets.used("first-secret-" + i);
        }
    }

    DataSource source() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.url());
        return source;
    }

    TestDatabase database() {
        return database;
    }

    Path rules() {
        return rules;
    }

    WriteGuard guard() {
        return guard;
    }

    Connection connect() throws SQLException {
        return guard.dataSource().getConnection();
    }

    /** Runs the statement in auto-commit mode. */
    String run(String sql) throws SQLException {
        try (Connection connection = connect()) {
            return run(connection, sql);
        }
    }

    static String run(Connection connection, String sql) throws SQLException {
        Secrets.usedIn(sql, RULES);
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            return PASSED;
        } catch (WriteRejectedException refused) {
            return refused.ruleId();
        } catch (GuardUnavailableException unavailable) {
            return "unavailable: " + unavailable.getMessage();
        }
    }

    static int update(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
        }
    }

    /** What is in the archive under {@code key: none}, by the row's key, the newest of each. */
    Map<String, String> kept() throws SQLException {
        return map("select row_key, convert_from(value, 'UTF8') from writeguard.archive order by at");
    }

    /** The users' tokens by id. */
    Map<String, String> tokens() throws SQLException {
        return map("select id::text, token from users order by id");
    }

    Map<String, String> map(String query) throws SQLException {
        Map<String, String> found = new TreeMap<>();
        try (Connection connection = source().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                found.put(row.getString(1), row.getString(2));
            }
        }
        return found;
    }

    @Override
    public void close() {
        database.close();
    }
}
