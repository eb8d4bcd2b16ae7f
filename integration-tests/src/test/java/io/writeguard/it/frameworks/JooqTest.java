package io.writeguard.it.frameworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.values;

import io.writeguard.it.TestDatabase;
import io.writeguard.it.printed.Secrets;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.Row2;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.conf.Settings;
import org.jooq.conf.StatementType;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** jOOQ: statements of its own dialect, bulk and batch, bound and inlined. */
class JooqTest {

    private static final int ROWS = 300;
    private static final String RULES = """
            version: 1
            defaults: {mass-invalidation: {threshold-ratio: 10%, minimum-rows: 10}}
            tables:
              tokens:
                live-when: "revoked is not true"
                secret-columns: {secret: {}, settings: {json-members: ["$.key"]}}
            """;
    private static final String SCHEMA = """
            create table tokens (id int primary key, label text, secret text, revoked boolean, settings jsonb);
            insert into tokens select n, 'token ' || n, 'secret-of-token-' || n, false,
              jsonb_build_object('key', 'key-of-token-' || n) from generate_series(1, 300) n
            """;

    private static final Table<Record> TOKENS = table(name("public", "tokens"));
    private static final Field<Integer> ID = field(name("id"), SQLDataType.INTEGER);
    private static final Field<String> LABEL = field(name("label"), SQLDataType.VARCHAR);
    private static final Field<String> SECRET = field(name("secret"), SQLDataType.VARCHAR);
    private static final Field<Boolean> REVOKED = field(name("revoked"), SQLDataType.BOOLEAN);
    private static final Field<JSONB> SETTINGS = field(name("settings"), SQLDataType.JSONB);

    private TestDatabase database;
    private DSLContext jooq;

