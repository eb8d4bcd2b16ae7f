package io.writeguard.it.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.writeguard.driver.GuardUnavailableException;
import io.writeguard.it.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;

/** What stops a question of the guard's own says so in its own class, with the SQLState that the application knows. */
class CancelledQuestionTest {

    private static final String RULES = "version: 1\ntables: {token: {secret-columns: [secret]}}";
    private static final String LONG = "insert into token (id, secret) select 2, 'a-secret' from pg_sleep(60)";

    @Test
    void cancelByAnotherThreadStopsAQuestionToo() throws Exception {
        try (TestDatabase database = database();
                Connection connection = DriverManager.getConnection(database.guardedUrl(database.rules(RULES)));
                Statement statement = connection.createStatement()) {
            InterruptionScenarios.cancelled(statement, () -> assertStopped(statement));
            assertThat(statement.executeUpdate("update token set secret = 'after-it' where id = 1"))
                    .isEqualTo(1);
            assertThat(database.live("select count(*) from token")).isEqualTo(1);
        }
    }

    @Test
    void aQueryTimeoutStopsAQuestionToo() throws Exception {
        try (TestDatabase database = database();
                Connection connection = DriverManager.getConnection(database.guardedUrl(database.rules(RULES)));
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            assertStopped(statement);
            assertThat(statement.executeUpdate("update token set secret = 'after-it' where id = 1"))
                    .isEqualTo(1);
        }
    }

    private static void assertStopped(Statement statement) {
        assertThatThrownBy(() -> statement.executeUpdate(LONG))
                .isInstanceOf(GuardUnavailableException.class)
                .hasCauseInstanceOf(PSQLException.class)
                .extracting(failure -> ((SQLException) failure).getSQLState())
                .isEqualTo("57014");
    }

    private static TestDatabase database() {
        return TestDatabase.with("create table token (id int primary key, secret text);"
                + " insert into token values (1, 'a-first-secret')");
    }
}
