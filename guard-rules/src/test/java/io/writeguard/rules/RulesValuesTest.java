package io.writeguard.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names, numbers, times and patterns as they may be written. */
class RulesValuesTest {

    private static Rules read(String text) throws RulesException {
        return RulesFile.read("rules.yaml", text);
    }

    private static TableRules onlyTable(String table) throws RulesException {
        List<TableRules> tables =
                read("version: 1\ntables:\n" + table.indent(2)).tables();
        assertThat(tables).hasSize(1);
        return tables.get(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "users                    | -            | users",
                "Users                    | -            | users",
                "public.service_tokens    | public       | service_tokens",
                "Public.Service_Tokens    | public       | service_tokens",
                "'\"Mixed\".\"Case\"'     | Mixed        | Case",
                "public.\"Case\"          | public       | Case",
                "'\"a.b\".\"c\"\"d\"'     | a.b          | c\"d",
                "'\"with blank\"'         | -            | with blank",
                "'\"st*r\"'               | -            | st*r",
                "_a$1                     | -            | _a$1",
                "ÄPFEL                    | -            | Äpfel",
                "日本.表                   | 日本          | 表",
                "user                     | -            | user",
            })
    void namesAreThoseOfSql(String written, String schema, String name) throws RulesException {
        TableRules table = onlyTable(written + ": {secret-columns: [" + (schema == null ? written : "token") + "]}");

        assertThat(table.name()).isEqualTo(new TableName(schema, name));
        assertThat(table.secretColumns().get(0).name()).isEqualTo(schema == null ? name : "token");
    }

    @Test
    void tablesThatOnlyLookAlikeAreTwo() throws RulesException {
        Rules rules = read("""
                version: 1
                tables:
                  users: {secret-columns: [token]}
                  '"Users"': {secret-columns: [token, '"Token"']}
                  a.b: {secret-columns: [token]}
                  '"a.b"': {secret-columns: [token]}
                """);

        assertThat(rules.tables()).hasSize(4);
        assertThat(rules.tables().get(1).secretColumns()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "10%, 0.1",
        "0.1, 0.1",
        "1, 1",
        "100%, 1",
        "1.0, 1",
        "2.5%, 0.025",
        ".5, 0.5",
        "1e-3, 0.001",
        "'\"5%\"', 0.05",
        "0.0001%, 0.000001",
        "010%, 0.1"
    })
    void ratios(String written, BigDecimal ratio) throws RulesException {
        TableRules table =
                onlyTable("users: {mass-invalidation: {threshold-ratio: " + written + "}, secret-columns: [token]}");

        assertThat(table.massInvalidation().thresholdRatio()).isEqualByComparingTo(ratio);
    }

    @ParameterizedTest
    @CsvSource({
        "500ms, PT0.5S",
        "60s, PT60S",
        "5m, PT5M",
        "24h, PT24H",
        "7d, PT168H",
        "'\"1h\"', PT1H",
        "3650d, PT87600H"
    })
    void times(String written, Duration time) throws RulesException {
        TableRules table = onlyTable("users: {mass-invalidation: {window: " + written + "}, stale-clear: " + written
                + ", secret-columns: [token]}");

        assertThat(table.massInvalidation().window()).isEqualTo(time);
        assertThat(table.staleClear()).isEqualTo(StaleClear.within(time));
    }

    @Test
    void aPatternThatBacktracksElsewhereTakesLinearTime() throws RulesException {
        TableRules table = onlyTable("users: {secret-columns: {token: {format: '(a+)+b'}}}");

        assertThat(table.secretColumns().get(0).format().matches("a".repeat(100_000)))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[A-Za-z0-9]{1000}",
                "([0-9a-f]{8}-){4}[(]{1000}",
                "[]{)]{500}[[:alpha:])]{500}",
                "\\x{1F600}\\p{Greek}\\Q((((\\E",
                "\\({3}a{2,}b{x}{{",
            })
    void aPatternMayRepeat(String pattern) throws RulesException {
        TableRules table = onlyTable("users:\n  secret-columns:\n    token: {format: '" + pattern + "'}");

        assertThat(table.secretColumns().get(0).format().pattern()).isEqualTo(pattern);
    }
}
