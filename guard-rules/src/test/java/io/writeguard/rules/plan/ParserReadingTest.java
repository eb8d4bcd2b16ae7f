package io.writeguard.rules.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.writeguard.rules.sql.LexedSql;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParserReadingTest {

    /** The first text is read, and then taken for the reading of the second, which has as many tokens. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "UPDATE a SET x = 1 WHERE i = 2 ~ UPDATE a SET y = 1 WHERE i = 2",
                "UPDATE a SET x = 1 WHERE i = 2 ~ UPDATE a SET x = 1 + i = 2",
                "UPDATE a SET x = 1, y = 2 ~ UPDATE a SET x = 1 + y = 2",
                "DELETE FROM a WHERE b ~ DELETE FROM a USING b",
                "INSERT INTO a (x) VALUES (1) ~ INSERT INTO a (y) VALUES (1)",
                "INSERT INTO a VALUES (1) ON CONFLICT (i) DO UPDATE SET x = 1"
                        + "~ INSERT INTO a VALUES (1) ON CONFLICT (i) DO UPDATE SET y = 1",
                "MERGE INTO a USING b ON c WHEN MATCHED THEN UPDATE SET x = 1"
                        + "~ MERGE INTO a USING b ON c WHEN MATCHED THEN UPDATE SET y = 1",
            })
    void noticesThatTheOutlineIsAnother(String outlined, String sql) {
        LexedSql lexed = LexedSql.of(sql);
        assertThat(disagreement(lexed, writes(LexedSql.of(outlined)))).contains("disagree");
        assertThat(disagreement(lexed, writes(lexed))).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE ONLY uuid * AS number SET file = E'\\' WHERE', value = U&'x' WHERE key = ?? j",
                "UPDATE t SET a.b = 1, c[1] = 2",
                "UPDATE t SET (a, b) = ROW (1, 2)",
                "INSERT INTO t (a.b, c[1]) VALUES (1, jsonb '{}')",
                "DELETE FROM t WHERE CURRENT OF c",
                "TRUNCATE a, ONLY b RESTART IDENTITY",
            })
    void hasNothingAgainstWhatJsqlparserCannotRead(String sql) {
        LexedSql lexed = LexedSql.of(sql);
        assertThat(disagreement(lexed, writes(lexed))).isNull();
    }

    @Test
    void leavesDeepNestingToTheOutline() {
        LexedSql lexed = LexedSql.of("UPDATE t SET a = " + "(".repeat(400) + "1" + ")".repeat(400));
        assertThat(SqlReader.read(lexed).get(0).readable()).isTrue();
    }

    private static List<Write> writes(LexedSql sql) {
        return SqlReader.read(sql).get(0).writes();
    }

    private static String disagreement(LexedSql sql, List<Write> writes) {
        return ParserReading.disagreement(sql, sql.statements().get(0), writes);
    }
}
