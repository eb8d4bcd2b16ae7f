package io.writeguard.it.model;

import io.writeguard.driver.WriteGuard;
import io.writeguard.it.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;
import org.postgresql.ds.PGSimpleDataSource;

/** The model's table in a real database, and guards over it whose windows are empty. */
final class KeysTable implements AutoCloseable {

    private static final String RULES = """
            version: 1
            tables:
              keys:
                live-when: not gone
                mass-invalidation:
                  {threshold-ratio: %d%%, minimum-rows: %d, window: %ds, check: %s, budget: %s}
                secret-columns: [token]
            """;

    private final TestDatabase database = TestDatabase.with(
            "create table keys (id int primary key, token text, gone boolean not null default false)");
    private final Map<Limits, Path> rules = new HashMap<>();

    /** Every third row has no token, every fifth is gone; no window in the database holds anything. */
    Map<Integer, Row> fill(int size) {
        for (String ledger : List.of("writeguard.losses", "writeguard.tight")) {
            if (database.live("select count(to_regclass('" + ledger + "'))") > 0) {
                database.execute("truncate " + ledger);
            }
        }
        database.execute("truncate keys; insert into keys select i, case when i % 3 <> 0 then 'first-secret-' || i end,"
                + " i % 5 = 0 from generate_series(1, " + size + ") i");
        return contents();
    }

    /** A clock of its own is a budget of its own. */
    WriteGuard guard(Limits limits, Clock clock) {
        Path file = rules.computeIfAbsent(
                limits,
                those -> database.rules(RULES.formatted(
                        those.ratioPercent(),
                        those.minimumRows(),
                        those.window().toSeconds(),
                        those.checkAtCommit() ? "commit" : "statement",
                        those.shared() ? "database" : "process")));
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.url());
        return WriteGuard.builder().dataSource(source).rules(file).clock(clock).build();
    }

    Map<Integer, Row> contents() {
        Map<Integer, Row> rows = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection(database.url());
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery("select id, token, gone from keys")) {
            while (answer.next()) {
                rows.put(answer.getInt(1), new Row(answer.getString(2), answer.getBoolean(3)));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return rows;
    }

    /** Whether a statement waits for a row's lock, or for a transaction to end; false once it has its answer. */
    boolean isWaiting(Future<?> answer) {
        while (!answer.isDone()) {
            if (database.anybodyWaits()) {
                return true;
            }
        }
        return false;
    }

    void execute(String sql) {
        database.execute(sql);
    }

    /** What a failed run has left prepared. */
    void rollBackPrepared() {
        while (database.live("select count(*) from pg_prepared_xacts where database = current_database()") > 0) {
            execute("rollback prepared '"
                    + database.text("select gid from pg_prepared_xacts where database = current_database()") + "'");
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
