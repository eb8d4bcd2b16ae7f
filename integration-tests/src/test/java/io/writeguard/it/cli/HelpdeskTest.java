package io.writeguard.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.writeguard.it.TestDatabase;
import io.writeguard.it.printed.Secrets;
import io.writeguard.rules.RulesException;
import io.writeguard.rules.RulesFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code suggest}, {@code validate} and {@code audit} on a schema that was not made for the guard. */
class HelpdeskTest {

    private static final String[] SECRETS = {
        "select password_hash from users where id < 30",
        "select totp_secret from users where id < 30 and totp_secret is not null",
        "select token from sessions where user_id < 30",
        "select api_key_hash from api_keys",
        "select client_secret from oauth_applications where length(client_secret) > 20",
        "select refresh_token from oauth_tokens where id < 30 and refresh_token is not null",
        "select settings ->> 'clientSecret' from sso_providers where id > 3",
        "select config #>> '{auth,apiToken}' from integrations",
        "select config #>> '{mirrors,0,password}' from integrations",
        "select value from settings where key in ('smtp_password', 's3.secret_access_key')",
        "select imap_password from mailboxes where imap_password <> ''",
        "select bot_token from chat_channels",
        "select webhook_url from chat_channels",
        "select split_part(private_key, chr(10), 2) from deploy_targets",
        "select target from warehouse_syncs",
        "select secret_key from billing.payment_gateways",
        "select \"signingKey\" from \"Audit\".\"Events\" where id < 30"
    };

    private static TestDatabase database;

    @TempDir
    private Path directory;

