package io.writeguard.it.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.writeguard.driver.SecretRestore;
import io.writeguard.driver.WriteGuard;
import io.writeguard.driver.archive.ArchiveSchema;
import io.writeguard.driver.archive.RestoreReport;
import io.writeguard.driver.override.GuardOverride;
import io.writeguard.it.RoundTrips;
import io.writeguard.it.TestDatabase;
import io.writeguard.rules.Rule;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** The three incidents, let through this time, and undone: each value is compared. */
class RestoreIncidentsTest {

    private static final String RULES = """
            version: 1
            tables:
              users:
                archive: {keep: 30d, key: none}
                secret-columns: {github_access_token: {format: "gh[opsu]_[A-Za-z0-9]{36,}"}}
              service_tokens:
                archive: {keep: 30d, key: none}
                secret-columns: [client_secret]
              external_auth_links:
                archive: {keep: 30d, key: none}
                secret-columns: {oauth_refresh_token: {on-empty: clear}}
            """;

    private final TestDatabase database = TestDatabase.with("""
            create table users (id int primary key, name text, github_access_token text);
            insert into users select i, 'user ' || i, 'gho_' || left(encode(sha256(i::text::bytea), 'hex'), 40)
              from generate_series(1, 20000) i;
            create table service_tokens (id int primary key, customer text, client_secret text, last_seen_at timestamptz);
            insert into service_tokens select i, 'customer ' || i, md5('service ' || i), null from generate_series(1, 500) i;
            create table external_auth_links (user_id int, provider text, oauth_refresh_token text,
              primary key (user_id, provider));
            insert into external_auth_links select i, 'oidc', md5('refresh ' || i) from generate_series(1, 100) i;
            """ + ArchiveSchema.script());
    private final Path rules = database.rules(RULES);
    private final WriteGuard guard =
            WriteGuard.builder().dataSource(source()).rules(rules).build();

    @AfterEach
    void close() {
        database.close();
    }

    private DataSource source() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.url());
        return source;
    }

    private Map<String, String> values(String query) throws SQLException {
        Map<String, String> values = new TreeMap<>();
        try (Connection connection = source().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                values.put(row.getString(1), row.getString(2));
            }
        }
        return values;
    }

    private SecretRestore restore() {
        PGSimpleDataSource counted = new PGSimpleDataSource();
        counted.setUrl(database.url() + RoundTrips.PARAMETER);
        return SecretRestore.of(counted, rules);
    }

    @Test
    @SuppressWarnings("try")
    void twentyThousandUsersWhoseTokensWereTakenForInvalid() throws SQLException {
        String all = "select id::text, github_access_token from users";
        Map<String, String> before = values(all);
        try (Connection connection = guard.dataSource().getConnection();
                GuardOverride override = guard.override("INC-1 the token check", Duration.ofHours(1));
                PreparedStatement clear =
                        connection.prepareStatement("update users set github_access_token = ? where id = ?")) {
            for (int id = 1; id <= 20_000; id++) {
                clear.setString(1, null);
                clear.setInt(2, id);
                clear.addBatch();
                if (id % 1000 == 0) {
                    clear.executeBatch();
                }
            }
        }
        assertThat(database.live("select count(github_access_token) from users"))
                .isZero();
        database.execute("update users set github_access_token = 'gho_' || repeat('n', 40) where id = 77");

        RestoreReport preview = restore().table("public.users").preview();
        assertThat(preview.restored()).isEqualTo(19_999);
        assertThat(database.live("select count(github_access_token) from users"))
                .as("a preview writes nothing")
                .isEqualTo(1);

        long tripsBefore = RoundTrips.soFar();
        long start = System.nanoTime();
        RestoreReport report = restore().table("public.users").execute("INC-1 undone");
        long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
        System.out.println(
                "restore of 20,000 users: " + millis + " ms, " + (RoundTrips.soFar() - tripsBefore) + " round trips");

        assertThat(report.restored()).isEqualTo(19_999);
        assertThat(report.secrets().get(0).renewed()).isEqualTo(1);
        assertThat(report.left()).isZero();
        before.put("77", "gho_" + "n".repeat(40));
        assertThat(values(all)).isEqualTo(before);
    }

    @Test
    @SuppressWarnings("try")
    void serviceTokensThatWereWrittenBackWithoutTheirSecret() throws SQLException {
        String all = "select id::text, client_secret from service_tokens";
        Map<String, String> before = values(all);
        try (Connection connection = guard.dataSource().getConnection();
                GuardOverride override = guard.override(
                        "INC-2 no secrets in displays",
                        Duration.ofHours(1),
                        Rule.EMPTY_SECRET,
                        Rule.MASS_INVALIDATION);
                PreparedStatement save = connection.prepareStatement(
                        "update service_tokens set customer = ?, client_secret = ?, last_seen_at = now() where id = ?")) {
            for (int id = 1; id <= 500; id++) {
                save.setString(1, "customer " + id);
                save.setString(2, "");
                save.setInt(3, id);
                save.executeUpdate();
            }
        }
        assertThat(database.live("select count(*) from service_tokens where client_secret <> ''"))
                .isZero();
        RestoreReport report = restore().overrideReason("inc-2").execute("INC-2 undone");
        assertThat(report.restored()).isEqualTo(500);
        assertThat(values(all)).isEqualTo(before);
        assertThat(database.live("select count(last_seen_at) from service_tokens"))
                .as("the other columns stay as they are")
                .isEqualTo(500);
    }

    /** The loser of the race clears what the winner has just stored: within the limits, where stale-clear is off. */
    @Test
    void refreshTokensThatWereClearedJustAfterTheyWereRenewed() throws SQLException {
        String all = "select user_id || ' ' || provider, oauth_refresh_token from external_auth_links";
        Map<String, String> before = values(all);
        try (Connection connection = guard.dataSource().getConnection()) {
            for (int id = 1; id <= 10; id++) {
                String renewed = before.get(id + " oidc") + "-renewed";
                before.put(id + " oidc", renewed);
                KeptUsers.update(
                        connection,
                        "update external_auth_links set oauth_refresh_token = ? where user_id = ? and provider = ?",
                        renewed,
                        id,
                        "oidc");
                KeptUsers.update(
                        connection,
                        "update external_auth_links set oauth_refresh_token = '' where user_id = ? and provider = ?",
                        id,
                        "oidc");
            }
        }
        assertThat(database.live("select count(*) from external_auth_links where oauth_refresh_token = ''"))
                .isEqualTo(10);
        RestoreReport report = restore().rows("1,oidc", "2,oidc").execute("INC-3 the first two");
        assertThat(report.restored()).isEqualTo(2);
        assertThat(restore().execute("INC-3 the others").restored()).isEqualTo(8);
        assertThat(values(all)).isEqualTo(before);
    }
}
