package io.writeguard.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import io.writeguard.rules.FunctionRules.Reached;
import io.writeguard.rules.JsonPath.Step;
import io.writeguard.rules.MassInvalidation.Budget;
import io.writeguard.rules.MassInvalidation.Check;
import io.writeguard.rules.SecretColumn.OnEmpty;
import io.writeguard.rules.SecretColumn.OnInsertEmpty;
import io.writeguard.rules.SecretColumn.OnNull;
import io.writeguard.rules.SecretColumn.OnPlaceholder;
import io.writeguard.rules.SecretColumn.OnRepeat;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesFileTest {

    private static final MassInvalidation STANDARD_LIMIT =
            new MassInvalidation(new BigDecimal("0.1"), 10, Duration.ofHours(24), Check.STATEMENT, Budget.PROCESS);

    /** Each key that has an effect. */
    static final String EVERY_KEY = """
                version: 1                      # required
                defaults:
                  action: block
                  mass-invalidation:
                    threshold-ratio: 10%
                    minimum-rows: 10
                    window: 24h
                    check: statement
                    budget: process
                  stale-clear: off
                  unanalysable: block
                  on-missing: fail
                placeholders:
                  catalogue: none
                  also: ["CHANGE-ME"]
                  also-matching: ["TODO-.*"]
                  never: ["XXXXX"]
                overrides:
                  allow-sql: true
                  allow-raw-unwrap: true
                functions:
                  app.purge_tokens: {reaches: [users, tenant_*.tokens]}
                tables:
                  public.service_tokens:
                    reason: "a lost client secret can't be read back from the partner"
                    secret-columns: [client_secret]
                  users:
                    action: warn
                    live-when: "deleted_at is null"
                    version-columns: [lock_version]
                    mass-invalidation: {threshold-ratio: 5%, minimum-rows: 20, window: 7d, check: commit, budget: database}
                    secret-columns:
                      github_access_token:
                        on-empty: allow
                        on-null: reject
                        on-placeholder: allow
                        on-insert-empty: allow
                        on-repeat: allow
                        format: "gh[opsu]_[A-Za-z0-9]{36,}"
                        min-length: 20
                        only-rows: "kind = 'github'"
                  external_auth_links:
                    stale-clear: 60s
                    unanalysable: warn
                    on-missing: wait
                    secret-columns:
                      oauth_refresh_token: {on-empty: clear, json-members: ["$.tokens[*].value"]}
                    archive: {keep: 30d, key: "file:/run/secrets/archive", max-rows: 20000}
                """;

    private static Rules read(String text) throws RulesException {
        return RulesFile.read("rules.yaml", text);
    }

    private static TableRules onlyTable(String table) throws RulesException {
        List<TableRules> tables =
                read("version: 1\ntables:\n" + table.indent(2)).tables();
        assertThat(tables).hasSize(1);
        return tables.get(0);
    }

    @Test
    void everyKeyIsRead() throws RulesException {
        Rules rules = read(EVERY_KEY);

        assertThat(rules.file()).isEqualTo("rules.yaml");
        assertThat(rules.allowSqlOverride()).isTrue();
        assertThat(rules.allowRawUnwrap()).isTrue();
        assertThat(rules.placeholders().standardCatalogue()).isFalse();
        assertThat(rules.placeholders().also()).isEqualTo(Set.of("change-me"));
        assertThat(rules.placeholders().never()).isEqualTo(Set.of("xxxxx"));
        assertThat(rules.placeholders().alsoMatching())
                .containsExactly(Pattern.compile("TODO-.*", Pattern.CASE_INSENSITIVE));

        assertThat(rules.functions())
                .containsExactly(new FunctionRules(
                        "app",
                        "purge_tokens",
                        new Location("rules.yaml", 22, 3),
                        List.of(
                                new Reached(new TableName(null, "users"), new Location("rules.yaml", 22, 32)),
                                new Reached(new TableName("tenant_*", "tokens"), new Location("rules.yaml", 22, 39))),
                        OnMissing.FAIL));
        SecretColumn clientSecret = SecretColumn.of("client_secret", new Location("rules.yaml", 26, 22));
        SecretColumn token = new SecretColumn(
                "github_access_token",
                new Location("rules.yaml", 33, 7),
                OnEmpty.ALLOW,
                OnNull.REJECT,
                OnPlaceholder.ALLOW,
                OnInsertEmpty.ALLOW,
                OnRepeat.ALLOW,
                Pattern.compile("gh[opsu]_[A-Za-z0-9]{36,}"),
                20,
                "kind = 'github'",
                null);
        SecretColumn refreshToken = new SecretColumn(
                "oauth_refresh_token",
                new Location("rules.yaml", 47, 61),
                OnEmpty.CLEAR,
                OnNull.CLEAR,
                OnPlaceholder.REJECT,
                OnInsertEmpty.REJECT,
                OnRepeat.CLEAR,
                null,
                0,
                null,
                new JsonPath(
                        "$.tokens[*].value",
                        List.of(new Step("tokens", null), new Step(null, null), new Step("value", null))));
        assertThat(rules.tables())
                .containsExactly(
                        new TableRules(
                                new TableName("public", "service_tokens"),
                                new Location("rules.yaml", 24, 3),
                                Action.BLOCK,
                                "a lost client secret can't be read back from the partner",
                                STANDARD_LIMIT,
                                StaleClear.OFF,
                                Action.BLOCK,
                                OnMissing.FAIL,
                                null,
                                null,
                                List.of(),
                                List.of(clientSecret)),
                        new TableRules(
                                new TableName(null, "users"),
                                new Location("rules.yaml", 27, 3),
                                Action.WARN,
                                null,
                                new MassInvalidation(
                                        new BigDecimal("0.05"), 20, Duration.ofDays(7), Check.COMMIT, Budget.DATABASE),
                                StaleClear.OFF,
                                Action.BLOCK,
                                OnMissing.FAIL,
                                null,
                                "deleted_at is null",
                                List.of("lock_version"),
                                List.of(token)),
                        new TableRules(
                                new TableName(null, "external_auth_links"),
                                new Location("rules.yaml", 42, 3),
                                Action.BLOCK,
                                null,
                                STANDARD_LIMIT,
                                StaleClear.within(Duration.ofSeconds(60)),
                                Action.WARN,
                                OnMissing.WAIT,
                                new Archive(Duration.ofDays(30), "file:/run/secrets/archive", 20_000),
                                null,
                                List.of(),
                                List.of(refreshToken)));
    }

    @Test
    void whatIsNotWrittenHasItsDefault() throws RulesException {
        Rules rules = read("version: 1\ndefaults:\nplaceholders: {}\ntables: {users: {secret-columns: [token]}}");

        assertThat(rules.placeholders()).isEqualTo(Placeholders.STANDARD);
        assertThat(rules.allowRawUnwrap()).isFalse();
        TableRules table = rules.tables().get(0);
        assertThat(table.action()).isEqualTo(Action.BLOCK);
        assertThat(table.massInvalidation()).isEqualTo(STANDARD_LIMIT);
        assertThat(table.staleClear()).isEqualTo(StaleClear.OFF);
        assertThat(table.unanalysable()).isEqualTo(Action.BLOCK);
        assertThat(table.reason()).isNull();
        assertThat(table.liveWhen()).isNull();
        assertThat(table.secretColumns().get(0).onInsertEmpty()).isEqualTo(OnInsertEmpty.REJECT);
    }

    @Test
    void aTableTakesFromTheDefaultsWhatItDoesNotSetItself() throws RulesException {
        Rules rules = read("""
                version: 1
                tables:
                  users:
                    mass-invalidation: {window: 7d}
                    unanalysable: off
                    secret-columns: [token]
                defaults:
                  action: warn
                  stale-clear: always
                  mass-invalidation: {minimum-rows: 0}
                """);

        TableRules table = rules.tables().get(0);
        assertThat(table.action()).isEqualTo(Action.WARN);
        assertThat(table.staleClear()).isEqualTo(StaleClear.ALWAYS);
        assertThat(table.unanalysable()).isEqualTo(Action.OFF);
        assertThat(table.massInvalidation())
                .isEqualTo(new MassInvalidation(
                        new BigDecimal("0.1"), 0, Duration.ofDays(7), Check.STATEMENT, Budget.PROCESS));
    }

    @Test
    void aColumnOfTheLongFormNeedsNoOptions() throws RulesException {
        TableRules table = onlyTable("users:\n  secret-columns:\n    a: {}\n    b:\n    c: null\n    d: ~");

        assertThat(table.secretColumns())
                .containsExactly(
                        SecretColumn.of("a", new Location("rules.yaml", 5, 7)),
                        SecretColumn.of("b", new Location("rules.yaml", 6, 7)),
                        SecretColumn.of("c", new Location("rules.yaml", 7, 7)),
                        SecretColumn.of("d", new Location("rules.yaml", 8, 7)));
    }

    @Test
    void aTextMayRunOverSeveralLines() throws RulesException {
        TableRules table = onlyTable("""
                users:
                  reason: >
                    only the user
                    can grant a new one
                  live-when: |
                    deleted_at is null
                    and not locked
                  secret-columns: [token]""");

        assertThat(table.reason()).isEqualTo("only the user can grant a new one");
        assertThat(table.liveWhen()).isEqualTo("deleted_at is null\nand not locked");
    }

    @Test
    void anAliasStandsForItsAnchor() throws RulesException {
        Rules rules = read("""
                version: 1
                tables:
                  users: &guarded {secret-columns: [token]}
                  accounts: *guarded
                """);

        assertThat(rules.tables()).extracting(table -> table.name().name()).containsExactly("users", "accounts");
    }

    @Test
    void aFileMayStartWithAByteOrderMarkAndHaveWindowsLines(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("writeguard.yaml");
        Files.writeString(file, "\uFEFFversion: 1\r\ntables:\r\n  users:\r\n    secret-columns: [token]\r\n");

        Rules rules = RulesFile.read(file);

        assertThat(rules.tables().get(0).location()).isEqualTo(new Location(file.toString(), 3, 3));
        assertThat(rules.file()).isEqualTo(file.toString());
    }
}
