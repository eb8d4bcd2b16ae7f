package io.writeguard.rules.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.writeguard.rules.sql.LexedSql;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EqualityReaderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "a = ? AND 'x' = t.b ~ a=parameter 1; t.b=literal x",
                "(a = 1 AND (b = 'x'::date)) AND c ~ a=expression; b=expression",
                "a = 1 OR b = 2 ~ ``",
                "a = 1 AND (b = 2 OR c = 3) ~ a=expression",
                "NOT a = 1 ~ ``",
                "a BETWEEN 1 AND 2 AND b = ? ~ b=parameter 1",
                "between = 1 AND b = ? ~ between=expression; b=parameter 1",
                "CASE WHEN a = 1 AND b = 2 THEN c END AND d = ? ~ d=parameter 1",
                "a IN (?) AND b IN (?, ?) AND c NOT IN (?) ~ a=parameter 1",
                "(a, b) = (?, ?) AND ROW(c) = ROW(-1) ~ a=parameter 1; b=parameter 2; c=expression",
                "(a, b) = (SELECT 1, 2) ~ ``",
                "a IS NOT DISTINCT FROM ? AND b IS DISTINCT FROM ? ~ a==parameter 1",
                "a = NULL AND b IS NULL AND c = d AND e = f(?) ~ ``",
                "a = ? COLLATE \"C\" AND lower(b) = ? AND c::text = ? ~ ``",
                "a OPERATOR(pg_catalog.=) 1 AND b == 2 AND c = ANY (?) ~ ``",
                "t.end = ? AND a = TRUE ~ t.end=parameter 1; a=expression",
            })
    void findsEqualities(String predicate, String equalities) {
        LexedSql sql = LexedSql.of("DELETE FROM t WHERE " + predicate);
        String found = SqlReader.read(sql).get(0).writes().get(0).equalities().stream()
                .map(equality -> Descriptions.describe(sql, equality))
                .sorted()
                .collect(Collectors.joining("; "));
        assertThat(found.split("; ")).containsExactlyInAnyOrder(equalities.split("; "));
    }
}
