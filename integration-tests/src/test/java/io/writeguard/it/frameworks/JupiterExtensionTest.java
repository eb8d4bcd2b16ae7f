package io.writeguard.it.frameworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.writeguard.driver.junit.WriteGuardExtension;
import io.writeguard.it.TestDatabase;
import io.writeguard.rules.Rule;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;

/** The extension in use, and called as Jupiter calls it. */
class JupiterExtensionTest {

    private static final TestDatabase DATABASE = TestDatabase.with(Token.SCHEMA);

    @RegisterExtension
    static final WriteGuardExtension GUARD = over();

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void whatPassesIsNoFailure() throws SQLException {
        run(GUARD, "update tokens set label = 'x'");
    }

    @Test
    void aRefusalCanBeAskedFor() {
        swallow(GUARD, "update tokens set secret = '' where id = 1");
        GUARD.assertRefused(Rule.EMPTY_SECRET, "public.tokens");
        assertThat(GUARD.violations()).isEmpty();
    }

    @Test
    void aRefusalThatWasSwallowedFailsTheTest() {
        WriteGuardExtension own = over();
        own.beforeEach(null);
        swallow(own, "delete from tokens");
        assertThatThrownBy(() -> own.assertRefused(Rule.EMPTY_SECRET, "public.tokens"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("mass-invalidation");
        assertThatThrownBy(() -> own.afterEach(null))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("DELETE");
    }

    @Test
    void eachTestBeginsWithAnEmptyWindow() throws SQLException {
        WriteGuardExtension own = over();
        for (int test = 1; test <= 10; test++) {
            own.beforeEach(null);
            run(own, "update tokens set secret = null where id between " + (test * 10) + " and " + (test * 10 + 9));
            own.afterEach(null);
        }
    }

    private static WriteGuardExtension over() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(DATABASE.url());
        return WriteGuardExtension.over(() -> source, DATABASE.rules(Token.RULES));
    }

    private static void run(WriteGuardExtension guard, String sql) throws SQLException {
        try (Connection connection = guard.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void swallow(WriteGuardExtension guard, String sql) {
        assertThatThrownBy(() -> run(guard, sql)).isInstanceOf(SQLException.class);
    }
}
