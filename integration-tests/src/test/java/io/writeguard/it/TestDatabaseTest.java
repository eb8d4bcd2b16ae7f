package io.writeguard.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class TestDatabaseTest {

    @Test
    void eachDatabaseIsItsOwn() throws SQLException {
        try (TestDatabase first =
                        TestDatabase.with("create table only_here (id int); insert into only_here values (7)");
                TestDatabase second = TestDatabase.create()) {
            assertThat(first.live("select id from only_here")).isEqualTo(7);
            assertThat(second.text("select to_regclass('only_here')")).isNull();
        }
    }

    @Test
    void aPoolReachesTheSameDatabase() throws SQLException {
        try (TestDatabase database = TestDatabase.with("create table numbers (id int)")) {
            try (Connection connection = database.pool().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.executeUpdate("insert into numbers values (1), (2)");
            }
            assertThat(database.live("select count(*) from numbers")).isEqualTo(2);
        }
    }
}
