package io.writeguard.it.frameworks.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.writeguard.it.TestDatabase;
import io.writeguard.it.frameworks.Refusal;
import io.writeguard.it.printed.Secrets;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.transaction.support.TransactionTemplate;

/** Spring Data JPA in Spring Boot. */
@ExtendWith(RunningService.class)
class SpringDataJpaTest {

    private static final int USERS = 500;

    private final UserRepository users;
    private final TransactionTemplate transaction;
    private final TestDatabase database;

    SpringDataJpaTest(UserRepository users, TransactionTemplate transaction, TestDatabase database) {
        this.users = users;
        this.transaction = transaction;
        this.database = database;
    }

    @BeforeEach
    void fill() {
        database.execute("delete from users");
        users.saveAll(IntStream.range(0, USERS)
                .mapToObj(n -> new User("user " + n, Secrets.used("github-access-token-of-" + n)))
                .toList());
    }

    @Test
    void savesManyAtOnce() {
        List<User> all = users.findAll();
        all.forEach(user -> user.name = "renamed");
        all = users.saveAll(all);
        all.forEach(user -> user.githubAccessToken = Secrets.used(user.githubAccessToken + "-renewed"));
        users.saveAll(all);
        transaction.executeWithoutResult(status -> users.findAll().forEach(user -> user.name = "dirty"));
        assertThat(database.live(
                        "select count(*) from users where github_access_token like '%-renewed' and name = 'dirty'"))
                .isEqualTo(USERS);
    }

    @Test
    void deletesAFew() {
        users.deleteById(users.findByNameStartingWithOrderById("user 1").get(0).id);
        assertThat(users.deleteByName("user 2")).isEqualTo(1);
        users.deleteAllByIdInBatch(
                List.of(users.findByNameStartingWithOrderById("user 3").get(0).id));
        assertThat(users.revoke("user 4")).isEqualTo(1);
        assertThat(live()).isEqualTo(USERS - 4);
    }

    @Test
    void theOptimisticLockStaysSprings() {
        User stale = users.findByNameStartingWithOrderById("user 7").get(0);
        transaction.executeWithoutResult(status -> users.findById(stale.id).orElseThrow().name = "changed");
        stale.githubAccessToken = null;
        assertThatThrownBy(() -> users.save(stale)).isInstanceOf(OptimisticLockingFailureException.class);
        assertThat(live()).isEqualTo(USERS);
    }

    @Test
    void incidentsAreDataIntegrityViolations() {
        refused("empty-secret", () -> users.save(new User("new", "")));
        refused(
                "empty-secret",
                () -> transaction.executeWithoutResult(status ->
                        users.findByNameStartingWithOrderById("user 7").get(0).githubAccessToken = ""));
        refused("placeholder-secret", () -> {
            User user = users.findByNameStartingWithOrderById("user 7").get(0);
            user.githubAccessToken = "[REDACTED]";
            users.saveAndFlush(user);
        });
        refused("mass-invalidation", users::deleteAll);
        refused("mass-invalidation", users::deleteAllInBatch);
        refused("mass-invalidation", () -> users.deleteByNameStartingWith("user"));
        refused("mass-invalidation", () -> users.revokeAll("user"));
        refused(
                "mass-invalidation",
                () -> users.overwrite(
                        Secrets.used("one-access-token-for-everybody"),
                        users.findAll().stream().map(user -> user.id).toList()));
        refused("mass-invalidation", () -> {
            List<User> all = users.findAll();
            all.forEach(user -> user.githubAccessToken = null);
            users.saveAll(all);
        });
    }

    @Test
    void aRefusalThatIsCaughtRollsTheTransactionBack() {
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    users.saveAndFlush(new User("alone", Secrets.used("github-access-token-of-the-lonely")));
                    assertThat(Refusal.rule(DataIntegrityViolationException.class, users::deleteAllInBatch))
                            .isEqualTo("mass-invalidation");
                }))
                .isInstanceOf(RuntimeException.class);
        assertThat(database.live("select count(*) from users")).isEqualTo(USERS);
    }

    private long live() {
        return database.live("select count(*) from users where github_access_token is not null");
    }

    private void refused(String rule, ThrowingCallable work) {
        assertThat(Refusal.rule(DataIntegrityViolationException.class, work)).isEqualTo(rule);
        assertThat(live()).isEqualTo(USERS);
    }
}
