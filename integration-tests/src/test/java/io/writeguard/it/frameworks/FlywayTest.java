package io.writeguard.it.frameworks;

import static io.writeguard.it.frameworks.Token.ROWS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.writeguard.driver.WriteGuard;
import io.writeguard.driver.WriteRejectedException;
import io.writeguard.it.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flyway on a guarded DataSource: its locks and its history work, and a migration that loses secrets needs an override. */
class FlywayTest {

    @TempDir
    private Path migrations;

    private TestDatabase database;
    private WriteGuard guard;

    @BeforeEach
    void open() {
        database = TestDatabase.with(Token.SCHEMA);
        guard = WriteGuard.builder()
                .dataSource(database.pool())
                .rules(database.rules(Token.RULES))
                .build();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void ordinaryMigrationsPass() throws IOException {
        write("V2__column.sql", "alter table tokens add column owner text; create index on tokens (owner);");
        write("V3__fill.sql", "update tokens set owner = 'somebody', label = upper(label);");
        write("V4__table.sql", "create table owners (name text, since date);");
        write("V5__insert.sql", "insert into tokens values (1001, 'new', 'a-secret-from-a-migration', 'somebody');");
        write("R__view.sql", "create or replace view labels as select id, label from tokens;");
        Flyway flyway = flyway();
        assertThat(flyway.migrate().migrationsExecuted).isEqualTo(5);
        assertThat(flyway.migrate().migrationsExecuted).isZero();
        assertThat(flyway.validateWithResult().validationSuccessful).isTrue();
        assertThat(live()).isEqualTo(ROWS + 1);
    }

    @Test
    @SuppressWarnings("try")
    void aMigrationThatLosesSecretsNeedsAnOverride() throws IOException {
        write("V2__clean_up.sql", """
                alter table tokens add column cleaned boolean;
                update tokens set secret = null, cleaned = true where id > 100;
                """);
        assertThat(Refusal.rule(FlywayException.class, () -> flyway().migrate()))
                .isEqualTo("mass-invalidation");
        assertThat(live()).isEqualTo(ROWS);
        assertThat(database.live("select count(*) from information_schema.columns where column_name = 'cleaned'"))
                .isZero();
        try (var override = guard.override("the clean-up of V2", Duration.ofMinutes(10))) {
            assertThat(flyway().migrate().migrationsExecuted).isEqualTo(1);
        }
        assertThat(live()).isEqualTo(100);
    }

    /** Flyway makes a CopyManager of its own for it. */
    @Test
    void copyFromStdin() throws IOException {
        write("V2__copy.sql", """
                create table owners (name text, since date);
                COPY owners (name, since) FROM STDIN;
                somebody\t2026-01-01
                \\.
                """);
        assertThat(flyway().migrate().migrationsExecuted).isEqualTo(1);
        assertThat(database.live("select count(*) from owners")).isEqualTo(1);

        write("V3__empty.sql", """
                COPY tokens (id, label, secret) FROM STDIN;
                2001\tempty\t
                \\.
                """);
        assertThatThrownBy(() -> flyway().migrate()).hasRootCauseInstanceOf(WriteRejectedException.class);
        assertThat(database.live("select count(*) from tokens where id = 2001")).isZero();
    }

    private Flyway flyway() {
        return Flyway.configure()
                .dataSource(guard.dataSource())
                .locations("filesystem:" + migrations)
                .baselineOnMigrate(true)
                .baselineVersion("1")
                .load();
    }

    private void write(String name, String sql) throws IOException {
        Files.writeString(migrations.resolve(name), sql);
    }

    private long live() {
        return database.live("select count(*) from tokens where secret is not null");
    }
}