    @BeforeAll
    static void fill() throws IOException, SQLException {
        try (var sql = HelpdeskTest.class.getResourceAsStream("/cli/helpdesk.sql")) {
            database = TestDatabase.with(new String(sql.readAllBytes(), StandardCharsets.UTF_8));
        }
        try (Connection connection = DriverManager.getConnection(database.url());
                Statement statement = connection.createStatement()) {
            for (String query : SECRETS) {
                try (ResultSet row = statement.executeQuery(query)) {
                    while (row.next()) {
                        Secrets.used(row.getString(1));
                    }
                }
            }
        }
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @Test
    void suggestFindsTheSecretsAndNoneOfTheirFalseFriends() throws RulesException {
        assertThat(proposed(suggest()))
                .containsExactlyInAnyOrder(
                        "Audit.Events.signingKey",
                        "billing.payment_gateways.secret_key",
                        "billing.payment_gateways.webhook_secret",
                        "public.api_keys.api_key_hash",
                        "public.chat_channels.bot_token",
                        "public.chat_channels.signing_secret",
                        "public.chat_channels.webhook_url",
                        "public.data_exports.encryption_key",
                        "public.deploy_targets.private_key",
                        "public.integrations.config $.auth.apiToken",
                        "public.integrations.config $.mirrors[*].password",
                        "public.mailboxes.imap_password",
                        "public.mailboxes.smtp_password",
                        "public.oauth_applications.client_secret",
                        "public.oauth_tokens.access_token",
                        "public.oauth_tokens.refresh_token",
                        "public.phone_numbers.auth_token",
                        "public.scim_directories.bearer_token",
                        "public.settings.value",
                        "public.sso_providers.settings $.clientSecret",
                        "public.user_recovery_codes.recovery_codes",
                        "public.users.password_hash",
                        "public.users.totp_secret",
                        "public.warehouse_syncs.target",
                        "public.webhooks.secret");
    }

    @Test
    void whatSuggestIsNotSureOfIsNamedInAComment() throws RulesException {
        assertThat(suggest())
                .contains("# reset_password_token: {}")
                .contains("# public.sessions:")
                .contains("only-rows: 'key in (''s3.secret_access_key'', ''smtp_password'')'")
                .contains("on-insert-empty: allow   # the column's default is ''")
                .doesNotContain("publishable_key")
                .doesNotContain("login_events_2026");
    }

    @Test
    void whatSuggestProposesPassesValidate() throws IOException {
        Path rules = directory.resolve("proposed.yaml");
        for (String sample : new String[] {"500", "0"}) {
            CommandRun suggest =
                    CommandRun.of("suggest", "--url", database.url(), "--sample", sample, "--output", rules.toString());
            assertThat(suggest.status()).isZero();
            CommandRun validate = CommandRun.of("validate", "--rules", rules.toString(), "--url", database.url());
            assertThat(validate.status()).as(validate.out()).isZero();
            Files.delete(rules);
        }
    }

    @Test
    void suggestLooksAtTheSchemasThatItIsToldTo() throws RulesException {
        CommandRun run = CommandRun.of("suggest", "--url", database.url(), "--schema", "billing");
        assertThat(proposed(run.out()))
                .containsExactly("billing.payment_gateways.secret_key", "billing.payment_gateways.webhook_secret");
    }

    @Test
    void suggestWithoutSecretsSaysSo() {
        try (TestDatabase empty = TestDatabase.with("create table a (id int, token_count int, name text)")) {
            CommandRun run = CommandRun.of("suggest", "--url", empty.url());
            assertThat(run.status()).isEqualTo(1);
            assertThat(run.out()).isEmpty();
        }
    }

    @Test
    void suggestLeavesOutWhatItsRoleMayNotReadAndSaysWhy() throws SQLException {
        try (TestDatabase shop = TestDatabase.with("""
                create table users (id bigint primary key, password_hash text);
                create table vaults (id bigint primary key, private_key text);
                """)) {
            String role = "reader_" + shop.text("select oid from pg_database where datname = current_database()");
            shop.execute("create role " + role + " login; grant select on users to " + role);
            try {
                CommandRun run = CommandRun.of("suggest", "--url", shop.url().replaceAll("user=[^&]*", "user=" + role));
                assertThat(run.out())
                        .contains("password_hash: {}")
                        .contains("# public.vaults: role " + role + " may not read id, private_key of public.vaults");
            } finally {
                shop.execute("drop owned by " + role + "; drop role " + role);
            }
        }
    }

    @Test
    void auditCountsWhatTheDatabaseHolds() throws IOException {
        CommandRun run = CommandRun.of("audit", "--rules", rules(), "--url", database.url(), "--format", "json");
        assertThat(run.status()).isEqualTo(1);
        JsonObject report = JsonParser.parseString(run.out()).getAsJsonObject();
        assertThat(counts(report, "public.oauth_applications", "client_secret"))
                .isEqualTo("rows 90, live 78, null 3, empty 9, placeholder 6, malformed 0, shared 0, clean false");
        assertThat(counts(report, "public.sso_providers", "settings $.clientSecret"))
                .isEqualTo("rows 12, live 12, null 0, empty 0, placeholder 1, malformed 0, shared 0, clean false");
        assertThat(counts(report, "public.webhooks", "secret"))
                .isEqualTo("rows 50, live 50, null 0, empty 0, placeholder 0, malformed 0, shared 50, clean true");
        assertThat(counts(report, "public.users", "totp_secret"))
                .isEqualTo("rows 1200, live 360, null 800, empty 0, placeholder 0, malformed 0, shared 0, clean true");
        assertThat(counts(report, "public.settings", "value"))
                .isEqualTo("rows 40, live 40, null 0, empty 0, placeholder 0, malformed 40, shared 0, clean false");
    }

    @Test
    void auditReadsNoMoreThanItMayAndSaysSo() throws IOException {
        CommandRun run = CommandRun.of("audit", "--rules", rules(), "--url", database.url(), "--max-rows", "1000");
        assertThat(run.out())
                .contains("Only the first 1,000 rows of public.users were looked at (--max-rows).")
                .doesNotContain("of public.webhooks were looked at");
    }

    @Test
    void theAuditsPageLoadsNothingAndHoldsNoScript() throws IOException {
        Path page = directory.resolve("audit.html");
        CommandRun run = CommandRun.of(
                "audit", "--rules", rules(), "--url", database.url(), "--format", "html", "--output", page.toString());
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        String html = Files.readString(page);
        System.out.println(html);
        assertThat(html)
                .contains("<svg ", "public.oauth_applications.client_secret")
                .doesNotContain("<script", "src=", "href=", "http:", "https:", "url(", "{{");
    }

    @Test
    void anAuditNeedsNoRightToWrite() throws IOException {
        assertThat(CommandRun.of("audit", "--rules", rules(), "--url", database.url() + "&readOnly=true")
                        .status())
                .isEqualTo(1);
    }

    private String rules() throws IOException {
        return Files.writeString(directory.resolve("audited.yaml"), """
                        version: 1
                        tables:
                          oauth_applications: {secret-columns: [client_secret]}
                          sso_providers:
                            secret-columns:
                              settings: {json-members: ["$.clientSecret"]}
                          webhooks:
                            secret-columns:
                              secret: {on-repeat: allow}
                          users: {live-when: "deleted_at is null", secret-columns: [totp_secret]}
                          settings:
                            secret-columns:
                              value: {only-rows: "key = 'smtp_password'", min-length: 30}
                        """).toString();
    }

    private static String suggest() {
        CommandRun run = CommandRun.of("suggest", "--url", database.url());
        assertThat(run.status()).isZero();
        return run.out();
    }

    private static List<String> proposed(String rules) throws RulesException {
        List<String> secrets = new ArrayList<>();
        RulesFile.read("proposed", rules)
                .tables()
                .forEach(table ->
                        table.secretColumns().forEach(secret -> secrets.add(table.name() + "." + secret.label())));
        return secrets;
    }

    private static String counts(JsonObject report, String table, String secret) {
        for (JsonElement audited : report.getAsJsonArray("tables")) {
            for (JsonElement counts : audited.getAsJsonObject().getAsJsonArray("secrets")) {
                JsonObject found = counts.getAsJsonObject();
                if (audited.getAsJsonObject().get("table").getAsString().equals(table)
                        && found.get("secret").getAsString().equals(secret)) {
                    found.remove("secret");
                    found.remove("declared");
                    return String.join(
                            ", ",
                            found.entrySet().stream()
                                    .map(entry -> entry.getKey() + " " + entry.getValue())
                                    .toList());
                }
            }
        }
        return "not there";
    }
}
