package io.writeguard.it.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.writeguard.driver.WriteRejectedException;
import io.writeguard.it.FromServer;
import io.writeguard.it.TestDatabase;
import io.writeguard.it.printed.Secrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What {@code ddl} prints, in a database that is written without the guard. */
class DatabaseRulesTest {

    private static final String TABLES = """
            create table users (id bigint primary key, name text, token text, deleted_at timestamptz);
            insert into users select n, 'n', md5(n::text) from generate_series(1, 100) n;
            create table parts (id bigint, day date, token text, primary key (id, day)) partition by range (day);
            create table parts_1 partition of parts for values from ('2026-01-01') to ('2026-02-01');
            create table parts_2 partition of parts for values from ('2026-02-01') to ('2026-03-01');
            insert into parts select n, '2026-01-05', md5('a' || n) from generate_series(1, 60) n;
            insert into parts select n, '2026-02-05', md5('b' || n) from generate_series(1, 60) n;
            create table documents (id bigint primary key, settings jsonb, body jsonb);
            insert into documents select n, jsonb_build_object('password', md5('d' || n)), '{"a": 1}' from generate_series(1, 30) n;
            create table "Mixed" (id bigint primary key, "Key" bytea);
            insert into "Mixed" select n, decode(md5('e' || n), 'hex') from generate_series(1, 30) n;
            """;

    private static final String RULES = """
            version: 1
            tables:
              users:
                reason: "nobody can type them in again"
                live-when: "deleted_at is null"
                secret-columns:
                  token: {format: "[0-9a-zA-Z-]+", min-length: 8}
              parts: {secret-columns: [token]}
              documents:
                secret-columns:
                  settings: {json-members: ["$.password"]}
                  body: {}
              '"Mixed"': {secret-columns: ['"Key"']}
            """;

    private TestDatabase database;
    private Path rules;

