package io.writeguard.it;

import static io.writeguard.it.GuardUnderTest.PASSED;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A clear soon after a renewal, by a transaction that holds the row, after a rollback, and under other settings. */
class StaleClearOwnRowsTest {

    private static final String RULES = """
            version: 1
            defaults:
              mass-invalidation: {threshold-ratio: 100%%, minimum-rows: 100}
            tables:
              links:
                stale-clear: %s
                version-columns: [version]
                secret-columns:
                  refresh_token: {on-empty: clear}
                  profile: {}
            """;

    private static final String SETUP = """
            create table links (
                user_id int, provider text, login text unique, refresh_token text not null, profile jsonb,
                version int not null default 0, note text, primary key (user_id, provider));
            insert into links select i, 'p', 'l' || i, 'first-' || i, '{"a": "b"}' from generate_series(1, 20) i
            """;

    private static final String CLEAR = "update links set refresh_token = '' where user_id = 1 and provider = 'p'";

    private static final String READ = "select * from links where user_id = 1 and provider = 'p'";

    private GuardUnderTest guard;
    private Connection mine;
    private Connection theirs;

    @BeforeEach
    void open() throws SQLException {
        guard = GuardUnderTest.with(RULES.formatted("60s"), SETUP);
        mine = guard.connect();
        theirs = guard.connect();
    }

    @AfterEach
    void close() throws SQLException {
        mine.close();
        theirs.close();
        guard.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from links where note is null and user_id < 3 for update",
                "select * from links where provider = 'p' order by user_id limit 1 for update skip locked",
                "update links set note = 'x' where user_id = 1 and provider = 'p'",
                "update links set note = 'x' where user_id < 3",
                "update links set version = version + 1 where login = 'l1'"
            })
    void aRowThatTheTransactionHoldsIsItsOwn(String hold) throws SQLException {
        renew();
        mine.setAutoCommit(false);
        Savepoint before = mine.setSavepoint();
        passes(mine, hold);
        passes(mine, CLEAR);
        mine.rollback(before);
        stale(mine, CLEAR);
        mine.rollback();
        stale(mine, CLEAR);
    }

    @Test
    void otherRowsThanThoseHeldAreNotItsOwn() throws SQLException {
        renew();
        mine.setAutoCommit(false);
        passes(mine, "select * from links where note is null and user_id > 2 for update");
        passes(mine, "update links set note = 'x' where user_id > 2");
        stale(mine, CLEAR);
    }

    @Test
    void aRenewalThatIsRolledBackIsForgotten() throws SQLException {
        theirs.setAutoCommit(false);
        renew();
        theirs.rollback();
        Savepoint before = theirs.setSavepoint();
        passes(theirs, "update links set refresh_token = md5(random()::text) where user_id = 1 and provider = 'p'");
        theirs.rollback(before);
        theirs.commit();
        passes(mine, CLEAR);
    }

    @Test
    void alwaysMeansEveryClear() throws SQLException {
        try (Connection connection =
                guard.another(RULES.formatted("always")).dataSource().getConnection()) {
            passes(connection, READ);
            stale(connection, CLEAR);
            passes(connection, CLEAR + " and refresh_token = 'other'");
            passes(connection, CLEAR + " and version = 0");
        }
    }

    @Test
    void offMeansNone() throws SQLException {
        try (Connection connection =
                guard.another(RULES.formatted("off")).dataSource().getConnection()) {
            passes(connection, "update links set refresh_token = 'second' where user_id = 1 and provider = 'p'");
            passes(connection, CLEAR);
        }
    }

    private void renew() throws SQLException {
        passes(theirs, "update links set refresh_token = 'second' where user_id = 1 and provider = 'p'");
    }

    private static void passes(Connection connection, String sql) throws SQLException {
        assertThat(GuardUnderTest.run(connection, sql)).as(sql).isEqualTo(PASSED);
    }

    private static void stale(Connection connection, String sql) throws SQLException {
        assertThat(GuardUnderTest.run(connection, sql)).as(sql).isEqualTo("stale-clear");
    }
}
