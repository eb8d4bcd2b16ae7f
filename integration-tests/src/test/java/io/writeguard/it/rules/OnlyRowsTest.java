package io.writeguard.it.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.writeguard.driver.WriteRejectedException;
import io.writeguard.it.TestDatabase;
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
import org.junit.jupiter.params.provider.ValueSource;

/** A key/value table, as Keycloak's, in which a column is secret in some rows. */
class OnlyRowsTest {

    private static final String RULES = """
            version: 1
            tables:
              config:
                secret-columns:
                  value: {only-rows: "name in ('clientSecret', 'signingKey')"}
            """;
    private static final String ALL = "SELECT md5(string_agg(c::text, ',' ORDER BY idp, name)) FROM config AS c";

    private TestDatabase database;

    @BeforeEach
    void config() {
        database = TestDatabase.with("CREATE TABLE config (idp int, name text, value text, PRIMARY KEY (idp, name));"
                + "INSERT INTO config SELECT g, 'clientSecret', md5(g::text) FROM generate_series(1, 30) g;"
                + "INSERT INTO config SELECT g, 'clientId', 'app' FROM generate_series(1, 200) g;"
                + "INSERT INTO config SELECT g, 'hidden', '' FROM generate_series(1, 200) g");
    }

    @AfterEach
    void drop() {
        database.close();
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "placeholder-secret | UPDATE config SET value = '**********' WHERE idp = 4 AND name = 'clientSecret'",
                "placeholder-secret | UPDATE config SET value = '[REDACTED]' WHERE idp = 4",
                "empty-secret       | UPDATE config SET value = ''",
                "empty-secret       | UPDATE config SET name = 'signingKey' , value = '' WHERE idp = 4 AND name = 'clientId'",
                "placeholder-secret | UPDATE config SET name = 'old' , value = '***' WHERE idp = 4 AND name = 'clientSecret'",
                "mass-invalidation  | UPDATE config SET name = 'old' WHERE name = 'clientSecret'",
                "mass-invalidation  | UPDATE config AS c SET value = NULL WHERE c.name = 'clientSecret'",
                "mass-invalidation  | DELETE FROM config WHERE idp <= 20",
                "mass-invalidation  | TRUNCATE config",
                "placeholder-secret | INSERT INTO config VALUES (31, 'clientSecret', '********')",
                "empty-secret       | INSERT INTO config (idp, name, value) SELECT 31, n, '' FROM unnest(ARRAY['clientId', 'signingKey']) n",
                "placeholder-secret | INSERT INTO config VALUES (4, 'clientSecret', '*****') ON CONFLICT (idp, name) DO UPDATE SET value = excluded.value",
                "unanalysable-write | ALTER TABLE config RENAME COLUMN name TO key",
                "unanalysable-write | ALTER TABLE config DROP COLUMN name",
            })
    void damageIsRefused(String rule, String sql) throws SQLException {
        String before = database.text(ALL);
        try (Connection connection = database.guarded(RULES).getConnection()) {
            WriteRejectedException refusal =
                    catchThrowableOfType(WriteRejectedException.class, () -> run(connection, sql));
            assertThat(refusal.ruleId()).isEqualTo(rule);
        }
        assertThat(database.text(ALL)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE config SET value = '**********' WHERE idp = 4 AND name = 'clientId'",
                "UPDATE config SET value = '' WHERE name = 'clientId'",
                "UPDATE config SET value = 'true' WHERE name = 'hidden'",
                "UPDATE config SET value = NULL WHERE name <> 'clientSecret'",
                "UPDATE config SET value = 'rotated' WHERE idp = 4 AND name = 'clientSecret'",
                "UPDATE config SET value = NULL WHERE idp = 4 AND name = 'clientSecret'",
                "UPDATE config SET name = 'signingKey' WHERE name = 'clientSecret'",
                "UPDATE config SET name = 'clientSecret', idp = 100 + idp WHERE idp < 5 AND name = 'hidden'",
                "UPDATE config SET name = 'old' WHERE idp = 4 AND name = 'clientSecret'",
                "DELETE FROM config WHERE name IN ('clientId', 'hidden')",
                "DELETE FROM config WHERE idp > 28",
                "INSERT INTO config VALUES (301, 'clientId', '********'), (302, 'hidden', '')",
                "INSERT INTO config VALUES (301, 'clientSecret', 'fresh')",
                "INSERT INTO config VALUES (4, 'hidden', '') ON CONFLICT (idp, name) DO UPDATE SET value = excluded.value",
                "INSERT INTO config VALUES (4, 'clientSecret', 'new') ON CONFLICT (idp, name) DO UPDATE SET value = excluded.value",
            })
    void whatConcernsOtherRowsOrIsGoodPasses(String sql) throws SQLException {
        try (Connection connection = database.guarded(RULES).getConnection()) {
            run(connection, sql);
        }
    }

    /** A map of Hibernate: one prepared UPDATE for each entry that changed, in a batch. */
    @Test
    void aBatchIsJudgedRowByRow() throws SQLException {
        String before = database.text(ALL);
        try (Connection connection = database.guarded(RULES).getConnection();
                PreparedStatement update =
                        connection.prepareStatement("update CONFIG set VALUE=? where IDP=? and NAME=?")) {
            for (String[] entry : new String[][] {{"", "hidden"}, {"app2", "clientId"}, {"********", "clientSecret"}}) {
                update.setString(1, entry[0]);
                update.setInt(2, 4);
                update.setString(3, entry[1]);
                update.addBatch();
            }
            assertThatThrownBy(update::executeBatch).hasCauseInstanceOf(WriteRejectedException.class);
            assertThat(database.text(ALL)).isEqualTo(before);

            for (String[] entry : new String[][] {{"x", "hidden"}, {"x", "clientId"}, {"x", "clientSecret"}}) {
                update.setString(1, entry[0]);
                update.setInt(2, 4);
                update.setString(3, entry[1]);
                update.addBatch();
            }
            update.executeBatch();
        }
        assertThat(database.live("SELECT count(*) FROM config WHERE idp = 4 AND value = 'x'"))
                .isEqualTo(3);
    }

    @Test
    void aPredicateThatDoesNotRunGivesNoConnection() {
        String url = database.guardedUrl(database.rules(RULES.replace("name in", "nam in")));
        assertThatThrownBy(() -> DriverManager.getConnection(url))
                .hasMessageContaining("only-rows of public.config does not run (SQLState 42703)");
    }
}
