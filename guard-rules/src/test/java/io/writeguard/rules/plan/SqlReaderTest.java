package io.writeguard.rules.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.writeguard.rules.sql.LexedSql;
import io.writeguard.rules.sql.RelationName;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlReaderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "BEGIN ISOLATION LEVEL SERIALIZABLE ~ BEGIN",
                "START TRANSACTION ~ BEGIN",
                "COMMIT AND CHAIN ~ COMMIT",
                "END ~ COMMIT",
                "COMMIT PREPARED 'x' ~ END_PREPARED",
                "ABORT ~ ROLLBACK",
                "ROLLBACK WORK TO SAVEPOINT a ~ ROLLBACK_TO",
                "ROLLBACK PREPARED 'x' ~ END_PREPARED",
                "SAVEPOINT a ~ SAVEPOINT",
                "RELEASE a ~ RELEASE",
                "PREPARE TRANSACTION 'x' ~ PREPARE_TRANSACTION",
                "PREPARE p AS SELECT 1 ~ PREPARE",
                "EXECUTE p(1) ~ EXECUTE",
                "EXPLAIN ANALYZE EXECUTE p(1) ~ EXECUTE",
                "EXPLAIN (ANALYZE 'off', ANALYZE on) DELETE FROM t ~ EXPLAIN_ANALYZE",
                "EXPLAIN (ANALYZE false) DELETE FROM t ~ EXPLAIN",
                "EXPLAIN VERBOSE SELECT 1 ~ EXPLAIN",
                "DISCARD ALL ~ SETTING",
                "SET LOCAL search_path = a ~ SETTING",
                "DO $$ $$ ~ ROUTINE",
                "{call f(?)} ~ ROUTINE",
                "{? = call f(?)} ~ ROUTINE",
                "DECLARE c CURSOR FOR SELECT 1 ~ CURSOR",
                "FETCH ALL FROM c ~ CURSOR",
                "LOCK TABLE t ~ UTILITY",
                "SELECT 1 ~ QUERY",
                "(SELECT 1) UNION SELECT 2 ~ QUERY",
                "WITH d AS (DELETE FROM t) SELECT 1 ~ WRITE",
                "SELECT 1 INTO t ~ DDL",
                "WITH d AS (DELETE FROM t RETURNING *) SELECT * INTO x FROM d ~ WRITE",
                "CREATE TABLE x AS WITH d AS (DELETE FROM t RETURNING *) SELECT * FROM d ~ WRITE",
                "CREATE TABLE x AS SELECT 1 ~ DDL",
                "COPY t TO STDOUT ~ COPY_TO",
                "COPY (WITH d AS (DELETE FROM t RETURNING *) TABLE d) TO STDOUT ~ WRITE",
                "COPY t FROM STDIN ~ COPY_FROM",
            })
    void tellsWhatAStatementIsFor(String sql, StatementKind kind) {
        StatementReading reading = single(sql);
        assertThat(reading.problem()).isNull();
        assertThat(reading.kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "UPDATE t SET a = CASE WHEN b THEN f(c) END ~ f",
                "INSERT INTO t (a) SELECT s.g(1) FROM h(2) AS x (y) WHERE b IN (1) ~ h,s.g",
                "INSERT INTO t (a) VALUES (coalesce(b::varchar(3), '')) ON CONFLICT (a) DO NOTHING ~ ``",
                "UPDATE t SET (a, b) = (\"F\"(1), left('x', 1)) ~ F,left",
                "CALL s.p(1) ~ s.p",
                "{call p(?)} ~ p",
            })
    void findsFunctions(String sql, String functions) {
        String found = single(sql).functions().stream()
                .map(RelationName::toString)
                .sorted()
                .collect(Collectors.joining(","));
        assertThat(found).isEqualTo(functions);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM Users",
                "SELECT 1 WHERE EXISTS (SELECT FROM users)",
                "DO $$ BEGIN EXECUTE 'DELETE FROM ' || 'users'; END $$",
                "PREPARE p AS DELETE FROM users",
                "EXECUTE p('users')",
                "SELECT 'crm.users'::regclass",
                "CREATE FUNCTION f() RETURNS void LANGUAGE sql AS 'DELETE FROM \"x\".users'",
                "{call users(?)}",
                "DELETE FROM users WHERE 'unterminated",
                "DELETE FROM U&\"us\\0065rs\"",
            })
    void mentionsEveryNameThatMayBeARelation(String sql) {
        assertThat(single(sql).identifiers()).contains("users");
    }

    @Test
    void leavesTheWordsOfDataAlone() {
        assertThat(single("UPDATE t SET a = 'users'").identifiers()).doesNotContain("users");
    }

    @Test
    void readsWhatASelectLocks() {
        List<Read> reads = single(
                        "SELECT * FROM a x JOIN s.b ON x.i = b.i, ONLY c WHERE x.k = ? AND v = 1 FOR NO KEY UPDATE")
                .reads();
        assertThat(reads)
                .extracting(Read::relation)
                .containsExactly(new RelationName(null, "a"), new RelationName("s", "b"), new RelationName(null, "c"));
        assertThat(reads).allMatch(Read::locking);
        assertThat(reads.get(0).alias()).isEqualTo("x");
        assertThat(reads.get(0).equalities()).extracting(Equality::column).containsExactly("k", "v");
        assertThat(reads.get(1).equalities()).extracting(Equality::column).containsExactly("v");
        assertThat(single("WITH a AS (SELECT 1) SELECT * FROM a").reads()).isEmpty();
    }

    @Test
    void offersAWriteTheWithQueriesBeforeIt() {
        LexedSql sql =
                LexedSql.of("WITH RECURSIVE a AS (SELECT 1), b AS (WITH c AS (SELECT 2) DELETE FROM t RETURNING *),"
                        + " d AS (SELECT 3) UPDATE t SET x = 1");
        List<Write> writes = SqlReader.read(sql).get(0).writes();
        assertThat(writes.get(0).with()).extracting(WithQuery::name).containsExactly("a", "b", "d");
        assertThat(writes.get(0).with()).extracting(WithQuery::modifying).containsExactly(false, true, false);
        assertThat(writes.get(1).with()).extracting(WithQuery::name).containsExactly("a", "c");
        assertThat(writes.get(1).withRecursive()).isTrue();
        assertThat(sql.text(writes.get(1).with().get(1).span())).isEqualTo("c AS (SELECT 2)");
    }

    @Test
    void spansAreTheTextAsWritten() {
        LexedSql sql =
                LexedSql.of("DELETE FROM ONLY s.t AS u USING a, b /* c */ JOIN d ON e WHERE u.i = 'x' -- f\n AND g");
        Write write = SqlReader.read(sql).get(0).writes().get(0);
        assertThat(sql.text(write.targetSpan())).isEqualTo("ONLY s.t AS u");
        assertThat(sql.text(write.from())).isEqualTo("a, b /* c */ JOIN d ON e");
        assertThat(sql.text(write.where())).isEqualTo("u.i = 'x' -- f\n AND g");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE t FOR PORTION OF p FROM 1 TO 2 SET a = 'secret'",
                "UPDATE t SET a 'secret'",
                "UPDATE t SET (a, b) = ROW(s) FROM s",
                "UPDATE a.b.c.d SET e = 'secret'",
                "INSERT INTO t 'secret'",
                "INSERT INTO t VALUES (1) ON CONFLICT DO SELECT",
                "MERGE INTO t USING s ON c WHEN MATCHED THEN 'secret'",
                "FROBNICATE 'secret'",
                "WITH a AS 'secret' SELECT 1",
                "UPDATE t SET a = 'secret",
            })
    void saysWhatItCannotRead(String sql) {
        assertThat(single(sql).problem()).isNotBlank().doesNotContain("secret");
    }

    private static StatementReading single(String sql) {
        List<StatementReading> readings = SqlReader.read(LexedSql.of(sql));
        assertThat(readings).hasSize(1);
        return readings.get(0);
    }
}
