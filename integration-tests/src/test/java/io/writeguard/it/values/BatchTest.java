package io.writeguard.it.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.writeguard.driver.WriteRejectedException;
import io.writeguard.it.TestDatabase;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchTest {

    private static final String RULES = """
            version: 1
            tables:
              accounts:
                secret-columns: [token]
            """;

    private TestDatabase database;

    @BeforeEach
    void open() {
        database = TestDatabase.with("""
                create table accounts (id int primary key, name text, token text);
                insert into accounts select g, 'n' || g, md5(g::text) from generate_series(1, 3000) g""");
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Connection guarded(String driverOptions) throws SQLException {
        return DriverManager.getConnection(database.guardedUrl(database.rules(RULES)) + driverOptions);
    }

    @ParameterizedTest
    @CsvSource({
        "'', true",
        "'', false",
        "&reWriteBatchedInserts=true, true",
        "&preferQueryMode=simple, false",
        "&prepareThreshold=1, true",
        "&autosave=always, false",
        "&autosave=always&cleanupSavepoints=true, false"
    })
    void oneBadEntryRefusesAllOfThem(String driverOptions, boolean autoCommit) throws SQLException {
        try (Connection connection = guarded(driverOptions)) {
            connection.setAutoCommit(autoCommit);
            refusedAsAWhole(connection, "update accounts set token = ?, name = 'batch' where id = ?", 1);
            refusedAsAWhole(connection, "insert into accounts (token, id, name) values (?, ?, 'batch')", 5001);
        }
        assertThat(database.live("select count(*) from accounts where name = 'batch'"))
                .isZero();
    }

    private static void refusedAsAWhole(Connection connection, String sql, int firstId) throws SQLException {
        try (PreparedStatement batch = connection.prepareStatement(sql)) {
            for (int entry = 0; entry < 10; entry++) {
                if (entry < 6) {
                    batch.setString(1, "sk-live-" + sql.length() + entry);
                } else if (entry == 6) {
                    batch.setString(1, ""); // and stays set for the entries that follow
                }
                batch.setInt(2, firstId + entry);
                batch.addBatch();
            }
            assertThatThrownBy(batch::executeBatch).isInstanceOfSatisfying(BatchUpdateException.class, refusal -> {
                assertThat(refusal.getCause()).isInstanceOf(WriteRejectedException.class);
                assertThat(refusal.getSQLState()).isEqualTo("23514");
                assertThat(refusal.getUpdateCounts()).hasSize(10).containsOnly(Statement.EXECUTE_FAILED);
            });
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
            assertThat(batch.executeBatch()).isEmpty();
        }
        if (!connection.getAutoCommit()) {
            connection.commit();
        }
    }

    @Test
    void textsAreJudgedTogetherToo() throws SQLException {
        try (Connection connection = guarded("");
                Statement batch = connection.createStatement()) {
            batch.addBatch("update accounts set token = 'sk-live-new', name = 'batch' where id = 1");
            batch.addBatch("update accounts set token = '' where id = 2");
            assertThatThrownBy(batch::executeBatch).isInstanceOf(BatchUpdateException.class);
            assertThat(batch.executeBatch()).isEmpty();
        }
        assertThat(database.live("select count(*) from accounts where name = 'batch' or token = ''"))
                .isZero();
    }

    @Test
    void entriesMayDependOnEachOther() throws SQLException {
        try (Connection connection = guarded("");
                Statement batch = connection.createStatement()) {
            batch.addBatch("insert into accounts values (5001, 'first', 'sk-live-a')");
            batch.addBatch("update accounts set token = 'sk-live-b' where name = 'first'");
            batch.addBatch("update accounts set name = 'second' where id = 5001");
            batch.addBatch("update accounts set token = 'sk-live-c' where name = 'second'");
            assertThat(batch.executeBatch()).containsExactly(1, 1, 1, 1);
        }
        assertThat(database.text("select token from accounts where id = 5001")).isEqualTo("sk-live-c");
    }

    @ParameterizedTest
    @CsvSource({"'', true", "&reWriteBatchedInserts=true, false"})
    void thousandsOfRotationsPass(String driverOptions, boolean autoCommit) throws SQLException {
        try (Connection connection = guarded(driverOptions)) {
            connection.setAutoCommit(autoCommit);
            try (PreparedStatement batch =
                    connection.prepareStatement("insert into accounts (id, token) values (?, ?) on conflict (id)"
                            + " do update set token = excluded.token")) {
                for (int id = 1; id <= 2000; id++) {
                    batch.setInt(1, id);
                    batch.setString(2, "rotated-" + id);
                    batch.addBatch();
                }
                assertThat(batch.executeBatch()).hasSize(2000);
            }
            if (!autoCommit) {
                connection.commit();
            }
        }
        assertThat(database.live("select count(*) from accounts where token = 'rotated-' || id"))
                .isEqualTo(2000);
    }
}
