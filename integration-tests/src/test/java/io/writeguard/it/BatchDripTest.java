package io.writeguard.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Live secrets lost batch by batch: 100 of 1,000 may go in a day. */
class BatchDripTest {

    private static final String RULES = """
            version: 1
            tables:
              users: {secret-columns: [token]}
            """;

    private static final String CLEAR = "update users set token = ? where id = ?";

    private GuardUnderTest guard;

    @BeforeEach
    void open() {
        guard = GuardUnderTest.with(RULES, """
                create table users (id int primary key, token text, name text);
                insert into users select i, 'secret-' || md5(i::text) from generate_series(1, 1000) i
                """);
    }

    @AfterEach
    void close() {
        guard.close();
    }

    @Test
    void aBatchIsRefusedAsAWhole() throws SQLException {
        try (Connection connection = guard.connect();
                PreparedStatement statement = connection.prepareStatement(CLEAR)) {
            assertThat(batch(statement, 1, 60)).isEqualTo(60);
            assertThat(batch(statement, 61, 101)).isZero();
            assertThat(live()).isEqualTo(940);
            assertThat(batch(statement, 61, 100)).isEqualTo(40);
        }
        assertThat(live()).isEqualTo(900);
    }

    private static int batch(PreparedStatement statement, int first, int last) throws SQLException {
        for (int id = first; id <= last; id++) {
            statement.setString(1, null);
            statement.setInt(2, id);
            statement.addBatch();
        }
        try {
            return statement.executeBatch().length;
        } catch (BatchUpdateException refused) {
            assertThat(refused.getUpdateCounts()).containsOnly(java.sql.Statement.EXECUTE_FAILED);
            return 0;
        }
    }

    private long live() {
        return guard.live("select count(*) from users where token is not null");
    }
}
