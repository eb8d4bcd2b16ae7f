package io.writeguard.it.frameworks;

import static io.writeguard.it.frameworks.Token.ROWS;
import static org.assertj.core.api.Assertions.assertThat;

import io.writeguard.it.TestDatabase;
import io.writeguard.it.printed.Secrets;
import java.util.List;
import java.util.function.Consumer;
import org.apache.ibatis.exceptions.PersistenceException;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** MyBatis: dynamic SQL, and a WHERE that is dropped where a parameter is missing. */
class MyBatisTest {

    private TestDatabase database;
    private SqlSessionFactory sessions;

    @BeforeEach
    void open() {
        database = TestDatabase.with(Token.SCHEMA);
        Configuration configuration =
                new Configuration(new Environment("test", new JdbcTransactionFactory(), database.guarded(Token.RULES)));
        configuration.addMapper(TokenMapper.class);
        sessions = new SqlSessionFactoryBuilder().build(configuration);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void ordinaryStatementsPass() {
        work(tokens -> tokens.all().forEach(token -> {
            token.setLabel("renamed");
            tokens.update(token);
        }));
        work(tokens -> Token.renewed("one").forEach(tokens::updateSelective));
        work(tokens -> tokens.upsertAll(Token.renewed("two")));
        work(tokens -> tokens.updateEach(Token.renewed("three")));
        work(tokens -> tokens.updateByCase(Token.renewed("four")));
        work(tokens -> tokens.delete(List.of(1, 2, 3)));
        work(tokens -> tokens.updateAsText(new Token(5, null, Secrets.used("a-secret-put-into-the-text"))));
        assertThat(live()).isEqualTo(ROWS - 3);
        assertThat(database.live("select count(*) from tokens where secret like 'secret-of-round-four-%'"))
                .isEqualTo(ROWS - 4);
    }

    @Test
    void aBatchOfTheExecutorPasses() {
        try (SqlSession session = sessions.openSession(ExecutorType.BATCH)) {
            Token.renewed("batch").forEach(session.getMapper(TokenMapper.class)::update);
            session.flushStatements();
            session.commit();
        }
        assertThat(database.live("select count(*) from tokens where secret like 'secret-of-round-batch-%'"))
                .isEqualTo(ROWS);
    }

    @Test
    void aDroppedWhereIsRefused() {
        work(tokens -> tokens.revoke("token 7"));
        assertThat(live()).isEqualTo(ROWS - 1);
        refused("mass-invalidation", tokens -> tokens.revoke(null));
        refused("mass-invalidation", tokens -> tokens.delete(null));
    }

    @Test
    void incidentsAreRefused() {
        refused("empty-secret", tokens -> tokens.update(new Token(1, "x", "")));
        refused("empty-secret", tokens -> tokens.updateAsText(new Token(1, "x", "")));
        refused("placeholder-secret", tokens -> tokens.upsertAll(List.of(new Token(1, "x", "[REDACTED]"))));
        refused(
                "mass-invalidation",
                tokens -> tokens.all().forEach(token -> {
                    token.setSecret(null);
                    tokens.update(token);
                }));
        refused("mass-invalidation", tokens -> {
            List<Token> all = tokens.all();
            all.forEach(token -> token.setSecret(null));
            tokens.updateEach(all);
        });
        refused("mass-invalidation", tokens -> {
            List<Token> all = tokens.all();
            all.forEach(token -> token.setSecret(null));
            tokens.upsertAll(all);
        });
        refused("mass-invalidation", tokens -> {
            List<Token> all = tokens.all();
            all.forEach(token -> token.setSecret("the-same-secret-for-all"));
            tokens.updateByCase(all);
        });
    }

    @Test
    void aRefusedBatchOfTheExecutorLeavesNothing() {
        assertThat(Refusal.rule(PersistenceException.class, () -> {
                    try (SqlSession session = sessions.openSession(ExecutorType.BATCH)) {
                        TokenMapper tokens = session.getMapper(TokenMapper.class);
                        tokens.all().forEach(token -> {
                            token.setSecret(null);
                            tokens.update(token);
                        });
                        session.commit();
                    }
                }))
                .isEqualTo("mass-invalidation");
        assertThat(live()).isEqualTo(ROWS);
    }

    private long live() {
        return database.live("select count(*) from tokens where secret is not null");
    }

    private void work(Consumer<TokenMapper> work) {
        try (SqlSession session = sessions.openSession()) {
            work.accept(session.getMapper(TokenMapper.class));
            session.commit();
        }
    }

    private void refused(String rule, Consumer<TokenMapper> work) {
        String before = database.text("select md5(string_agg(t::text, ',' order by id)) from tokens t");
        assertThat(Refusal.rule(PersistenceException.class, () -> work(work))).isEqualTo(rule);
        assertThat(database.text("select md5(string_agg(t::text, ',' order by id)) from tokens t"))
                .isEqualTo(before);
    }
}
