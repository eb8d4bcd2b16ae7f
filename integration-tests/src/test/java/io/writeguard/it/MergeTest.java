package io.writeguard.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@FromServer(17)
class MergeTest {

    /** What Hibernate sends for an upsert. */
    private static final String UPSERT = "merge into users as t using (select cast(? as bigint) id, cast(? as varchar)"
            + " secret) s on (t.id = s.id) when not matched then insert (id, secret) values (s.id, s.secret)"
            + " when matched then update set secret = s.secret";

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '~',
            value = {
                "MERGE INTO users t USING incoming s ON t.id = s.id WHEN MATCHED THEN UPDATE SET secret = '' ~ empty-secret",
                "MERGE INTO users t USING incoming s ON t.id = s.id WHEN MATCHED AND t.gone THEN DELETE"
                        + " WHEN MATCHED THEN UPDATE SET secret = 'abc' ~ malformed-secret",
                "MERGE INTO users USING users AS s ON users.id = s.id WHEN MATCHED THEN DELETE ~ mass-invalidation",
                "MERGE INTO users t USING (SELECT * FROM incoming WHERE false) s ON t.id = s.id"
                        + " WHEN NOT MATCHED BY SOURCE THEN DELETE ~ mass-invalidation",
                "MERGE INTO users t USING incoming s ON t.id = s.id WHEN MATCHED THEN DO NOTHING"
                        + " WHEN NOT MATCHED BY SOURCE AND t.id > 20 THEN UPDATE SET secret = NULL ~ mass-invalidation",
                "MERGE INTO users t USING incoming s ON t.id = s.id WHEN NOT MATCHED BY TARGET"
                        + " THEN INSERT (id, secret) VALUES (s.id, '********') ~ placeholder-secret",
                "MERGE INTO users t USING incoming s ON t.id = s.id WHEN NOT MATCHED AND s.keep THEN DO NOTHING"
                        + " WHEN NOT MATCHED THEN INSERT VALUES (s.id, 'x', DEFAULT, '') ~ empty-secret",
                "WITH s AS (SELECT id, '' AS secret FROM incoming) MERGE INTO public.users AS t USING s ON t.id = s.id"
                        + " WHEN MATCHED THEN UPDATE SET (name, secret) = (s.secret, s.secret) ~ empty-secret",
                "MERGE INTO users t USING users a JOIN incoming b ON a.id = b.id ON t.gone = a.gone AND t.id > 50"
                        + " AND a.id = 100 WHEN MATCHED THEN UPDATE SET secret = 'the same for all' ~ mass-invalidation",
            })
    void refusesDamage(String sql, String rule) throws SQLException {
        try (GuardedUsers users = new GuardedUsers()) {
            assertThat(users.run(sql)).isEqualTo(rule);
            assertThat(users.unchanged()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '~',
            value = {
                "MERGE INTO users t USING incoming s ON t.id = s.id WHEN MATCHED THEN UPDATE SET secret = s.secret"
                        + " WHEN NOT MATCHED THEN INSERT (id, secret) VALUES (s.id, s.secret) ~ 105",
                "MERGE INTO users t USING incoming s ON t.id = s.id WHEN MATCHED AND s.keep THEN DELETE ~ 97",
                "MERGE INTO users t USING incoming s ON t.id = s.id WHEN MATCHED AND true THEN DO NOTHING"
                        + " WHEN MATCHED THEN UPDATE SET secret = '' ~ 100",
                "MERGE INTO users t USING users s ON t.id = s.id WHEN MATCHED THEN UPDATE SET name = upper(s.name) ~ 100",
                "MERGE INTO users t USING users s ON t.id = s.id WHEN MATCHED THEN UPDATE SET secret = s.secret,"
                        + " name = s.name ~ 100",
                "MERGE INTO users t USING users s ON t.id = s.id WHEN NOT MATCHED BY SOURCE THEN DELETE ~ 100",
                "MERGE INTO users t USING (VALUES (1, 'fresh-1'), (2, 'fresh-2'), (3, 'fresh-3'), (4, 'fresh-4'),"
                        + " (5, 'fresh-5'), (6, 'fresh-6'), (7, 'fresh-7'), (8, 'fresh-8'), (9, 'fresh-9'),"
                        + " (10, 'fresh-10'), (11, 'fresh-11'), (12, 'fresh-12')) AS s(id, secret) ON t.id = s.id"
                        + " WHEN MATCHED THEN UPDATE SET secret = s.secret ~ 100",
                "MERGE INTO users t USING (SELECT 500 AS id) s ON t.id = s.id WHEN NOT MATCHED"
                        + " THEN INSERT (id, name) VALUES (s.id, DEFAULT) ~ 101",
                "MERGE INTO incoming t USING users s ON t.id = s.id WHEN MATCHED THEN DELETE ~ 100",
            })
    void letsOrdinaryUsePass(String sql, int rows) throws SQLException {
        try (GuardedUsers users = new GuardedUsers()) {
            assertThat(users.run(sql)).isEqualTo(GuardedUsers.PASSES);
            assertThat(users.database().live("SELECT count(*) FROM users")).isEqualTo(rows);
        }
    }

    @Test
    void judgesAnUpsertByItsBoundValues() throws SQLException {
        try (GuardedUsers users = new GuardedUsers()) {
            assertThat(users.run(UPSERT, 7L, "")).isEqualTo("empty-secret");
            assertThat(users.run(UPSERT, 700L, "")).isEqualTo("empty-secret");
            assertThat(users.unchanged()).isTrue();
            assertThat(users.run(UPSERT, 7L, "another secret")).isEqualTo(GuardedUsers.PASSES);
            assertThat(users.run(UPSERT, 700L, "a first secret")).isEqualTo(GuardedUsers.PASSES);
        }
    }

    @Test
    void judgesABatchOfUpsertsAsAWhole() throws SQLException {
        try (GuardedUsers users = new GuardedUsers();
                Connection connection = users.connect();
                PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
            assertThat(batch(upsert, "")).isEqualTo("empty-secret");
            assertThat(users.unchanged()).isTrue();
            assertThat(batch(upsert, "the last one")).isEqualTo(GuardedUsers.PASSES);
            assertThat(users.database().live("SELECT count(*) FROM users")).isEqualTo(115);
        }
    }

    private static String batch(PreparedStatement upsert, String last) throws SQLException {
        for (int id = 86; id <= 115; id++) {
            upsert.setLong(1, id);
            upsert.setString(2, id == 115 ? last : "renewed-" + id);
            upsert.addBatch();
        }
        return GuardedUsers.outcome(upsert::executeBatch);
    }
}
