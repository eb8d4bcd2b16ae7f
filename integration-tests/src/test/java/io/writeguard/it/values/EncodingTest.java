package io.writeguard.it.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.writeguard.driver.WriteRejectedException;
import io.writeguard.it.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Databases that lack most of the characters which show nothing. */
class EncodingTest {

    private static final String RULES = """
            version: 1
            tables:
              vault:
                secret-columns: [word, bytes, document, codes]
            """;

    @ParameterizedTest
    @ValueSource(strings = {"UTF8", "LATIN1", "WIN1252", "EUC_JP", "SQL_ASCII"})
    void lossesAreCounted(String encoding) throws SQLException {
        try (TestDatabase database = TestDatabase.encodedAs(encoding)) {
            database.execute("""
                    create table vault (id int primary key, word text, bytes bytea, document jsonb, codes text[]);
                    insert into vault
                    select g, md5(g::text), sha256(g::text::bytea), '{"a": 1}', array[md5(g::text)]
                    from generate_series(1, 50) g""");
            try (Connection connection = database.guarded(RULES).getConnection();
                    Statement statement = connection.createStatement()) {
                refused(statement, "mass-invalidation", "delete from vault");
                refused(statement, "mass-invalidation", "update vault set word = null");
                refused(statement, "mass-invalidation", "truncate vault");
                refused(statement, "empty-secret", "update vault set word = ' ' where id = 1");
                assertThat(database.live("select count(word) from vault")).isEqualTo(50);

                assertThat(statement.executeUpdate("delete from vault where id = 1"))
                        .isOne();
                assertThat(
                                statement.executeUpdate(
                                        "update vault set word = null, bytes = null, document = null, codes = null where id = 2"))
                        .isOne();
                assertThat(database.live("select count(word) from vault")).isEqualTo(48);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"' '", "E'\\t\\n'", "U&'\\00a0\\200b'", "U&'\\feff'", "''"})
    void blankSecretsAreNoLiveOnes(String blank) throws SQLException {
        try (TestDatabase database = TestDatabase.create()) {
            database.execute("""
                    create table vault (id int primary key, word text, bytes bytea, document jsonb, codes text[]);
                    insert into vault select g, %s, '', to_jsonb(%1$s::text), array[%1$s]
                    from generate_series(1, 50) g""".formatted(blank));
            try (Connection connection = database.guarded(RULES).getConnection();
                    Statement statement = connection.createStatement()) {
                assertThat(statement.executeUpdate("delete from vault")).isEqualTo(50);
            }
        }
    }

    private static void refused(Statement statement, String rule, String sql) {
        assertThatThrownBy(() -> statement.executeUpdate(sql))
                .as(sql)
                .isInstanceOfSatisfying(
                        WriteRejectedException.class,
                        refusal -> assertThat(refusal.ruleId()).isEqualTo(rule));
    }
}
