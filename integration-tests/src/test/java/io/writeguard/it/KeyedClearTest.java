package io.writeguard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.writeguard.driver.WriteRejectedException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The clear of one row by its key, which learns in its own round trip whether there was a secret to lose. */
class KeyedClearTest {

    private static final String RULES = """
            version: 1
            defaults: {mass-invalidation: {threshold-ratio: 10%, minimum-rows: 2}}
            tables:
              keys:
                live-when: not gone
                secret-columns: {token: {on-empty: clear}, spare: {}}
            """;

    private static final String CLEAR = "update keys set token = null where id = ?";

    private TestDatabase database;
    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        database = TestDatabase.with("""
                create table keys (id int primary key, token text, spare text, gone boolean not null default false,
                  name text unique);
                insert into keys select i, case when i <= 100 then 'secret-' || i end, null, false, 'n' || i
                  from generate_series(1, 200) i
                """);
        HikariDataSource pool =
                database.pool(database.guardedUrl(database.rules(RULES)) + RoundTrips.PARAMETER, settings -> {});
        connection = pool.getConnection();
        for (int id = 1; id <= 2; id++) {
            // the rules are checked, the catalog is known
            assertThat(update(CLEAR, id)).isEqualTo(1);
        }
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        database.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                CLEAR,
                "update keys set token = '' where id = ?",
                "update keys set token = null, name = null where id = ? and gone is not null",
                "update keys set gone = true where id = ?",
                "delete from keys where id = ?"
            })
    void takesOneTrip(String sql) throws SQLException {
        update(sql, 3);
        assertThat(trips(() -> update(sql, 4))).isEqualTo(1);
        assertThat(trips(() -> update(sql, 150))).isEqualTo(1);
        assertThat(trips(() -> update(sql, 1000))).isEqualTo(1);
        connection.setAutoCommit(false);
        assertThat(trips(() -> update(sql, 5))).isEqualTo(1);
        connection.commit();
        assertThat(live()).isEqualTo(95);
    }

    @Test
    void whatHeldNoSecretIsNotCounted() throws SQLException {
        for (int id = 101; id <= 200; id++) {
            assertThat(update(CLEAR, id)).isEqualTo(1);
            assertThat(update("delete from keys where id = ?", id)).isEqualTo(1);
            assertThat(update(CLEAR, id)).isZero();
        }
        clear(3, 10);
        refused(11);
    }

    @Test
    void whatIsRolledBackLeavesTheWindow() throws SQLException {
        connection.setAutoCommit(false);
        clear(3, 10);
        refused(11);
        connection.rollback();
        clear(11, 18);
        connection.commit();
        refused(19);
        connection.rollback();
        assertThat(live()).isEqualTo(90);
    }

    @Test
    void aRefusalComesBeforeTheCommit() throws SQLException {
        clear(3, 10);
        refused(11);
        assertThat(live()).isEqualTo(90);
        assertThat(update(CLEAR, 10)).as("it is clear already").isEqualTo(1);
        assertThat(update("update keys set token = 'a-new-secret' where id = ?", 11))
                .isEqualTo(1);
    }

    @Test
    void aStatementThatFailsGivesBack() throws SQLException {
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> update("update keys set token = null, name = 'n7' where id = ?", 3))
                    .hasMessageContaining("duplicate key");
        }
        clear(3, 10);
        refused(11);
    }

    @Test
    void answersAsTheDriverDoes() throws SQLException {
        database.execute("""
                create function tell() returns trigger language plpgsql as
                  'begin raise warning ''told''; return new; end';
                create trigger tell before update on keys for each row execute function tell()
                """);
        try (Connection plain = database.pool().getConnection()) {
            for (int id : new int[] {3, 150, 1000}) {
                assertThat(answers(connection, id)).isEqualTo(answers(plain, id));
            }
        }
    }

    private static String answers(Connection connection, int id) throws SQLException {
        StringBuilder answers = new StringBuilder();
        try (PreparedStatement statement = connection.prepareStatement(CLEAR)) {
            statement.setInt(1, id);
            answers.append(statement.execute()).append(statement.getUpdateCount());
            answers.append(statement.getWarnings()).append(statement.getResultSet());
            answers.append(statement.getMoreResults()).append(statement.getUpdateCount());
            answers.append(statement.executeUpdate()).append(statement.getLargeUpdateCount());
            answers.append(statement.getGeneratedKeys().next());
            answers.append(statement.getMoreResults(Statement.CLOSE_ALL_RESULTS))
                    .append(statement.getLargeUpdateCount());
            answers.append(statement.executeLargeUpdate());
            statement.clearWarnings();
            answers.append(statement.getWarnings());
        }
        return answers.toString();
    }

    private interface Work {
        void run() throws SQLException;
    }

    private static long trips(Work work) throws SQLException {
        long before = RoundTrips.soFar();
        work.run();
        return RoundTrips.soFar() - before;
    }

    private int update(String sql, int id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, id);
            return statement.executeUpdate();
        }
    }

    private void clear(int first, int last) throws SQLException {
        for (int id = first; id <= last; id++) {
            assertThat(update(CLEAR, id)).isEqualTo(1);
        }
    }

    private void refused(int id) {
        assertThatThrownBy(() -> update(CLEAR, id)).isInstanceOf(WriteRejectedException.class);
    }

    private long live() {
        return database.live("select count(*) from keys where token <> '' and not gone");
    }
}
