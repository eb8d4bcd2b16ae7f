package io.writeguard.rules.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.writeguard.rules.plan.ValueSource.Default;
import io.writeguard.rules.plan.ValueSource.ExcludedColumn;
import io.writeguard.rules.plan.ValueSource.Expression;
import io.writeguard.rules.plan.ValueSource.Literal;
import io.writeguard.rules.plan.ValueSource.Null;
import io.writeguard.rules.plan.ValueSource.OwnColumn;
import io.writeguard.rules.plan.ValueSource.Parameter;
import io.writeguard.rules.plan.ValueSource.SubselectColumn;
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
                "COMMIT PREPARED 'x' ~ UTILITY",
                "ABORT ~ ROLLBACK",
                "ROLLBACK WORK TO SAVEPOINT a ~ ROLLBACK_TO",
                "ROLLBACK PREPARED 'x' ~ UTILITY",
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
        assertThat(describe(sql, write.assignments().get(0).value())).isEqualTo(source);
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
        assertThat(describe(sql, SqlReader.read(sql).get(0).writes().get(0).assignments()))
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
        assertThat(describe(sql, write.conflict().assignments())).isEqualTo("excluded b, own b");
        assertThat(sql.text(write.conflict().where())).isEqualTo("u.c");
    }

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
                .map(equality -> describe(sql, equality))
                .sorted()
                .collect(Collectors.joining("; "));
        assertThat(found.split("; ")).containsExactlyInAnyOrder(equalities.split("; "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "DROP TABLE IF EXISTS a, b.c CASCADE ~ DROP_TABLE a; DROP_TABLE b.c",
                "DROP SCHEMA s CASCADE ~ OTHER s.*",
                "DROP SCHEMA s ~ ``",
                "DROP OWNED BY r ~ OTHER *",
                "DROP EXTENSION citext CASCADE ~ OTHER *",
                "ALTER TABLE ONLY a DROP b, DROP COLUMN IF EXISTS c CASCADE ~ DROP_COLUMN a b; DROP_COLUMN a c",
                "ALTER TABLE a ALTER b TYPE text, ALTER COLUMN c SET DATA TYPE int USING 1"
                        + " ~ ALTER_TYPE a b; ALTER_TYPE a c",
                "ALTER TABLE a ADD COLUMN b text DEFAULT '', ADD CONSTRAINT c CHECK (b <> '')"
                        + " ~ HARMLESS a; HARMLESS a",
                "ALTER TABLE a ALTER b SET DEFAULT '', DROP CONSTRAINT c ~ HARMLESS a b; HARMLESS a",
                "ALTER TABLE a RENAME TO b ~ RENAME_TABLE a",
                "ALTER INDEX a RENAME TO b ~ RENAME_TABLE a",
                "ALTER TABLE a RENAME b TO c ~ RENAME_COLUMN a b",
                "ALTER TABLE a SET SCHEMA s ~ SET_SCHEMA a",
                "ALTER SCHEMA s RENAME TO t ~ SET_SCHEMA s.*",
                "ALTER TABLE a DETACH PARTITION b CONCURRENTLY ~ DETACH_PARTITION a; DETACH_PARTITION b",
                "ALTER TABLE a ATTACH PARTITION b DEFAULT ~ OTHER a; OTHER b",
                "ALTER TABLE a DISABLE TRIGGER ALL, ENABLE ROW LEVEL SECURITY ~ OTHER a; HARMLESS a",
                "ALTER TABLE a NO INHERIT b ~ OTHER a",
                "CREATE TRIGGER t BEFORE UPDATE OF b ON a EXECUTE FUNCTION f() ~ OTHER a",
                "CREATE RULE r AS ON DELETE TO a DO INSTEAD NOTHING ~ OTHER a",
                "CREATE UNIQUE INDEX CONCURRENTLY ON ONLY a (b) ~ HARMLESS a",
                "SELECT * INTO TEMPORARY TABLE a FROM b ~ HARMLESS a",
            })
    void readsDefinitions(String sql, String changes) {
        StatementReading reading = single(sql);
        assertThat(reading.problem()).isNull();
        String found = reading.changes().stream()
                .map(change -> change.kind() + " " + change.relation()
                        + (change.column() == null ? "" : " " + change.column()))
                .collect(Collectors.joining("; "));
        assertThat(found.replace("null.", "")).isEqualTo(changes);
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
                "UPDATE t SET (a, b) = ROW(s.*) FROM s",
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

    private static String describe(LexedSql sql, Equality equality) {
        String qualifier = equality.qualifier() == null ? "" : equality.qualifier() + ".";
        String operator = equality.matchesNull() ? "==" : "=";
        return qualifier + equality.column() + operator + describe(sql, equality.value());
    }

    private static String describe(LexedSql sql, List<Assignment> assignments) {
        return assignments.stream()
                .map(assignment -> describe(sql, assignment.value()))
                .collect(Collectors.joining(", "));
    }

    private static String describe(LexedSql sql, io.writeguard.rules.plan.ValueSource source) {
        if (source instanceof Parameter parameter) {
            return "parameter " + parameter.index();
        } else if (source instanceof Literal literal) {
            return "literal " + sql.literal(literal.token());
        } else if (source instanceof OwnColumn own) {
            return "own " + own.column();
        } else if (source instanceof ExcludedColumn excluded) {
            return "excluded " + excluded.column();
        } else if (source instanceof SubselectColumn column) {
            return "sub-select " + column.position() + " of " + column.width();
        } else if (source instanceof Null) {
            return "null";
        }
        return source instanceof Default ? "default" : source instanceof Expression ? "expression" : "?";
    }
}
