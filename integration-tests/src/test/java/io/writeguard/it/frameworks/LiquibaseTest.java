package io.writeguard.it.frameworks;

import static io.writeguard.it.frameworks.Token.ROWS;
import static org.assertj.core.api.Assertions.assertThat;

import io.writeguard.driver.WriteGuard;
import io.writeguard.it.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.Map;
import liquibase.Contexts;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.DirectoryResourceAccessor;
import liquibase.ui.LoggerUIService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Liquibase on a guarded DataSource: its lock and its log work, and a change set that loses secrets needs an override. */
class LiquibaseTest {

    private static final String CHANGE_LOG = "changelog.sql";

    @TempDir
    private Path directory;

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
    void ordinaryChangeSetsPass() throws Exception {
        write("""
                --liquibase formatted sql
                --changeset guard:1
                alter table tokens add column owner text;
                update tokens set owner = 'somebody', label = upper(label);
                --changeset guard:2
                insert into tokens values (1001, 'new', 'a-secret-from-a-change-set', 'somebody');
                """);
        update();
        update();
        assertThat(live()).isEqualTo(ROWS + 1);
        assertThat(database.live("select count(*) from databasechangelog")).isEqualTo(2);
    }

    @Test
    @SuppressWarnings("try")
    void aChangeSetThatLosesSecretsNeedsAnOverride() throws Exception {
        write("""
                --liquibase formatted sql
                --changeset guard:1
                update tokens set secret = null where id > 100;
                """);
        assertThat(Refusal.rule(LiquibaseException.class, this::update)).isEqualTo("mass-invalidation");
        assertThat(live()).isEqualTo(ROWS);
        assertThat(database.live("select count(*) from databasechangeloglock where locked"))
                .isZero();
        try (var override = guard.override("the clean-up of change set 1", Duration.ofMinutes(10))) {
            update();
        }
        assertThat(live()).isEqualTo(100);
    }

    private void update() throws Exception {
        Scope.child(Map.of(Scope.Attr.ui.name(), new LoggerUIService()), () -> {
            try (Connection connection = guard.dataSource().getConnection();
                    Liquibase liquibase = new Liquibase(
                            CHANGE_LOG, new DirectoryResourceAccessor(directory), new JdbcConnection(connection))) {
                liquibase.update(new Contexts());
            }
        });
    }

    private void write(String changeLog) throws IOException {
        Files.writeString(directory.resolve(CHANGE_LOG), changeLog);
    }

    private long live() {
        return database.live("select count(*) from tokens where secret is not null");
    }
}
