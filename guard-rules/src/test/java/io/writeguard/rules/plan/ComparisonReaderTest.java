package io.writeguard.rules.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.writeguard.rules.sql.LexedSql;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonReaderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "WHERE a = ? AND 'x' = t.b AND c = 1 ~ a; b; c",
                "WHERE a IS NOT DISTINCT FROM ? AND NOT (b IS DISTINCT FROM ?) AND NOT c <> ? ~ a; b; c",
                "WHERE a IN (?) AND b IN (?, ?) AND c NOT IN (?) ~ a; b",
                "WHERE a = ANY (?::text[]) AND b = ANY (ARRAY[?, ?]) AND c <> ALL (?) ~ a; b",
                "WHERE (a, b) = (?, ?) AND (c, d) IN ((?, ?), (?, e)) ~ a; b; c",
                "WHERE a::text = ?::text AND CAST(b AS varchar) = ? AND c::varchar(3) = ? ~ a; b",
                "WHERE a COLLATE \"C\" = ? AND coalesce(b, '') = coalesce(?, '') AND md5(c) = ? ~ a; b; c",
                "WHERE left(a, 3) = ? AND length(b) = ? AND coalesce(c, d) = ? ~ ``",
                "WHERE a = ? OR b = ? ~ a,b",
                "WHERE c = ? AND (a = ? OR (b = ? AND d = ?)) ~ c; a,b; a,d",
                "WHERE a = ? OR b ~ ``",
                "WHERE a = ? OR ? IS NULL ~ ``",
                "WHERE a = ? OR a IS NULL AND ? IS NULL ~ a",
                "WHERE a IS NULL AND b IS NOT NULL AND c <> ? AND d > ? ~ ``",
                "WHERE a = a AND b = (SELECT b FROM t) AND c = now() AND d = s.d ~ ``",
                "WHERE CASE WHEN a = ? THEN b = ? END ~ ``",
                "USING (VALUES (?, ?)) AS v(a, b) WHERE t.a = v.a AND v.b = t.b ~ a; b",
                "USING unnest(?::text[]) AS v(a), other o WHERE t.a = v.a AND t.b = o.b ~ a",
                "USING (SELECT ?::text AS a) s WHERE t.a = s.a ~ a",
                "USING (SELECT a FROM t) s WHERE t.a = s.a ~ ``",
                "USING u JOIN (VALUES (?)) v(a) ON true WHERE t.a = v.a ~ ``",
            })
    void findsWhatIsCompared(String rest, String compared) {
        assertThat(compared(LexedSql.of("DELETE FROM t " + rest))).isEqualTo(compared);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "WITH v(a) AS (VALUES (?)) DELETE FROM s.t USING v WHERE t.a = v.a ~ a",
                "WITH v AS (SELECT a FROM u) DELETE FROM t USING v WHERE t.a = v.a ~ ``",
                "DELETE FROM t AS x WHERE x.a = ? AND y.b = ? ~ a",
                "UPDATE t SET a = NULL WHERE CURRENT OF c ~ ``",
                "INSERT INTO t VALUES (?) ON CONFLICT (k) DO UPDATE SET a = NULL WHERE t.a = ? AND t.b = excluded.b ~ a; b",
                "INSERT INTO t SELECT * FROM u ON CONFLICT (k) DO UPDATE SET a = NULL WHERE t.b = excluded.b ~ ``",
            })
    void knowsTheNamesOfTheStatement(String statement, String compared) {
        assertThat(compared(LexedSql.of(statement))).isEqualTo(compared);
    }

    /** The columns of a set with commas, the sets with semicolons. */
    private static String compared(LexedSql sql) {
        return String.join(
                "; ",
                SqlReader.read(sql).get(0).writes().get(0).compared().stream()
                        .map(columns -> String.join(",", new TreeSet<>(columns)))
                        .toList());
    }
}
