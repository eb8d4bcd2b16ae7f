package io.writeguard.rules.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.writeguard.rules.plan.ValueSource.Parameter;
import io.writeguard.rules.sql.LexedSql;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueReaderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "? ~ parameter 1",
                "((?))::text ~ parameter 1",
                "CAST(CAST(? AS varchar) AS jsonb) ~ parameter 1",
                "?::character varying ~ parameter 1",
                "?::varchar(3) ~ expression",
                "?::int ~ expression",
                "?::text[] ~ expression",
                "? || '' ~ expression",
                "'x' ~ literal x",
                "$$x$$::bytea ~ literal x",
                "(E'\\x41'::pg_catalog.text) ~ literal A",
                "jsonb '{}' ~ literal {}",
                "'a' 'b' ~ expression",
                "char 'x' ~ expression",
                "lower('x') ~ expression",
                "NULL ~ null",
                "CAST(NULL AS int[]) ~ null",
                "NULL::numeric(3, 2) ~ null",
                "DEFAULT ~ default",
                "token ~ own token",
                "u.token ~ own token",
                "(u.token)::text ~ own token",
                "token::bytea ~ expression",
                "hint ~ own hint",
                "users.token ~ expression",
                "s.token ~ expression",
                "current_user ~ expression",
                "1 ~ expression",
                "(SELECT 'x') ~ expression",
                "CASE WHEN a THEN 'x' END ~ expression",
            })
    void tellsWhereAValueComesFrom(String expression, String source) {
        LexedSql sql = LexedSql.of("UPDATE users u SET token = " + expression + " WHERE id = 1");
        Write write = SqlReader.read(sql).get(0).writes().get(0);
        assertThat(Descriptions.describe(sql, write.assignments().get(0).value()))
                .isEqualTo(source);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "UPDATE t SET a = b FROM s ~ expression",
                "UPDATE t SET a = a FROM s ~ own a",
                "UPDATE t SET a = t ~ expression",
                "UPDATE x.t SET a = x.t.b ~ own b",
                "UPDATE x.t SET a = y.t.b ~ expression",
                "UPDATE t SET (a, b) = (?, ?) ~ parameter 1, parameter 2",
                "UPDATE t SET (a, b) = ROW('x', DEFAULT), c = NULL ~ literal x, default, null",
                "UPDATE t SET (a, b) = ((SELECT 1, 2)) ~ sub-select 0 of 2, sub-select 1 of 2",
                "MERGE INTO t USING s ON c WHEN MATCHED THEN UPDATE SET a = b, c = t.d ~ expression, own d",
            })
    void tellsWhereAssignedValuesComeFrom(String text, String sources) {
        LexedSql sql = LexedSql.of(text);
        assertThat(Descriptions.describe(
                        sql, SqlReader.read(sql).get(0).writes().get(0).assignments()))
                .isEqualTo(sources);
    }

    @Test
    void readsConflictClauses() {
        LexedSql sql = LexedSql.of("INSERT INTO t AS u (a) VALUES (?, ?) ON CONFLICT (a, b) DO UPDATE"
                + " SET a = excluded.b, b = u.b WHERE u.c");
        Write write = SqlReader.read(sql).get(0).writes().get(0);
        assertThat(write.rows()).containsExactly(List.of(new Parameter(1), new Parameter(2)));
        assertThat(write.conflict().columns()).containsExactly("a", "b");
        assertThat(write.conflict().opaque()).isFalse();
        assertThat(Descriptions.describe(sql, write.conflict().assignments())).isEqualTo("excluded b, own b");
        assertThat(sql.text(write.conflict().where())).isEqualTo("u.c");
    }
}
