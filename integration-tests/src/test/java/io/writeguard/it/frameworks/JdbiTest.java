package io.writeguard.it.frameworks;

import static io.writeguard.it.frameworks.Token.ROWS;
import static org.assertj.core.api.Assertions.assertThat;

import io.writeguard.it.TestDatabase;
import io.writeguard.it.printed.Secrets;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleConsumer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** JDBI with its plugin for PostgreSQL, which looks for the driver's own connection. */
class JdbiTest {

    private TestDatabase database;
    private Jdbi jdbi;

    @BeforeEach
    void open() {
        database = TestDatabase.with(Token.SCHEMA);
        jdbi = Jdbi.create(database.guarded(Token.RULES)).installPlugin(new PostgresPlugin());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void ordinaryStatementsPass() {
        jdbi.useTransaction(handle -> {
            handle.execute("update tokens set label = ?", "renamed");
            handle.createUpdate("update tokens set label = :label, secret = :secret where id = :id")
                    .bindBean(new Token(1, "bean", Secrets.used("a-secret-bound-by-bean")))
                    .execute();
            handle.createUpdate("delete from tokens where id in (<ids>)")
                    .bindList("ids", 2, 3, 4)
                    .execute();
            handle.createUpdate("update tokens set secret = null where id = any(:ids)")
                    .bindArray("ids", Integer.class, 5, 6)
                    .execute();
            handle.createUpdate(
                            "insert into tokens values <tokens> on conflict (id) do update set secret = excluded.secret")
                    .bindBeanList("tokens", Token.renewed("list"), List.of("id", "label", "secret"))
                    .execute();
        });
        assertThat(live()).isEqualTo(ROWS);
    }

    @Test
    void batchesPass() {
        jdbi.useHandle(handle -> rotate(handle, "auto-commit"));
        jdbi.useTransaction(handle -> rotate(handle, "transaction"));
        jdbi.useTransaction(handle -> {
            PreparedBatch batch = handle.prepareBatch("insert into tokens values (:id, :label, :secret)"
                    + " on conflict (id) do update set label = excluded.label, secret = excluded.secret");
            Token.renewed("upsert").forEach(token -> batch.bindBean(token).add());
            batch.execute();
        });
        assertThat(database.live("select count(*) from tokens where secret like 'secret-of-round-upsert-%'"))
                .isEqualTo(ROWS);
    }

    @Test
    void incidentsAreRefused() {
        refused("empty-secret", handle -> handle.execute("update tokens set secret = ? where id = 1", ""));
        refused("placeholder-secret", handle -> handle.execute("update tokens set secret = '********' where id = 1"));
        refused("mass-invalidation", handle -> handle.execute("delete from tokens"));
        refused("mass-invalidation", handle -> {
            for (int id = 1; id <= ROWS; id++) {
                handle.execute("update tokens set secret = null where id = ?", id);
            }
        });
        refused("mass-invalidation", handle -> {
            PreparedBatch batch = handle.prepareBatch("update tokens set secret = :secret where id = :id");
            for (int id = 1; id <= ROWS; id++) {
                batch.bind("id", id).bindNull("secret", java.sql.Types.VARCHAR).add();
            }
            batch.execute();
        });
        refused(
                "mass-invalidation",
                handle -> handle.createUpdate("delete from tokens where id = any(:ids)")
                        .bindArray("ids", Integer.class, (Object[]) ids())
                        .execute());
    }

    @Test
    void aNestedTransactionIsASavepoint() {
        jdbi.useTransaction(handle -> {
            handle.savepoint("before");
            assertThat(Refusal.rule(JdbiException.class, () -> handle.execute("delete from tokens")))
                    .isEqualTo("mass-invalidation");
            handle.rollbackToSavepoint("before");
            handle.execute("update tokens set secret = null where id = 7");
        });
        assertThat(live()).isEqualTo(ROWS - 1);
    }

    private static Integer[] ids() {
        Integer[] ids = new Integer[ROWS];
        for (int i = 0; i < ROWS; i++) {
            ids[i] = i + 1;
        }
        return ids;
    }

    private static void rotate(Handle handle, String round) {
        PreparedBatch batch = handle.prepareBatch("update tokens set secret = :secret where id = :id");
        Token.renewed(round).forEach(token -> batch.bindBean(token).add());
        batch.execute();
    }

    private long live() {
        return database.live("select count(*) from tokens where secret is not null");
    }

    private void refused(String rule, HandleConsumer<RuntimeException> work) {
        assertThat(Refusal.rule(JdbiException.class, () -> jdbi.useTransaction(work)))
                .isEqualTo(rule);
        assertThat(live()).isEqualTo(ROWS);
    }
}
