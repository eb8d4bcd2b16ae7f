package io.writeguard.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesFingerprintTest {

    private static final String RULES = """
            version: 1
            placeholders: {also: [a, b], also-matching: ["x.*"], never: [c]}
            overrides: {allow-raw-unwrap: false}
            functions: {purge: {reaches: [users]}}
            tables:
              users:
                action: block
                reason: because
                live-when: deleted_at is null
                version-columns: [v, w]
                mass-invalidation: {threshold-ratio: 10%, minimum-rows: 10, window: 24h}
                stale-clear: 60s
                secret-columns:
                  token: {on-empty: reject, format: "t.*", min-length: 5}
                  other: {}
              app.users: {secret-columns: [token]}
            """;

    private static String fingerprint(String file, String text) throws RulesException {
        return RulesFile.read(file, text).fingerprint();
    }

    @Test
    void aFingerprintIsASha256() throws RulesException {
        assertThat(fingerprint("rules.yaml", RULES)).matches("[0-9a-f]{64}");
    }

    @Test
    void layoutOrderAndWrittenDefaultsMakeNoDifference() throws RulesException {
        String sameContent = """
                # the same in other words
                tables:
                    "APP.Users":
                        secret-columns: {token: }
                    Users:
                        secret-columns:
                            other:
                            token: {format: 't.*', min-length: 5}
                        version-columns: [w, v]
                        live-when: "deleted_at is null"
                        reason: 'because'
                        stale-clear: 1m
                        mass-invalidation: {window: 1d, check: statement}
                        on-missing: fail
                defaults: {mass-invalidation: {threshold-ratio: 0.10, budget: process}}
                placeholders:
                    never: [C]
                    also: [B, a, A]
                    also-matching: ["x.*", "x.*"]
                    catalogue: standard
                overrides: {allow-sql: false}
                functions: {Purge: {reaches: [Users]}}
                version: 1
                """;

        assertThat(fingerprint("other.yaml", sameContent)).isEqualTo(fingerprint("rules.yaml", RULES));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "also: [a, b]            | also: [ab]",
                "also: [a, b]            | also: [a]",
                "never: [c]              | never: [d]",
                "also-matching: [\"x.*\"]  | also-matching: [\"y.*\"]",
                "{also: [a               | {catalogue: none, also: [a",
                "unwrap: false           | unwrap: true",
                "app.users               | app.members",
                "app.users               | '\"app.users\"'",
                "action: block           | action: warn",
                "reason: because         | reason: why",
                "reason: because         | archive: {keep: 30d}",
                "deleted_at is null      | deleted_at is not null",
                "[v, w]                  | [v]",
                "threshold-ratio: 10%    | threshold-ratio: 11%",
                "minimum-rows: 10        | minimum-rows: 11",
                "window: 24h             | window: 25h",
                "window: 24h             | check: commit",
                "window: 24h             | budget: database",
                "allow-raw-unwrap: false | allow-sql: true",
                "stale-clear: 60s        | stale-clear: 61s",
                "stale-clear: 60s        | stale-clear: always",
                "stale-clear: 60s        | unanalysable: off",
                "on-empty: reject        | on-empty: clear",
                "on-empty: reject        | on-null: reject",
                "on-empty: reject        | on-placeholder: allow",
                "on-empty: reject        | on-insert-empty: allow",
                "on-empty: reject        | on-repeat: allow",
                "on-empty: reject        | only-rows: \"a = 1\"",
                "on-empty: reject        | json-members: [$.a]",
                "t.*                     | t.+",
                "min-length: 5           | min-length: 6",
                "other: {}               | another: {}",
                "stale-clear: 60s        | on-missing: wait",
                "reaches: [users]        | reaches: [app.users]",
                "purge                   | purge_all",
                "app.users:              | app_*.users:",
            })
    void eachDifferenceInContentShows(String from, String to) throws RulesException {
        assertThat(RULES).contains(from);
        assertThat(fingerprint("rules.yaml", RULES.replace(from, to))).isNotEqualTo(fingerprint("rules.yaml", RULES));
    }
}
