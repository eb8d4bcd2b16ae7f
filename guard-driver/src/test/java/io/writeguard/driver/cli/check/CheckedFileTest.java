package io.writeguard.driver.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.writeguard.rules.RulesException;
import io.writeguard.rules.RulesFile;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckedFileTest {

    private static final String RULES = """
            version: 1
            overrides: {allow-sql: true}
            tables:
              public.users:
                live-when: "deleted_at is null"
                secret-columns:
                  token: {min-length: 8}
                  pin: {on-null: reject, on-empty: clear}
              reported: {action: warn, secret-columns: [token]}
              config:
                secret-columns:
                  value: {only-rows: "name = 'secret'"}
              unguarded: {action: off, secret-columns: [token]}
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            UPDATE users SET name = 'x', token = '' WHERE id = 1           | 1:38 error empty-secret
            update only "users" set (token, name) = (E'\\u0020', 1) where id = 1 | 1:42 error empty-secret
            UPDATE public.users SET token = '********' WHERE id = 1        | 1:33 error placeholder-secret
            UPDATE users SET token = 'short' WHERE id = 1                  | 1:26 error malformed-secret
            UPDATE users SET pin = NULL WHERE id = 1                       | 1:8 error empty-secret
            UPDATE users SET pin = ''                                      | 1:8 warning mass-invalidation
            UPDATE users SET token = NULL WHERE id = 1                     | ``
            UPDATE users SET token = NULL                                  | 1:8 warning mass-invalidation
            UPDATE users SET token = md5('a') WHERE 1 = 1                  | 1:8 warning mass-invalidation
            UPDATE users SET token = token                                 | ``
            UPDATE users SET name = 'x'                                    | ``
            UPDATE users SET deleted_at = now()                            | 1:8 warning mass-invalidation
            UPDATE users u SET deleted_at = now() WHERE u.id = 1           | ``
            INSERT INTO users (id, token) VALUES (1, 'abcdefgh12345678'), (2, '') | 1:67 error empty-secret
            INSERT INTO users (id, token) VALUES (1, NULL)                 | ``
            INSERT INTO users (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET token = '' | 1:74 error empty-secret
            INSERT INTO users SELECT * FROM staging                        | ``
            MERGE INTO users u USING s ON u.id = s.id WHEN MATCHED THEN UPDATE SET token = '' | 1:80 error empty-secret
            MERGE INTO users u USING s ON u.id = s.id WHEN MATCHED THEN DELETE | ``
            WITH gone AS (DELETE FROM users RETURNING id) SELECT * FROM gone | 1:27 warning mass-invalidation
            DELETE FROM users                                              | 1:13 warning mass-invalidation
            DELETE FROM users WHERE id = 1                                 | ``
            DELETE FROM users WHERE id = $1                                | ``
            TRUNCATE other, users                                          | 1:17 warning mass-invalidation
            DROP TABLE users                                               | 1:1 warning destructive-ddl
            DROP SCHEMA public CASCADE                                     | 1:1 warning destructive-ddl, 1:1 note destructive-ddl, 1:1 warning destructive-ddl
            ALTER TABLE users DROP COLUMN token, ADD x int                 | 1:1 warning destructive-ddl
            ALTER TABLE users DROP COLUMN name                             | ``
            ALTER TABLE users RENAME COLUMN token TO old_token             | 1:1 warning unanalysable-write
            ALTER TABLE users ADD CONSTRAINT c CHECK (token <> '')         | ``
            CREATE INDEX i ON users (token)                                | ``
            UPDATE audit.users SET token = ''                              | ``
            UPDATE reported SET token = '' WHERE id = 1                    | 1:29 note empty-secret
            UPDATE unguarded SET token = ''                                | ``
            UPDATE config SET value = '' WHERE name = 'secret'             | ``
            UPDATE config SET value = ''                                   | 1:8 warning mass-invalidation
            PREPARE p AS UPDATE users SET token = '' WHERE id = 1          | 1:39 error empty-secret
            EXPLAIN UPDATE users SET token = ''                            | ``
            EXPLAIN ANALYZE UPDATE users SET token = '' WHERE id = 1       | 1:42 error empty-secret
            UPDATE users SET token = 'never ends                           | 1:1 error unanalysable-write
            UPDATE other SET token = 'never ends                           | ``
            DO 'begin delete from users; end'                              | ``
            SELECT 1                                                       | ``
            """)
    void saysWhatTheGuardWouldRefuse(String sql, String expected) throws RulesException {
        assertThat(check(sql + (sql.contains("never ends") ? "" : ";"))).isEqualTo(expected);
    }

    @Test
    void countsLinesAndColumnsOfTheWholeFile() throws RulesException {
        assertThat(check("""
                -- a comment; with a semicolon
                CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN
                  UPDATE users SET token = ''; -- kept, not run
                END $$;
                CREATE FUNCTION g() RETURNS void BEGIN ATOMIC
                  SELECT 1;
                END;
                \tUPDATE users SET name = 'ä🙂', token = '' WHERE id = 1;
                """)).isEqualTo("8:40 error empty-secret");
    }

    @Test
    void passesOverWhatBelongsToPsql() throws RulesException {
        assertThat(check("""
                \\set ON_ERROR_STOP on
                COPY users (id, token) FROM stdin;
                1\t'; DELETE FROM users;
                \\.
                \\echo 'not closed
                UPDATE users SET name = '
                \\not a command', token = '' WHERE id = 1;
                """)).isEqualTo("7:26 error empty-secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BEGIN; SET LOCAL writeguard.override = 'INC-1 all new'; TRUNCATE users; COMMIT;",
                "SELECT set_config('writeguard.override', 'INC-1 all new', true);\nTRUNCATE users;",
                "SET LOCAL writeguard.override = 'empty-secret: INC-1'; UPDATE users SET token = '' WHERE id = 1;"
            })
    void anOverrideHoldsInItsTransaction(String sql) throws RulesException {
        assertThat(check(sql)).isEmpty();
        String later = check(sql + "\nROLLBACK;\nTRUNCATE users;");
        assertThat(later).endsWith(":10 warning mass-invalidation");
    }

    @Test
    void anOverrideCoversNoPoisonedValueThatItDoesNotName() throws RulesException {
        assertThat(check("SET LOCAL writeguard.override = 'INC-1';\nUPDATE users SET token = '' WHERE id = 1;"))
                .isEqualTo("2:26 error empty-secret");
    }

    @Test
    void anOverrideThatTheRulesDoNotAllowIsNone() throws RulesException {
        String script = "SET LOCAL writeguard.override = 'INC-1';\nTRUNCATE users;";
        CheckedFile file = CheckedFile.check(
                RulesFile.read("r.yaml", RULES.replace("allow-sql: true", "allow-sql: false")), "f.sql", script);
        assertThat(file.findings()).hasSize(1);
    }

    @Test
    void noReportShowsALiteral() throws RulesException {
        List<CheckedFile> files = List.of(file("""
                UPDATE users SET token = 'abc-geheim', name = E'geheim\\n', x = $q$geheim$q$ WHERE a = N'geheim';
                UPDATE users SET token = 'geheim geheim""" + " geheim"));
        String text =
                io.writeguard.driver.cli.console.Console.plain(console -> new CheckText(console, true).print(files));
        assertThat(files.get(0).findings()).isNotEmpty();
        assertThat(text + CheckJson.of(files) + CheckSarif.of(files, "1")).doesNotContain("geheim");
    }

    /** What the standard requires, and what GitHub's code scanning asks for beyond it. */
    @Test
    void sarifHasWhatCodeReviewToolsRead() throws RulesException {
        String sql = "TRUNCATE users;\nUPDATE users SET token = '' WHERE id = 1;\nUPDATE reported SET token = '';";
        JsonObject log =
                JsonParser.parseString(CheckSarif.of(List.of(file(sql)), "1.2")).getAsJsonObject();
        assertThat(log.get("version").getAsString()).isEqualTo("2.1.0");
        JsonObject run = log.getAsJsonArray("runs").get(0).getAsJsonObject();
        JsonObject driver = run.getAsJsonObject("tool").getAsJsonObject("driver");
        for (JsonElement element : run.getAsJsonArray("results")) {
            JsonObject result = element.getAsJsonObject();
            JsonObject rule = driver.getAsJsonArray("rules")
                    .get(result.get("ruleIndex").getAsInt())
                    .getAsJsonObject();
            assertThat(rule.get("id")).isEqualTo(result.get("ruleId"));
            assertThat(rule.getAsJsonObject("shortDescription").get("text").getAsString())
                    .isNotBlank();
            assertThat(result.getAsJsonObject("message").get("text").getAsString())
                    .isNotBlank();
            JsonObject place =
                    result.getAsJsonArray("locations").get(0).getAsJsonObject().getAsJsonObject("physicalLocation");
            assertThat(place.getAsJsonObject("artifactLocation").get("uri").getAsString())
                    .isEqualTo("db/f%20o.sql");
            assertThat(place.getAsJsonObject("region").get("startLine").getAsInt())
                    .isPositive();
            assertThat(place.getAsJsonObject("region").get("startColumn").getAsInt())
                    .isPositive();
            assertThat(result.getAsJsonObject("partialFingerprints").size()).isEqualTo(1);
        }
        assertThat(run.getAsJsonArray("results").asList().stream()
                        .map(result -> result.getAsJsonObject().get("level").getAsString()))
                .containsExactly("warning", "error", "note");
    }

    @Test
    void aFingerprintStaysWhenLinesMove() throws RulesException {
        String sql = "TRUNCATE users;\nTRUNCATE users;\n";
        List<String> before = fingerprints(sql);
        assertThat(before).doesNotHaveDuplicates();
        assertThat(fingerprints("-- moved\n\n" + sql)).isEqualTo(before);
    }

    private static List<String> fingerprints(String sql) throws RulesException {
        return JsonParser.parseString(CheckSarif.of(List.of(file(sql)), null))
                .getAsJsonObject()
                .getAsJsonArray("runs")
                .get(0)
                .getAsJsonObject()
                .getAsJsonArray("results")
                .asList()
                .stream()
                .map(result ->
                        result.getAsJsonObject().get("partialFingerprints").toString())
                .toList();
    }

    private static String check(String sql) throws RulesException {
        return file(sql).findings().stream()
                .map(finding -> finding.line() + ":" + finding.column() + " " + finding.severity() + " "
                        + finding.violation().rule().id())
                .collect(Collectors.joining(", "));
    }

    private static CheckedFile file(String sql) throws RulesException {
        return CheckedFile.check(RulesFile.read("writeguard.yaml", RULES), "db/f o.sql", sql);
    }
}
