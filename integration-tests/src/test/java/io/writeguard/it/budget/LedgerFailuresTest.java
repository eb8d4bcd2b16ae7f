package io.writeguard.it.budget;

import static io.writeguard.it.budget.Instances.PASSED;
import static io.writeguard.it.budget.Instances.clear;
import static io.writeguard.it.budget.Instances.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.writeguard.driver.GuardUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Without its ledger the guard lets no secret be lost, and nothing else is stopped. */
class LedgerFailuresTest {

    private static final String ROLE = "writeguard_app";

    private final Instances instances = new Instances();

    @AfterEach
    void close() {
        instances.close();
    }

    /** A role of least privileges; roles belong to the whole server, so it may be there already. */
    private DataSource asApplication() {
        instances.database().execute("""
                do $$ begin
                  if not exists (select from pg_roles where rolname = 'writeguard_app') then
                    create role writeguard_app;
                  end if;
                exception when duplicate_object or unique_violation then null;
                end $$;
                grant select, insert, update, delete on users to writeguard_app
                """);
        return instances.start(instances.source("&options=-c%20role=" + ROLE));
    }

    private static void assertClearsAreRefused(DataSource instance) throws SQLException {
        try (Connection connection = instance.getConnection();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.executeUpdate("update users set token = null where id = 1"))
                    .isInstanceOfSatisfying(GuardUnavailableException.class, refusal -> {
                        assertThat(refusal.getSQLState()).isEqualTo("58000");
                        assertThat(refusal.getCause()).isInstanceOf(SQLException.class);
                    })
                    .hasMessageContaining("budget: database")
                    .hasMessageContaining("CREATE TABLE IF NOT EXISTS writeguard.losses")
                    .hasMessageContaining("GRANT SELECT, INSERT, DELETE");
            assertThat(run(connection, "update users set token = 'rotated-well' where id = 1")).isEqualTo(PASSED);
            assertThat(run(connection, "update users set name = 'renamed' where id = 1")).isEqualTo(PASSED);
            assertThat(run(connection, "insert into users values (900, 'a good secret')")).isEqualTo(PASSED);
            connection.setAutoCommit(false);
            assertThat(run(connection, "delete from users where id = 2")).isEqualTo(Instances.UNAVAILABLE);
            connection.rollback();
        }
    }

    @Test
    void aLedgerThatIsMissingAndMayNotBeCreated() throws SQLException {
        DataSource application = asApplication();
        assertClearsAreRefused(application);
        assertThat(clear(instances.start(), 3)).as("a role that may creates it").isEqualTo(PASSED);
        assertThat(clear(application, 4)).isEqualTo(Instances.UNAVAILABLE);
        instances.database().execute("""
                grant usage on schema writeguard to writeguard_app;
                grant select, insert, delete on all tables in schema writeguard to writeguard_app
                """);
        assertThat(clear(application, 4)).isEqualTo(PASSED);
    }

    @Test
    void aLedgerThatMayBeReadButNotWritten() throws SQLException {
        assertThat(clear(instances.start(), 3)).isEqualTo(PASSED);
        DataSource application = asApplication();
        instances
                .database()
                .execute("grant usage on schema writeguard to writeguard_app;"
                        + " grant select on all tables in schema writeguard to writeguard_app");
        assertClearsAreRefused(application);
    }

    @Test
    void aLedgerThatIsDroppedIsMadeAgain() throws SQLException {
        DataSource instance = instances.start();
        assertThat(clear(instance, 1)).isEqualTo(PASSED);
        instances.database().execute("drop schema writeguard cascade");
        assertThat(clear(instance, 2)).isEqualTo(PASSED);
        assertThat(instances.database().live("select count(*) from writeguard.losses"))
                .isEqualTo(1);
    }

    @Test
    void noConnectionOfItsOwn() throws SQLException {
        DataSource aroundAPool = instances.start(instances.database().pool());
        assertThat(clear(aroundAPool, 1)).isEqualTo(Instances.UNAVAILABLE);
        assertThat(instances.live()).isEqualTo(200);
    }
}