    @BeforeEach
    void install() {
        database = TestDatabase.with(TABLES);
        rules = database.rules(RULES);
        database.execute(ddl());
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            update users set token = '' where id = 1                                | writeguard_empty_secret_token
            update users set token = E'\\u200b \\t' where id = 1                    | writeguard_empty_secret_token
            insert into users (id, token) values (1000, ' ')                        | writeguard_empty_secret_token
            insert into users (id, token) values (1, '') on conflict (id) do update set token = excluded.token | writeguard_empty_secret_token
            update users set token = '[REDACTED]' where id = 1                      | writeguard_placeholder_secret_token
            update users set token = ' ********' where id = 1                       | writeguard_placeholder_secret_token
            update users set token = 'short' where id = 1                           | writeguard_malformed_secret_token
            update users set token = 'with spaces in it' where id = 1               | writeguard_malformed_secret_token
            update parts set token = '' where id = 1                                | writeguard_empty_secret_token
            update parts_2 set token = '' where id = 1                              | writeguard_empty_secret_token
            update documents set body = '{}' where id = 1                           | writeguard_empty_secret_body
            update "Mixed" set "Key" = '' where id = 1                              | writeguard_empty_secret_Key
            update users set token = null where id <= 11                            | writeguard_mass_invalidation
            update users set token = 'one-for-all-of-them' where id <= 11           | writeguard_mass_invalidation
            update users set deleted_at = now() where id <= 11                      | writeguard_mass_invalidation
            delete from users where id <= 11                                        | writeguard_mass_invalidation
            delete from users                                                       | writeguard_mass_invalidation
            truncate users                                                          | writeguard_mass_invalidation
            begin; set local writeguard.override = 'empty-secret: INC-1'; truncate users  | writeguard_mass_invalidation
            begin; set local writeguard.override = ' '; truncate users              | writeguard_mass_invalidation
            begin; set local writeguard.override = 'mass-invalidation: '; truncate users  | writeguard_mass_invalidation
            with gone as (delete from users where id <= 11 returning id) select * from gone | writeguard_mass_invalidation
            do 'begin delete from users where id <= 11; end'                        | writeguard_mass_invalidation
            delete from parts where id <= 7                                         | writeguard_mass_invalidation
            delete from parts_1 where id <= 13                                      | writeguard_mass_invalidation
            truncate parts_1                                                        | writeguard_mass_invalidation
            truncate parts                                                          | writeguard_mass_invalidation
            update documents set settings = settings - 'password'                   | writeguard_mass_invalidation
            delete from "Mixed"                                                     | writeguard_mass_invalidation
            """)
    void refusesWhatTheGuardRefuses(String sql, String constraint) throws SQLException {
        assertRefused(sql, constraint);
    }

    @Test
    @FromServer(15)
    void refusesMerge() throws SQLException {
        assertRefused(
                "merge into users u using generate_series(1, 11) s(id) on u.id = s.id when matched then update set token = null",
                "writeguard_mass_invalidation");
    }

    private void assertRefused(String sql, String constraint) throws SQLException {
        ServerErrorMessage error = refusal(sql);
        assertThat(error.getSQLState()).isEqualTo("23514");
        assertThat(error.getConstraint()).isEqualTo(constraint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update users set name = 'x'",
                "update users set token = null where id <= 10",
                "update users set token = md5(token || 'new')",
                "update users set token = token",
                "delete from users where id <= 10",
                "insert into users (id, token) values (1000, null)",
                "update users set deleted_at = now() where id <= 10",
                "delete from parts where id <= 6",
                "delete from parts_1 where id <= 12",
                "update documents set settings = settings || '{\"theme\": \"dark\"}'",
                "update parts set day = '2026-02-07' where day = '2026-01-05' and id <= 50",
                "begin; set local writeguard.override = 'INC-1 all new'; truncate users; commit",
                "begin; set local writeguard.override = 'mass-invalidation, empty-secret: INC-1'; truncate users; commit"
            })
    void letsPassWhatTheGuardLetsPass(String sql) throws SQLException {
        run(database.url(), sql);
    }

    @Test
    void takingTheLastOnesIsNeverBelowTheMinimum() throws SQLException {
        run(database.url(), "update users set token = null where id <= 10");
        database.execute("alter table users disable trigger user; delete from users where id > 15;"
                + " alter table users enable trigger user");
        assertThat(refusal("delete from users").getConstraint()).isEqualTo("writeguard_mass_invalidation");
        run(database.url(), "delete from users where id <> 15");
    }

    @Test
    void saysWhatTheGuardSays() throws SQLException {
        ServerErrorMessage error = refusal("delete from users where id <= 20");
        assertThat(error.getMessage())
                .isEqualTo("mass-invalidation: DELETE would lose at least 20 live secrets of public.users.token,"
                        + " of 100 counted.");
        assertThat(error.getDetail())
                .contains("The rules file says: nobody can type them in again")
                .contains("threshold-ratio: 10%, minimum-rows: 10");
        assertThat(error.getHint())
                .contains("UPDATE public.users SET token = ? WHERE id = ?")
                .contains("SET LOCAL writeguard.override");
    }

    @Test
    void aParameterAloneOverridesNothing() throws SQLException {
        String role = "writer_" + database.text("select oid from pg_database where datname = current_database()");
        database.execute("create role " + role + " login; grant select, update, delete on users to " + role);
        String url = database.url().replaceAll("user=[^&]*", "user=" + role);
        String sql = "begin; set local writeguard.override = 'INC-1'; delete from users where id <= 20; commit";
        try {
            assertThat(catchThrowableOfType(PSQLException.class, () -> run(url, sql))
                            .getServerErrorMessage()
                            .getConstraint())
                    .isEqualTo("writeguard_mass_invalidation");
            database.execute("grant writeguard_override to " + role);
            run(url, sql);
        } finally {
            database.execute("drop owned by " + role + "; drop role " + role);
        }
    }

    @Test
    void canBeRunAgainAndTakenAway() throws SQLException {
        database.execute(ddl());
        assertThat(objects()).isPositive();
        database.execute(ddl("--drop"));
        assertThat(objects()).isZero();
        run(database.url(), "delete from users");
        database.execute(ddl("--drop"));
    }

    @Test
    void rowsThatAreThereAlreadyAreNamedByTheLastStepAlone() throws SQLException {
        database.execute(ddl("--drop"));
        database.execute("update users set token = '' where id = 5");
        List<String> statements = ddl().lines().toList();
        String withoutLastStep = String.join(
                "\n",
                statements.stream()
                        .filter(line -> !line.contains(" VALIDATE CONSTRAINT "))
                        .toList());
        database.execute(withoutLastStep);
        assertThat(statements).anyMatch(line -> line.contains(" VALIDATE CONSTRAINT "));
        SQLException broken = catchThrowableOfType(
                SQLException.class,
                () -> run(database.url(), "alter table users validate constraint" + " writeguard_empty_secret_token"));
        assertThat(broken.getSQLState()).isEqualTo("23514");
    }

    @Test
    void withoutADatabaseTheSameButForTypesAndPartitions() throws SQLException {
        database.execute(ddl("--drop"));
        CommandRun run = CommandRun.of(
                "ddl",
                "--rules",
                database.rules("version: 1\ntables: {users: {secret-columns: [token]}}\n")
                        .toString());
        assertThat(run.status()).isZero();
        database.execute(run.out());
        assertThat(refusal("delete from users").getConstraint()).isEqualTo("writeguard_mass_invalidation");
        assertThat(refusal("update users set token = '' where id = 1").getConstraint())
                .isEqualTo("writeguard_empty_secret_token");
    }

    @Test
    void throughTheDriverTheRefusalIsTheGuardsOwn() throws SQLException {
        String secret = Secrets.used("placeholder-in-the-database-alone");
        database.execute("create or replace function writeguard.writeguard_is_placeholder(value text) returns boolean"
                + " language sql as $$ select value = '" + secret + "' $$");
        WriteRejectedException refusal = catchThrowableOfType(
                WriteRejectedException.class,
                () -> run(database.guardedUrl(rules), "update users set token = '" + secret + "' where id = 1"));
        assertThat(refusal.ruleId()).isEqualTo("placeholder-secret");
        assertThat(refusal.table()).isEqualTo("public.users");
        assertThat(refusal.column()).isEqualTo("token");
        assertThat(refusal.getSQLState()).isEqualTo("23514");
        assertThat((Throwable) Secrets.searched(refusal))
                .hasMessageNotContaining(secret)
                .hasNoCause();
    }

    @Test
    void psqlIsStoppedToo() throws IOException, InterruptedException {
        String address = database.url().replaceFirst("^jdbc:", "");
        Path psql = Stream.of(System.getenv("PATH").split(":", -1))
                .map(folder -> Path.of(folder, "psql"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        if (psql == null) {
            return; // the same statements go through the plain driver above
        }
        Process process = new ProcessBuilder(
                        psql.toString(), address, "-v", "ON_ERROR_STOP=1", "-c", "delete from users")
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isNotZero();
        assertThat(printed).contains("ERROR:  mass-invalidation: DELETE would lose at least 100 live secrets");
    }

    private long objects() {
        return database.live("select (select count(*) from pg_constraint where conname like 'writeguard%')"
                + " + (select count(*) from pg_trigger where tgname like 'writeguard%')"
                + " + (select count(*) from pg_proc where proname like 'writeguard%')");
    }

    private String ddl(String... more) {
        CommandRun run = CommandRun.of(
                Stream.concat(Stream.of("ddl", "--rules", rules.toString(), "--url", database.url()), Stream.of(more))
                        .toArray(String[]::new));
        assertThat(run.status()).as(run.err()).isZero();
        return run.out();
    }

    private ServerErrorMessage refusal(String sql) {
        PSQLException error = catchThrowableOfType(PSQLException.class, () -> run(database.url(), sql));
        assertThat((Throwable) error).as(sql).isNotNull();
        return error.getServerErrorMessage();
    }

    private static void run(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
