package io.writeguard.it.archive;

import static io.writeguard.it.archive.KeptUsers.PASSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.writeguard.driver.SecretRestore;
import io.writeguard.driver.archive.RestoreReport;
import io.writeguard.rules.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;

/** What comes back, what stays, and what can't come back. */
class RestoreTest {

    private static final String RULES = KeptUsers.RULES + """
              vault:
                archive: {keep: 30d, key: none}
                secret-columns:
                  bytes: {}
                  list: {}
                  ident: {}
                  settings: {json-members: ["$.password", "$.nested['api key']", "$.all[*].key"]}
            """;

    private static final String VAULT = """
            create table vault (area int, id uuid, bytes bytea, list text[], ident uuid, settings jsonb, primary key (area, id));
            insert into vault select 1, gen_random_uuid(), 'bytes-that-count', array['one-secret', 'with "quotes", {}'],
              gen_random_uuid(), '{"host": "h", "password": "pass-of-the-vault", "nested": {"api key": "key-of-the-vault"},
              "all": [{"key": "first-of-all-keys"}, {"key": "second-of-all-keys"}]}' from generate_series(1, 5);
            """;

    private final KeptUsers users = new KeptUsers(RULES, VAULT);

    @AfterEach
    void close() {
        users.close();
    }

    private SecretRestore restore() {
        return SecretRestore.of(users.source(), users.rules());
    }

    private void clear(String where) throws SQLException {
        assertThat(users.run("update users set token = null where " + where)).isEqualTo(PASSED);
    }

    @Test
    void whatWasRenewedStays() throws SQLException {
        clear("id in (1, 2, 3)");
        users.database().execute("update users set token = 'renewed-by-the-user' where id = 2");
        RestoreReport report = restore().execute("back");
        assertThat(report.secrets())
                .containsExactly(new RestoreReport.Secret(new TableName("public", "users"), "token", 2, 1, 0, 0));
        assertThat(users.tokens())
                .containsEntry("1", "first-secret-1")
                .containsEntry("2", "renewed-by-the-user")
                .containsEntry("3", "first-secret-3");
        assertThat(restore().execute("again").restored()).as("done already").isZero();
    }

    @ParameterizedTest
    @CsvSource({"''", "'   '", "'********'", "'first-s*****'", "'[REDACTED]'"})
    void whatIsPoisonedIsReplaced(String poison) throws SQLException {
        clear("id = 1");
        users.database().execute("update users set token = '" + poison + "' where id = 1");
        assertThat(restore().execute("back").restored()).isEqualTo(1);
        assertThat(users.tokens()).containsEntry("1", "first-secret-1");
    }

    @Test
    void theNewestValueThatWorkedComesBack() throws SQLException {
        assertThat(users.run("update users set token = 'second-secret-1' where id = 1"))
                .isEqualTo(PASSED);
        users.database().execute("update users set token = '********' where id = 2");
        assertThat(users.run("update users set token = null where id = 1")).isEqualTo(PASSED);
        assertThat(users.run("update users set token = null where id = 2")).isEqualTo(PASSED);
        RestoreReport report = restore().execute("back");
        assertThat(users.tokens()).containsEntry("1", "second-secret-1").containsEntry("2", null);
        assertThat(report.left()).as("only a placeholder was kept of 2").isEqualTo(1);
    }

    @Test
    void aDeletedRowHasToBeThereAgainFirst() throws SQLException {
        assertThat(users.run("delete from users where id = 1")).isEqualTo(PASSED);
        RestoreReport report = restore().execute("back");
        assertThat(report.restored()).isZero();
        assertThat(report.secrets().get(0).missingRows()).isEqualTo(1);
        users.database().execute("insert into users values (1, 1, 'again', null)");
        assertThat(restore().execute("back").restored()).isEqualTo(1);
        assertThat(users.tokens()).containsEntry("1", "first-secret-1");
    }

    @Test
    void filters() throws SQLException {
        clear("id = 1");
        clear("id between 2 and 3");
        try (Connection connection = users.connect()) {
            connection.setAutoCommit(false);
            KeptUsers.run(connection, "set local writeguard.override = 'INC-7 half_of 100%'");
            KeptUsers.run(connection, "update users set token = null where id = 4");
            connection.commit();
        }
        Instant now = Instant.parse(
                users.database().text("select to_char(now() at time zone 'utc', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"));
        clear("id = 5");
        assertThat(restore().statement("id BETWEEN").preview().restored()).isEqualTo(2);
        assertThat(restore().statement("update users % between").preview().restored())
                .isEqualTo(2);
        assertThat(restore().overrideReason("inc-7").preview().restored()).isEqualTo(1);
        assertThat(restore().overrideReason("half-of").preview().restored()).isZero();
        assertThat(restore().from(now).preview().restored()).isEqualTo(1);
        assertThat(restore().to(now).preview().restored()).isEqualTo(4);
        assertThat(restore().rows("1", "5", "9").preview().restored()).isEqualTo(2);
        assertThat(restore().table("public.vault").preview().secrets()).isEmpty();
        assertThatThrownBy(() -> restore().table("user").preview())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("user");
    }

