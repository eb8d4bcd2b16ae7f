package io.writeguard.it;

import static io.writeguard.it.GuardUnderTest.PASSED;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A token is refreshed, and cleared by somebody who may not have seen that. */
class StaleClearTest {

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

    private final ExecutorService other = Executors.newSingleThreadExecutor();
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
        other.shutdownNow();
        mine.close();
        theirs.close();
        guard.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update links set refresh_token = 'second' where user_id = 1 and provider = 'p'",
                "update links set refresh_token = 'se' || 'cond' where login = 'l1'",
                "update links set refresh_token = (select 'second') where note is null and user_id = 1",
                "update links set refresh_token = md5(random()::text) where user_id = 1 and provider = 'p'",
                "insert into links values (1, 'p', 'l1', 'second') on conflict (login) do update set refresh_token = excluded.refresh_token",
                "delete from links where user_id = 1; insert into links values (1, 'p', 'l1', 'second')"
            })
    void aClearSoonAfterARenewalIsRefused(String renewal) throws SQLException {
        passes(theirs, renewal);
        stale(mine, CLEAR);
        stale(mine, "delete from links where user_id = 1 and provider = 'p'");
        stale(mine, "delete from links");
        stale(mine, "update links set refresh_token = ' ' where login = 'l1'");
        stale(
                mine,
                "insert into links values (1, 'p', 'l1', '') on conflict (login) do update set refresh_token = excluded.refresh_token");
        guard.clock().pass(Duration.ofSeconds(59));
        stale(mine, CLEAR);
        guard.clock().pass(Duration.ofSeconds(1));
        passes(mine, CLEAR);
    }

    @Test
    void boundValuesAndJsonDocumentsAreFoundAgain() throws SQLException {
        assertThat(GuardUnderTest.run(
                        theirs,
                        "update links set refresh_token = ?, profile = ?::jsonb where user_id = ? and provider = ?",
                        "second",
                        "{\"z\":1,   \"a\": \"c\"}",
                        1,
                        "p"))
                .isEqualTo(PASSED);
        stale(mine, "update links set profile = null where user_id = 1 and provider = 'p'");
        assertThat(GuardUnderTest.run(
                        theirs,
                        "insert into links (user_id, provider, login, refresh_token, profile) values (99, 'p', 'l99', ?, '{\"z\":1,\"y\":2}')",
                        "second"))
                .isEqualTo(PASSED);
        stale(mine, "update links set profile = null where user_id = 99 and provider = 'p'");
        stale(mine, "delete from links where login = 'l99'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                CLEAR + " and refresh_token = 'second'",
                CLEAR + " and refresh_token = 'first-1'",
                CLEAR + " and version = 0",
                CLEAR + " and version = 7",
                "delete from links where user_id = 1 and 'second' = refresh_token",
                "update links set refresh_token = 'third' where user_id = 1 and provider = 'p'",
                "update links set note = 'x'",
                "update links set refresh_token = refresh_token, note = 'y'",
                "update links set refresh_token = '' where user_id = 2 and provider = 'p'",
                "update links set refresh_token = '' where user_id <> 1"
            })
    void whatComparesOrConcernsOtherRowsPasses(String write) throws SQLException {
        renew();
        passes(mine, write);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                READ,
                "select l1_0.user_id, l1_0.refresh_token from links l1_0 where l1_0.user_id = 1 and l1_0.provider = 'p'",
                "select * from links where login = 'l1'",
                "select l.* from links l join (select 1 as one) o on true where l.login = 'l1'",
                READ + " for update"
            })
    void aReadByKeySinceTheRenewalExcuses(String read) throws SQLException {
        renew();
        passes(mine, read);
        passes(mine, CLEAR);
    }

    @Test
    void noOtherReadExcuses() throws Exception {
        passes(mine, READ);
        renew();
        stale(mine, CLEAR);
        passes(mine, "select * from links where user_id = 2 and provider = 'p'");
        passes(mine, "select * from links");
        stale(mine, CLEAR);
        other.submit(() -> {
                    try (Connection connection = guard.connect()) {
                        passes(connection, READ);
                    }
                    return null;
                })
                .get();
        stale(mine, CLEAR);
    }

    @Test
    void anotherGuardWithTheSameRulesKnowsIt() throws SQLException {
        renew();
        try (Connection connection =
                guard.another(RULES.formatted("60s")).dataSource().getConnection()) {
            stale(connection, CLEAR);
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
