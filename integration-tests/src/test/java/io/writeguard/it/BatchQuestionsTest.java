package io.writeguard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.writeguard.driver.WriteRejectedException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A batch is one question, whatever its size: 60 of 600 may go. */
class BatchQuestionsTest {

    private static final String RULES = """
            version: 1
            defaults: {mass-invalidation: {threshold-ratio: 10%, minimum-rows: 5}}
            tables:
              keys:
                live-when: not gone
                secret-columns: {token: {}, doc: {}}
            """;

    /** The types of the parameters, the look, and the COMMIT that the driver's own mode has no need of. */
    private static final int THREE = 3;

    private static final String UPSERT =
            "insert into keys (id, token) values (?, ?) on conflict (id) do update set token = excluded.token";

    private TestDatabase database;
    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        database = TestDatabase.with("""
                create table keys (id bigint primary key, ref uuid unique, token text, doc jsonb, seen timestamptz,
                  gone boolean not null default false);
                insert into keys select i, md5(i::text)::uuid, case when i <= 600 then 'secret-' || i end from generate_series(1, 1200) i
                """);
        HikariDataSource pool =
                database.pool(database.guardedUrl(database.rules(RULES)) + RoundTrips.PARAMETER, settings -> {});
        connection = pool.getConnection();
        batch("update keys set token = 'first-' || ? where id = ?", 1, 2, (statement, id) -> {
            statement.setString(1, "x" + id);
            statement.setLong(2, id);
        });
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        database.close();
    }

    private interface Binding {
        void bind(PreparedStatement statement, int id) throws SQLException;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update keys set token = ? where id = ?",
                "update keys set token = coalesce(?, token, 'none') where id = ?",
                "update keys set token = case when length(?) > 1 then token end where id = ? /* ? */ and seen is null",
                "update keys set doc = doc || jsonb_build_object('a', ?) where id = ?"
            })
    void asksOnce(String sql) throws SQLException {
        Binding binding = (statement, id) -> {
            statement.setString(1, sql.contains("set token = ?") ? null : "value-" + id);
            statement.setInt(2, id);
        };
        asksAtMost(THREE, sql, 700, 720, binding);
        asksAtMost(THREE, sql, 700, 999, binding);
    }

    @Test
    void rotationsAskNothing() throws SQLException {
        asksAtMost(0, "update keys set token = ? where id = ?", 1, 500, (statement, id) -> {
            statement.setString(1, "new-" + id);
            statement.setInt(2, id);
        });
        assertThat(live()).isEqualTo(600);
    }

    @Test
    void upsertsAskOnce() throws SQLException {
        Binding binding = (statement, id) -> {
            statement.setInt(1, id);
            statement.setString(2, id % 10 == 0 ? null : "upserted-" + id);
        };
        asksAtMost(THREE, UPSERT, 551, 800, binding);
        assertThat(live()).isEqualTo(600 - 5 + 180);
        assertThatThrownBy(() -> batch(UPSERT, 1, 100, (statement, id) -> {
                    statement.setInt(1, id);
                    statement.setString(2, null);
                }))
                .hasRootCauseInstanceOf(WriteRejectedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"update keys set token = null where id = ?", "delete from keys where id = ?"})
    void countsEachRowOnce(String sql) throws SQLException {
        Binding binding = (statement, id) -> statement.setLong(1, id);
        batch(sql, 591, 640, binding);
        batch(sql, 591, 640, binding);
        batch(sql, 541, 590, binding);
        assertThatThrownBy(() -> batch(sql, 540, 540, binding)).hasRootCauseInstanceOf(WriteRejectedException.class);
        batch(sql, 601, 700, binding);
        assertThat(live()).isEqualTo(540);
    }

    @Test
    void nothingOfARefusedBatchRemains() {
        Binding binding = (statement, id) -> statement.setLong(1, id);
        assertThatThrownBy(() -> batch("delete from keys where id = ?", 1, 61, binding))
                .hasRootCauseInstanceOf(WriteRejectedException.class);
        assertThat(live()).isEqualTo(600);
    }

    @Test
    void valuesOfAnyTypeAreTakenAlong() throws SQLException {
        batch("update keys set token = ?, seen = ? where ref = ? and gone = ?", 541, 600, (statement, id) -> {
            statement.setNull(1, id % 2 == 0 ? Types.VARCHAR : Types.NULL);
            statement.setTimestamp(2, new java.sql.Timestamp(0));
            statement.setObject(3, UUID.fromString(database.text("select md5('" + id + "')::uuid")));
            statement.setBoolean(4, false);
        });
        assertThat(live()).isEqualTo(540);
        batch("update keys set token = ? where id = ?", 700, 720, (statement, id) -> {
            statement.setNull(1, Types.VARCHAR);
            if (id % 2 == 0) {
                statement.setInt(2, id);
            } else {
                statement.setLong(2, id);
            }
        });
        assertThatThrownBy(
                        () -> batch("delete from keys where id = ?", 1, 1, (statement, id) -> statement.setInt(1, id)))
                .hasRootCauseInstanceOf(WriteRejectedException.class);
    }

    private interface Work {
        void run() throws SQLException;
    }

    /** More than the same batch without a guard, which comes first. */
    private void asksAtMost(long questions, String sql, int first, int last, Binding binding) throws SQLException {
        long plainTrips;
        try (HikariDataSource pool = database.pool(database.url() + RoundTrips.PARAMETER, settings -> {});
                Connection plain = pool.getConnection()) {
            batch(plain, sql, first, first, binding);
            plainTrips = trips(() -> batch(plain, sql, first, last, binding));
        }
        assertThat(trips(() -> batch(sql, first, last, binding))).isBetween(plainTrips, plainTrips + questions);
    }

    private static long trips(Work work) throws SQLException {
        long before = RoundTrips.soFar();
        work.run();
        return RoundTrips.soFar() - before;
    }

    private void batch(String sql, int first, int last, Binding binding) throws SQLException {
        batch(connection, sql, first, last, binding);
    }

    private static void batch(Connection connection, String sql, int first, int last, Binding binding)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int id = first; id <= last; id++) {
                binding.bind(statement, id);
                statement.addBatch();
            }
            for (int count : statement.executeBatch()) {
                assertThat(count).isBetween(0, 1);
            }
        }
    }

    private long live() {
        return database.live("select count(*) from keys where token is not null and not gone");
    }
}
