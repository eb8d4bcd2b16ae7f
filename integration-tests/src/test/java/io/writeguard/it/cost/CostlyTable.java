package io.writeguard.it.cost;

import io.writeguard.driver.WriteGuard;
import io.writeguard.it.MovableClock;
import io.writeguard.it.RoundTrips;
import io.writeguard.it.TestDatabase;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A table of so many rows, each with a live secret, in a real database; 500 rows to a team, which has an index. */
final class CostlyTable implements AutoCloseable {

    /** How the table is reached. */
    enum Way {
        PLAIN,
        PROCESS,
        DATABASE
    }

    static final int TEAM = 500;

    private static final String RULES = """
            version: 1
            defaults: {mass-invalidation: {budget: %s, threshold-ratio: %s}}
            tables:
              users: {secret-columns: [token]}
            """;

    private final TestDatabase database = TestDatabase.create();
    private final int rows;

    CostlyTable(int rows) {
        this.rows = rows;
        database.execute(
                "create table users (id int primary key, team int, token text) with (autovacuum_enabled = off)");
        database.execute(
                "insert into users select i, i / " + TEAM + ", md5(i::text) from generate_series(1, " + rows + ") i");
        database.execute("create index on users (team)");
        database.execute("vacuum (analyze) users");
    }

    int rows() {
        return rows;
    }

    /** A guard whose window is empty, whatever was lost before. */
    DataSource source(Way way) {
        return source(way, "10%");
    }

    DataSource source(Way way, String thresholdRatio) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.url() + RoundTrips.PARAMETER);
        if (way == Way.PLAIN) {
            return source;
        }
        return WriteGuard.builder()
                .dataSource(source)
                .rules(rules(way, thresholdRatio))
                .clock(new MovableClock())
                .build()
                .dataSource();
    }

    private Path rules(Way way, String thresholdRatio) {
        return database.rules(RULES.formatted(way == Way.DATABASE ? "database" : "process", thresholdRatio));
    }

    /** Gives the rows up to this one their secret back, and forgets what was lost. */
    void restore(int upTo) {
        database.execute("update users set token = md5(id::text) where id <= " + upTo + " and token is distinct from"
                + " md5(id::text)");
        database.execute("do $$ begin if to_regclass('writeguard.losses') is not null then"
                + " truncate writeguard.losses, writeguard.tight; end if; end $$");
        database.execute("vacuum users");
    }

    /** How often the whole table was read so far. */
    long scans() {
        database.execute("select pg_stat_force_next_flush()");
        return database.live("select seq_scan from pg_stat_user_tables where relname = 'users'");
    }

    @Override
    public void close() {
        database.close();
    }
}
