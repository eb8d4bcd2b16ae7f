package io.writeguard.rules.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LexedSqlTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "a=-1 ~ a|=|-|1",
                "a@-1 ~ a|@-|1",
                "a||/*x*/b ~ a||||b",
                "a*-- c ~ a|*",
                "j ?? 'k' ~ j|??|'k'",
                "j ??| a ~ j|??||a",
                "a=? ~ a|=|?",
                "a@? ~ a|@|?",
                "x::int[1:2] ~ x|::|int|[|1|:|2|]",
                "f(a := 1, b => 2) ~ f|(|a|:=|1|,|b|=>|2|)",
                "1..2 ~ 1|.|.|2",
                "1.5e-3.5 ~ 1.5e-3|.5",
                "0x1F 0b1 0o7 1_0 ~ 0x1F|0b1|0o7|1_0",
                "123abc ~ 123|abc",
                "$1$2 ~ $1|$2",
                "a$1 ~ a$1",
                "$a$x$b$y$a$z ~ $a$x$b$y$a$|z",
                "$$a$b$$ ~ $$a$b$$",
                "e'a\\'b' c ~ e'a\\'b'|c",
                "'a\\' b ~ 'a\\'|b",
                "n'x' x'1F' ~ n'x'|x'1F'",
                "u&'!0041' uescape '!' ~ u&'!0041' uescape '!'",
                "u&\"a\" u & b ~ u&\"a\"|u|&|b",
                "/* a /* b */ c */ d ~ d",
                "{call f(?)} ~ {|call|f|(|?|)|}",
            })
    void splitsLikePostgresql(String sql, String tokens) {
        LexedSql lexed = LexedSql.of(sql);
        assertThat(String.join("|", texts(lexed))).isEqualTo(tokens);
        assertThat(lexed.problem()).isNull();
    }

    private static List<String> texts(LexedSql sql) {
        return IntStream.range(0, sql.size()).mapToObj(sql::text).toList();
    }

    @Test
    void joinsStringsAcrossLineBreaksAlone() {
        assertThat(LexedSql.of("'a' 'b'").size()).isEqualTo(2);
        assertThat(LexedSql.of("'a' -- c\n  'b'\r\n'c'").literal(0)).isEqualTo("abc");
        assertThat(LexedSql.of("'a' /* \n */ 'b'").size()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "'it''s' ~ it's",
                "'a\\n' ~ a\\n",
                "E'\\x41\\102\\u0043\\U00000044\\q\\'' ~ ABCDq'",
                "E'\\xc3\\xa9' ~ é",
                "E'\\ud83d\\ude00' ~ 😀",
                "U&'\\0041\\+000042\\\\' ~ AB\\",
                "U&'!0041' UESCAPE '!' ~ A",
                "N'x' ~ x",
                "$t$a'$$b$t$ ~ a'$$b",
            })
    void decodesStrings(String sql, String value) {
        assertThat(LexedSql.of(sql).literal(0)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "UseRs ~ users",
                "ÀÉ_A ~ ÀÉ_a",
                "\"Us\"\"ers\" ~ Us\"ers",
                "U&\"\\0061B\" ~ aB",
                "a?b? ~ a$1b$2",
            })
    void namesAsPostgresqlStoresThem(String sql, String name) {
        assertThat(LexedSql.of(sql).word(0)).isEqualTo(name);
    }

    @Test
    void cutsNamesAt63BytesBetweenCharacters() {
        assertThat(LexedSql.of("x".repeat(80)).word(0)).hasSize(63);
        assertThat(LexedSql.of("\"" + "x".repeat(62) + "éy\"").word(0)).isEqualTo("x".repeat(62));
    }

    @Test
    void numbersParametersAcrossTheWholeText() {
        LexedSql sql = LexedSql.of("a = ?; b ?? '?' -- ?\n = ?; $5");
        assertThat(sql.parameter(2)).isEqualTo(1);
        assertThat(sql.parameter(8)).isEqualTo(2);
        assertThat(sql.parameterCount()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "a; b;; c ~ a|b|c",
                "; -- nothing ~ ``",
                "f(a; b); c ~ f(a; b)|c",
                "create function f() begin atomic select case when a then 1 end; b; end; c"
                        + " ~ create function f() begin atomic select case when a then 1 end; b; end|c",
                "create function f() begin atomic select (select a end); b; end; c"
                        + " ~ create function f() begin atomic select (select a end); b; end|c",
                "begin; atomic; end ~ begin|atomic|end",
            })
    void splitsStatements(String sql, String statements) {
        LexedSql lexed = LexedSql.of(sql);
        assertThat(String.join("|", lexed.statements().stream().map(lexed::text).toList()))
                .isEqualTo(statements);
    }

    @Test
    void shapeLeavesOutWhatReadingsDoNotDependOn() {
        String shape =
                LexedSql.of("UPDATE t SET a = 'x', b = 1 WHERE \"C\" = ?").shape();
        assertThat(LexedSql.of("update T /* c */ set a=$$secret$$,b=2.5 where \"C\"=? -- d")
                        .shape())
                .isEqualTo(shape);
        assertThat(LexedSql.of("UPDATE t SET a = ?, b = 1 WHERE \"C\" = ?").shape())
                .isNotEqualTo(shape);
        assertThat(LexedSql.of("UPDATE t SET a = 'x', b = 1 WHERE \"c\" = ?").shape())
                .isNotEqualTo(shape);
        assertThat(shape).doesNotContain("x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "DO 'a' ~ DO 'b'",
                "EXPLAIN (ANALYZE 0) SELECT 1 ~ EXPLAIN (ANALYZE 1) SELECT 1",
                "SELECT 'a'::regclass ~ SELECT 'b'::regclass",
                "SELECT 1; EXECUTE p('a') ~ SELECT 1; EXECUTE p('b')",
                "a = ' ~ a = 'x'",
            })
    void shapeKeepsWhatReadingsDependOn(String one, String other) {
        assertThat(LexedSql.of(one).shape()).isNotEqualTo(LexedSql.of(other).shape());
    }

    @ParameterizedTest
    @ValueSource(strings = {"'a", "\"a", "$a$ b $$", "/* /* */", "E'\\'", "(", ")", "(]", "a \\ b", "$", "\0"})
    void saysWhyItCannotSplit(String sql) {
        LexedSql lexed = LexedSql.of(sql);
        assertThat(lexed.problem()).isNotBlank();
        assertThat(lexed.size()).isZero();
        assertThat(lexed.statements()).isEmpty();
    }

    @Test
    void refusesWhatIsTooDeepOrTooLong() {
        assertThat(LexedSql.of("(".repeat(100_000)).problem()).contains("nested deeper");
        assertThat(LexedSql.of(" ".repeat((8 << 20) + 1)).problem()).contains("longer than");
        assertThat(LexedSql.of(",".repeat((1 << 20) + 1)).problem()).contains("more than");
    }

    @Test
    void findsWordsInTextOfAnyKind() {
        assertThat(Words.in("DELETE FROM Crm.users;\"My Table\""))
                .contains("delete", "Crm", "crm", "users", "My Table");
    }
}