    @BeforeEach
    void open() {
        database = TestDatabase.with(SCHEMA);
        IntStream.rangeClosed(1, ROWS).forEach(n -> Secrets.used("secret-of-token-" + n));
        jooq = DSL.using(database.guarded(RULES), SQLDialect.POSTGRES);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void ordinaryStatementsPass() {
        jooq.update(TOKENS).set(LABEL, "renamed").execute();
        jooq.update(TOKENS).set(LABEL, LABEL.concat("!")).where(ID.in(1, 2, 3)).execute();
        jooq.update(TOKENS)
                .set(row(LABEL, SECRET), row("x", secret(7)))
                .where(ID.eq(7))
                .execute();
        jooq.update(TOKENS)
                .set(row(LABEL, SECRET), row(val("x"), SECRET))
                .where(ID.between(1, 200))
                .execute();
        jooq.update(TOKENS)
                .set(SECRET, coalesce(val(null, SECRET), SECRET))
                .where(ID.eq(1))
                .returning()
                .fetch();
        jooq.insertInto(TOKENS, ID, LABEL, SECRET)
                .values(1001, "new", secret(1001))
                .execute();
        jooq.insertInto(TOKENS, ID, LABEL, SECRET)
                .values(1001, "again", secret(2001))
                .onConflict(ID)
                .doUpdate()
                .set(LABEL, excluded(LABEL))
                .set(SECRET, excluded(SECRET))
                .execute();
        jooq.insertInto(TOKENS, ID, LABEL)
                .values(1, "ignored")
                .onConflict(ID)
                .doNothing()
                .execute();
        jooq.mergeInto(TOKENS)
                .using(select(inline(5).as("i"), inline("merged").as("l")))
                .on(ID.eq(field(name("i"), Integer.class)))
                .whenMatchedThenUpdate()
                .set(LABEL, field(name("l"), String.class))
                .execute();
        jooq.deleteFrom(TOKENS).where(ID.in(11, 12, 13)).execute();
        jooq.update(TOKENS)
                .set(SETTINGS, field("jsonb_set({0}, '{theme}', '\"dark\"')", JSONB.class, SETTINGS))
                .execute();
        assertThat(live()).isEqualTo(ROWS + 1 - 3);
    }

    @Test
    void bulkUpsertsPass() {
        var insert = jooq.insertInto(TOKENS, ID, LABEL, SECRET);
        for (int id = 1; id <= 2 * ROWS; id++) {
            insert = insert.values(id, "bulk", secret(id));
        }
        insert.onConflict(ID)
                .doUpdate()
                .set(SECRET, excluded(SECRET))
                .set(LABEL, excluded(LABEL))
                .execute();
        assertThat(live()).isEqualTo(2L * ROWS);
        var upsert = jooq.insertInto(TOKENS, ID, SECRET);
        for (int id = 1; id <= 2 * ROWS; id++) {
            upsert = upsert.values(id, secret(1000 + id));
        }
        upsert.onConflict(ID).doUpdate().set(SECRET, excluded(SECRET)).execute();
        assertThat(live()).isEqualTo(2L * ROWS);
    }

    @Test
    void aValuesListUpdatesManyRowsAtOnce() {
        Row2<?, ?>[] renewed = IntStream.rangeClosed(1, ROWS)
                .mapToObj(id -> row(id, secret(id)))
                .toArray(Row2[]::new);
        @SuppressWarnings("unchecked")
        Table<?> list = values((Row2<Integer, String>[]) renewed).as("v", "i", "s");
        jooq.update(TOKENS)
                .set(SECRET, list.field("s", String.class))
                .from(list)
                .where(ID.eq(list.field("i", Integer.class)))
                .execute();
        assertThat(live()).isEqualTo(ROWS);
    }

    @Test
    void batchesPass() {
        List<Query> rotations = IntStream.rangeClosed(1, ROWS)
                .<Query>mapToObj(
                        id -> jooq.update(TOKENS).set(SECRET, secret(id)).where(ID.eq(id)))
                .toList();
        jooq.batch(rotations).execute();
        var bound = jooq.batch(jooq.update(TOKENS).set(SECRET, (String) null).where(ID.eq((Integer) null)));
        for (int id = 1; id <= ROWS; id++) {
            bound = bound.bind(secret(3000 + id), id);
        }
        bound.execute();
        jooq.batched(batched -> {
            for (int id = 1; id <= ROWS; id++) {
                DSL.using(batched)
                        .update(TOKENS)
                        .set(SECRET, secret(4000 + id))
                        .where(ID.eq(id))
                        .execute();
            }
        });
        assertThat(live()).isEqualTo(ROWS);
    }

    @Test
    void inlinedStatementsPass() {
        DSLContext inlined = DSL.using(
                jooq.configuration().derive(new Settings().withStatementType(StatementType.STATIC_STATEMENT)));
        for (int id = 1; id <= ROWS; id++) {
            inlined.update(TOKENS).set(SECRET, secret(id)).where(ID.eq(id)).execute();
        }
        refused(
                "empty-secret",
                () -> inlined.update(TOKENS).set(SECRET, "").where(ID.eq(1)).execute());
        refused(
                "mass-invalidation",
                () -> inlined.update(TOKENS).setNull(SECRET).execute());
        assertThat(live()).isEqualTo(ROWS);
    }

    @Test
    void transactionsRollBackAndNest() {
        jooq.transaction(outer -> {
            outer.dsl().update(TOKENS).setNull(SECRET).where(ID.le(10)).execute();
            assertThat(refusal(() -> outer.dsl()
                            .transaction(inner -> inner.dsl().deleteFrom(TOKENS).execute())))
                    .isEqualTo("mass-invalidation");
            outer.dsl().update(TOKENS).set(LABEL, "after").where(ID.eq(20)).execute();
        });
        assertThat(live()).isEqualTo(ROWS - 10);
        assertThat(database.text("select label from tokens where id = 20")).isEqualTo("after");
    }

    @Test
    void incidentsAreRefused() {
        refused(
                "empty-secret",
                () -> jooq.update(TOKENS).set(SECRET, "").where(ID.eq(1)).execute());
        refused(
                "empty-secret",
                () -> jooq.update(TOKENS)
                        .set(row(LABEL, SECRET), row("x", " "))
                        .where(ID.eq(1))
                        .execute());
        refused(
                "placeholder-secret",
                () -> jooq.insertInto(TOKENS, ID, SECRET)
                        .values(1, "[REDACTED]")
                        .onConflict(ID)
                        .doUpdate()
                        .set(SECRET, excluded(SECRET))
                        .execute());
        refused(
                "mass-invalidation",
                () -> jooq.update(TOKENS)
                        .setNull(SECRET)
                        .where(DSL.noCondition())
                        .execute());
        refused(
                "mass-invalidation",
                () -> jooq.update(TOKENS).set(REVOKED, true).where(ID.gt(100)).execute());
        refused(
                "mass-invalidation",
                () -> jooq.deleteFrom(TOKENS).where(DSL.trueCondition()).execute());
        refused("mass-invalidation", () -> jooq.truncate(TOKENS).execute());
        refused("destructive-ddl", () -> jooq.dropTable(TOKENS).execute());
        refused(
                "mass-invalidation",
                () -> jooq.update(TOKENS).set(SETTINGS, JSONB.valueOf("{}")).execute());
        refused(
                "mass-invalidation",
                () -> jooq.batch(IntStream.rangeClosed(1, ROWS)
                                .<Query>mapToObj(id ->
                                        jooq.update(TOKENS).setNull(SECRET).where(ID.eq(id)))
                                .toList())
                        .execute());
        assertThat(live()).isEqualTo(ROWS);
    }

    @Test
    void aListCutIntoStatementsIsStillOneDrip() {
        assertThat(refusal(() -> {
                    for (int id = 1; id <= ROWS; id++) {
                        jooq.update(TOKENS).setNull(SECRET).where(ID.eq(id)).execute();
                    }
                }))
                .isEqualTo("mass-invalidation");
        assertThat(live()).isEqualTo(ROWS - 30);
    }

    private static String secret(int n) {
        return Secrets.used("a-renewed-secret-of-" + n);
    }

    private long live() {
        return database.live(
                "select count(*) from tokens where secret is not null and revoked is not true and settings is distinct from '{}'");
    }

    private static void refused(String rule, ThrowingCallable work) {
        assertThat(refusal(work)).isEqualTo(rule);
    }

    /** The rule behind jOOQ's own exception for a violated constraint. */
    private static String refusal(ThrowingCallable work) {
        return Refusal.rule(IntegrityConstraintViolationException.class, work);
    }
}