    @Test
    void aLockedRowKeepsNoOtherAndIsDoneTheNextTime() throws SQLException {
        clear("id in (1, 2, 3)");
        try (Connection other = users.source().getConnection()) {
            other.setAutoCommit(false);
            KeptUsers.run(other, "select from users where id = 2 for update");
            PGSimpleDataSource impatient = new PGSimpleDataSource();
            impatient.setUrl(users.database().url() + "&options=-c%20lock_timeout=200ms");
            RestoreReport report = SecretRestore.of(impatient, users.rules()).execute("back");
            assertThat(report.restored()).isEqualTo(2);
            assertThat(report.left()).isEqualTo(1);
            assertThat(report.problems()).singleElement().asString().contains("run the restore again");
        }
        assertThat(restore().execute("back").restored()).isEqualTo(1);
        assertThat(users.tokens()).containsEntry("2", "first-secret-2");
    }

    @Test
    void itsRecordSaysWhoAndWhy() throws SQLException {
        clear("id in (1, 2, 3)");
        restore().preview();
        assertThat(users.database().live("select count(*) from writeguard.restores"))
                .isZero();
        RestoreReport report = restore().rows("1").execute("INC-9 only the first");
        assertThat(users.database()
                        .text("select concat_ws(' / ', id, reason, asked_for, restored, by_role = current_user,"
                                + " ended is not null) from writeguard.restores"))
                .isEqualTo(report.id() + " / INC-9 only the first / every table; 1 row by key / 1 / t / t");
        assertThatThrownBy(() -> restore().execute(" ")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyTypeComesBackAsItWas() throws SQLException {
        String all = "select area || ' ' || id, row(v.*)::text from vault v";
        var before = users.map(all);
        try (Connection connection = users.connect()) {
            connection.setAutoCommit(false);
            KeptUsers.run(connection, "set local writeguard.override = 'INC-8 the vault'");
            assertThat(KeptUsers.run(
                            connection,
                            "update vault set bytes = null, list = null, ident = null, settings = settings - 'password'"
                                    + " #- '{nested,api key}' || '{\"host\": \"other\"}'"))
                    .isEqualTo(PASSED);
            connection.commit();
        }
        assertThat(users.map(all)).isNotEqualTo(before);
        RestoreReport report = restore().execute("back");
        assertThat(report.restored()).isEqualTo(5 * 5);
        assertThat(users.database().text("select distinct settings ->> 'host' from vault"))
                .as("what else is new in a document stays")
                .isEqualTo("other");
        users.database().execute("update vault set settings = jsonb_set(settings, '{host}', '\"h\"')");
        assertThat(users.map(all)).isEqualTo(before);
    }

    @Test
    void aWholeDocumentComesBackAndAnElementOfAnArrayAloneDoesNot() throws SQLException {
        String all = "select id::text, settings::text from vault";
        var before = users.map(all);
        try (Connection connection = users.connect()) {
            connection.setAutoCommit(false);
            KeptUsers.run(connection, "set local writeguard.override = 'INC-8 the vault'");
            assertThat(KeptUsers.run(connection, "update vault set settings = null"))
                    .isEqualTo(PASSED);
            connection.commit();
        }
        restore().execute("back");
        assertThat(users.map(all)).isEqualTo(before);
        try (Connection connection = users.connect()) {
            connection.setAutoCommit(false);
            KeptUsers.run(connection, "set local writeguard.override = 'INC-8 the keys'");
            assertThat(KeptUsers.run(connection, "update vault set settings = jsonb_set(settings, '{all,0}', '{}')"))
                    .isEqualTo(PASSED);
            assertThat(KeptUsers.run(connection, "update vault set settings = jsonb_set(settings, '{all}', '[]')"))
                    .isEqualTo(PASSED);
            connection.commit();
        }
        assertThat(restore().overrideReason("the keys").preview().secrets())
                .singleElement()
                .satisfies(secret -> assertThat(secret.restored()).isEqualTo(5));
        assertThat(restore().overrideReason("the keys").execute("back").secrets())
                .singleElement()
                .satisfies(secret -> assertThat(secret.failed()).isEqualTo(5));
    }
}
