package io.writeguard.it.frameworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import io.writeguard.it.TestDatabase;
import io.writeguard.it.printed.Secrets;
import jakarta.persistence.OptimisticLockException;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.Configuration;
import org.hibernate.exception.ConstraintViolationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hibernate ORM, with batches as its users configure them; one window of losses for all tests. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HibernateTest {

    private static final int MEMBERS = 300;

    private static final String RULES = """
            version: 1
            defaults: {mass-invalidation: {threshold-ratio: 10%, minimum-rows: 10}}
            tables:
              members:
                live-when: "deleted_at is null"
                version-columns: [version]
                secret-columns:
                  token: {}
                  settings: {json-members: ["$.webhookKey"]}
              member_codes: {secret-columns: [code]}
              api_keys: {secret-columns: [secret]}
            """;

    private static final String SCHEMA = """
            create sequence member_ids increment 50 start 1001;
            create table members (id bigint primary key, version int not null, name text, token text,
              deleted_at timestamptz, settings jsonb);
            create table member_codes (member_id bigint not null references members, code text);
            create index on member_codes (member_id);
            create table credentials (id bigint primary key, label text);
            create table api_keys (id bigint primary key references credentials, secret text);
            """;

    private static final String ROWS = """
            truncate members, member_codes, credentials, api_keys;
            insert into members select n, 0, 'member ' || n, 'token-of-member-' || n, null,
              jsonb_build_object('webhookKey', 'webhook-key-of-member-' || n) from generate_series(1, 300) n;
            insert into member_codes
              select n, which || '-code-of-member-' || n from generate_series(1, 300) n, (values ('first'), ('second')) w (which);
            insert into credentials select n, 'key ' || n from generate_series(1, 300) n;
            insert into api_keys select n, 'secret-of-api-key-' || n from generate_series(1, 300) n;
            """;

    private TestDatabase database;
    private SessionFactory sessions;

    @BeforeAll
    void open() {
        database = TestDatabase.with(SCHEMA);
        sessions = new Configuration()
                .addAnnotatedClass(Member.class)
                .addAnnotatedClass(Credential.class)
                .addAnnotatedClass(ApiKey.class)
                .buildSessionFactory(new StandardServiceRegistryBuilder()
                        .applySetting(
                                "hibernate.connection.datasource",
                                database.guarded(RULES, HibernateTest::rewritingBatches))
                        .applySetting("hibernate.jdbc.batch_size", "50")
                        .applySetting("hibernate.order_updates", "true")
                        .build());
        Secrets.usedIn(ROWS, RULES);
    }

    private static void rewritingBatches(HikariConfig settings) {
        settings.addDataSourceProperty("reWriteBatchedInserts", "true");
    }

    @BeforeEach
    void fill() {
        database.execute(ROWS);
    }

    @AfterAll
    void close() {
        sessions.close();
        database.close();
    }

    @Test
    void persistsAtVolume() {
        work(session -> {
            for (int n = 1; n <= MEMBERS; n++) {
                Member member = new Member("new " + n, Secrets.used("token-of-new-member-" + n));
                member.settings.put("webhookKey", Secrets.used("webhook-key-of-new-member-" + n));
                member.codes.add(Secrets.used("first-code-of-new-member-" + n));
                session.persist(member);
                session.persist(new ApiKey(MEMBERS + n, "new", Secrets.used("secret-of-new-key-" + n)));
            }
        });
        assertThat(live()).isEqualTo(2L * MEMBERS);
        assertThat(database.live("select count(*) from member_codes")).isEqualTo(3L * MEMBERS);
    }

    @Test
    void savesChangesAndRotatesAtVolume() {
        work(session -> members(session).forEach(member -> member.name += "!"));
        work(session -> members(session).forEach(member -> member.token = Secrets.used(member.token + "-renewed")));
        work(session -> members(session).forEach(member -> member.settings.put("theme", "dark")));
        work(session -> keys(session).forEach(key -> {
            key.label += "!";
            key.secret = Secrets.used(key.secret + "-renewed");
        }));
        assertThat(live()).isEqualTo(MEMBERS);
        assertThat(database.live("select count(*) from members where settings ? 'webhookKey' and name like '%!'"))
                .isEqualTo(MEMBERS);
        assertThat(database.live("select count(*) from api_keys where secret like '%-renewed'"))
                .isEqualTo(MEMBERS);
    }

    @Test
    void writesWholeCollectionsAgain() {
        work(session -> members(session)
                .forEach(member -> member.codes.add(Secrets.used("third-code-of-member-" + member.id))));
        assertThat(database.live("select count(*) from member_codes")).isEqualTo(3L * MEMBERS);
        work(session -> members(session).subList(0, 20).forEach(member -> member.codes.remove(0)));
        assertThat(database.live("select count(*) from member_codes")).isEqualTo(3L * MEMBERS - 20);
    }

    @Test
    void mergesDetachedEntities() {
        List<Member> detached = sessions.fromTransaction(HibernateTest::members);
        detached.forEach(member -> member.name = "renamed");
        work(session -> detached.forEach(session::merge));
        assertThat(database.live("select count(*) from members where name = 'renamed'"))
                .isEqualTo(MEMBERS);
    }

    @Test
    void anOptimisticLockStaysTheFrameworksOwn() {
        Member stale = sessions.fromTransaction(session -> first(session));
        work(session -> first(session).name = "changed");
        stale.token = Secrets.used("token-of-the-one-too-late");
        assertThatThrownBy(() -> work(session -> session.merge(stale))).isInstanceOf(OptimisticLockException.class);
        assertThat(live()).isEqualTo(MEMBERS);
    }

    @Test
    void aSoftDeleteIsAClear() {
        work(session -> members(session).subList(0, 5).forEach(session::remove));
        assertThat(live()).isEqualTo(MEMBERS - 5);
        refused("mass-invalidation", session -> members(session).forEach(session::remove));
        assertThat(live()).isEqualTo(MEMBERS - 5);
    }

    @Test
    void upsertsWithoutASession() {
        stateless(session -> {
            for (int i = 1; i <= 2 * MEMBERS; i++) {
                session.upsert(new ApiKey(i, "upserted", Secrets.used("secret-of-upserted-key-" + i)));
            }
        });
        assertThat(database.live("select count(*) from api_keys where secret like 'secret-of-upserted%'"))
                .isEqualTo(2L * MEMBERS);
        assertThat(violation(() -> stateless(session -> session.upsert(new ApiKey(1, "upserted", "")))))
                .isEqualTo("empty-secret");
        assertThat(violation(() -> stateless(session -> {
                    for (int i = 1; i <= MEMBERS; i++) {
                        session.upsert(new ApiKey(i, "upserted", null));
                    }
                })))
                .isEqualTo("mass-invalidation");
        assertThat(database.live("select count(*) from api_keys where secret is not null"))
                .isEqualTo(2L * MEMBERS);
    }

    @Test
    void insertsUpdatesAndDeletesWithoutASession() {
        stateless(session -> {
            for (int i = MEMBERS + 1; i <= 2 * MEMBERS; i++) {
                session.insert(new ApiKey(i, "inserted", Secrets.used("secret-of-inserted-key-" + i)));
            }
            for (int i = 1; i <= MEMBERS; i++) {
                session.update(new ApiKey(i, "updated", Secrets.used("secret-of-updated-key-" + i)));
            }
            for (int i = 1; i <= 5; i++) {
                session.delete(new ApiKey(i, null, null));
            }
        });
        assertThat(database.live("select count(*) from api_keys where secret is not null"))
                .isEqualTo(2L * MEMBERS - 5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update Member m set m.name = upper(m.name)",
                "update ApiKey k set k.label = 'same'",
                "update ApiKey k set k.label = 'same', k.secret = k.secret",
                "update Member m set m.token = null where m.name = 'member 7'",
                "update versioned Member m set m.token = 'a-renewed-token-of-one' where m.name = 'member 7'",
                "update ApiKey k set k.secret = null where k.label = 'key 7'",
                "delete from ApiKey k where k.label = 'key 7'",
                "delete from ApiKey k where k.label like 'key 1_'",
                "insert into ApiKey (id, label, secret) values (1000, 'x', 'another-secret-of-a-key')",
                "insert into ApiKey (id, label, secret) select m.id + 10000, m.name, m.token from Member m",
                "insert into ApiKey (id, label, secret) values (7, 'x', 'another-secret-of-a-key')"
                        + " on conflict (id) do update set label = excluded.label"
            })
    void bulkStatementsThatPass(String hql) {
        work(session -> session.createMutationQuery(hql).executeUpdate());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update Member m set m.token = null",
                "update Member m set m.token = null where m.name like 'member 1%'",
                "update versioned Member m set m.token = 'the-same-token-for-all'",
                "update Member m set m.deletedAt = local datetime",
                "update ApiKey k set k.secret = null, k.label = 'gone'",
                "update ApiKey k set k.secret = null where k.label like 'key%'",
                "delete from ApiKey",
                "delete from ApiKey k where k.label like 'key 2%'"
            })
    void bulkStatementsThatLoseTooMuch(String hql) {
        refused("mass-invalidation", session -> session.createMutationQuery(hql).executeUpdate());
        assertThat(live()).isEqualTo(MEMBERS);
        assertThat(database.live("select count(*) from api_keys where secret like 'secret-of-api-key-%'"))
                .isEqualTo(MEMBERS);
    }

    @Test
    void emptyAndPoisonedValuesAreRefused() {
        refused("empty-secret", session -> first(session).token = "");
        refused("placeholder-secret", session -> first(session).token = "[REDACTED]");
        refused("empty-secret", session -> first(session).settings.put("webhookKey", ""));
        refused("placeholder-secret", session -> first(session).codes.add("********"));
        refused("empty-secret", session -> session.find(ApiKey.class, 7L).secret = " ");
        refused(
                "empty-secret",
                session -> session.createMutationQuery("update ApiKey k set k.secret = '' where k.id = 7")
                        .executeUpdate());
    }

    @Test
    void aJobThatClearsOneByOneIsStopped() {
        refused("mass-invalidation", session -> members(session).forEach(member -> member.token = null));
        refused("mass-invalidation", session -> members(session).forEach(member -> member.settings.clear()));
        refused("mass-invalidation", session -> members(session).forEach(member -> member.codes.clear()));
        refused("mass-invalidation", session -> keys(session).forEach(session::remove));
        assertThat(live()).isEqualTo(MEMBERS);
        assertThat(database.live("select count(*) from member_codes")).isEqualTo(2L * MEMBERS);
    }

    private long live() {
        return database.live("select count(*) from members where token is not null and deleted_at is null");
    }

    private static List<Member> members(Session session) {
        return session.createQuery("from Member m where m.deletedAt is null order by m.id", Member.class)
                .list();
    }

    private static List<ApiKey> keys(Session session) {
        return session.createQuery("from ApiKey k order by k.id", ApiKey.class).list();
    }

    private static Member first(Session session) {
        return members(session).get(0);
    }

    private void work(Consumer<Session> work) {
        sessions.inTransaction(work);
    }

    private void stateless(Consumer<StatelessSession> work) {
        sessions.inStatelessTransaction(work);
    }

    private void refused(String rule, Consumer<Session> work) {
        assertThat(violation(() -> work(work))).isEqualTo(rule);
    }

    /** The rule behind Hibernate's own exception for a violated constraint. */
    private static String violation(ThrowingCallable work) {
        return Refusal.rule(ConstraintViolationException.class, work);
    }
}
