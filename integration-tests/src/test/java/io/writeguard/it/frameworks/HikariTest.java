package io.writeguard.it.frameworks;

import static io.writeguard.it.frameworks.Token.ROWS;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.writeguard.driver.WriteGuard;
import io.writeguard.driver.WriteGuardDataSource;
import io.writeguard.it.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** HikariCP above the guard and below it. */
class HikariTest {

    enum Place {
        ABOVE_BY_URL,
        ABOVE_BY_DATA_SOURCE,
        BELOW
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void aRefusedWriteLeavesTheConnectionInThePool(Place place) throws SQLException {
        try (TestDatabase database = TestDatabase.with(Token.SCHEMA)) {
            HikariDataSource pool = pool(database, place);
            DataSource guarded = place == Place.BELOW ? WriteGuard.wrap(pool, database.rules(Token.RULES)) : pool;
            int first = backend(guarded);
            for (String write : new String[] {
                "update tokens set secret = ''", "delete from tokens", "update tokens set secret = null"
            }) {
                assertThat(Refusal.rule(SQLException.class, () -> run(guarded, write)))
                        .isNotNull();
            }
            run(guarded, "update tokens set secret = null where id <= 30");
            assertThat(Refusal.rule(
                            SQLException.class, () -> run(guarded, "update tokens set secret = null where id = 31")))
                    .isEqualTo("mass-invalidation");
            assertThat(backend(guarded)).isEqualTo(first);
            assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
            assertThat(database.live("select count(*) from tokens where secret is not null"))
                    .isEqualTo(ROWS - 30);
        }
    }

    private static HikariDataSource pool(TestDatabase database, Place place) {
        return switch (place) {
            case ABOVE_BY_URL -> database.guarded(Token.RULES, settings -> settings.setMaximumPoolSize(1));
            case ABOVE_BY_DATA_SOURCE ->
                database.pool(database.url(), settings -> {
                    WriteGuardDataSource inside = new WriteGuardDataSource();
                    inside.setUrl(database.url());
                    inside.setRules(database.rules(Token.RULES).toString());
                    settings.setDataSource(inside);
                    settings.setMaximumPoolSize(1);
                });
            case BELOW -> database.pool(database.url(), settings -> settings.setMaximumPoolSize(1));
        };
    }

    private static void run(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int backend(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                var row = connection.createStatement().executeQuery("select pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }
}
