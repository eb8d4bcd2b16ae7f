package io.writeguard.it;

import static io.writeguard.it.GuardUnderTest.PASSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.writeguard.driver.event.GuardEvent;
import io.writeguard.driver.override.GuardOverride;
import io.writeguard.rules.Rule;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Losses on purpose, said out loud and over soon. */
@SuppressWarnings("try") // an override is only there to be open
class OverrideTest {

    private static final String RULES = """
            version: 1
            tables:
              users:
                stale-clear: 60s
                secret-columns: [token]
            """;

    private static final Duration LONG = Duration.ofMinutes(10);

    private GuardUnderTest guard;

    @BeforeEach
    void open() {
        guard = GuardUnderTest.with(RULES, """
                create table users (id int primary key, token text);
                insert into users select i, 'secret-' || md5(i::text) from generate_series(1, 100) i
                """);
    }

    @AfterEach
    void close() {
        guard.close();
    }

    @Test
    void permitsLossesAndDoesNotCountThem() throws SQLException {
        try (GuardOverride open = guard.guard().override("INC-1 leaked", LONG)) {
            assertThat(clear(1, 50)).isEqualTo(PASSED);
        }
        assertThat(guard.live("select count(*) from users where token is not null"))
                .isEqualTo(50);
        assertThat(clear(51, 60)).isEqualTo(PASSED);
        assertThat(clear(61, 61)).isEqualTo("mass-invalidation");
        assertThat(guard.eventKinds())
                .containsExactly(
                        GuardEvent.Kind.OVERRIDE_OPENED,
                        GuardEvent.Kind.OVERRIDDEN,
                        GuardEvent.Kind.OVERRIDE_CLOSED,
                        GuardEvent.Kind.BUDGET_FULL,
                        GuardEvent.Kind.REJECTED);
        assertThat(guard.events().subList(0, 3))
                .allSatisfy(event -> assertThat(event.text()).contains("INC-1 leaked"));
        assertThat(guard.events().get(1).statement()).containsIgnoringCase("update users");
    }

    @Test
    void permitsTruncateAndDrop() throws SQLException {
        try (GuardOverride open = guard.guard().override("INC-2 remove", LONG)) {
            assertThat(guard.run("truncate users")).isEqualTo(PASSED);
            assertThat(guard.run("insert into users values (1, 'new'), (2, 'newer')"))
                    .isEqualTo(PASSED);
            assertThat(guard.run("drop table users")).isEqualTo(PASSED);
        }
    }

    @Test
    void poisonedValuesStayRefusedUnlessTheirRuleIsNamed() throws SQLException {
        String empty = "update users set token = '' where id = 1";
        try (GuardOverride open = guard.guard().override("INC-3", LONG)) {
            assertThat(guard.run(empty)).isEqualTo("empty-secret");
            try (GuardOverride inner = guard.guard().override("INC-3 empty", LONG, Rule.EMPTY_SECRET)) {
                assertThat(guard.run(empty)).isEqualTo(PASSED);
                assertThat(guard.run("update users set token = '********' where id = 2"))
                        .isEqualTo("placeholder-secret");
                assertThat(clear(3, 50)).isEqualTo(PASSED);
            }
            assertThat(guard.run("update users set token = '' where id = 2")).isEqualTo("empty-secret");
            assertThat(clear(51, 80)).isEqualTo(PASSED);
        }
    }

    @Test
    void aNamedRulePermitsThatRuleAlone() throws SQLException {
        try (GuardOverride open = guard.guard().override("INC-4", LONG, Rule.EMPTY_SECRET)) {
            assertThat(clear(1, 50)).isEqualTo("mass-invalidation");
        }
        try (GuardOverride open = guard.guard().override("INC-4", LONG, Rule.MASS_INVALIDATION)) {
            guard.run("update users set token = 'renewed' where id = 60");
            assertThat(guard.run("delete from users where id = 60")).isEqualTo("stale-clear");
            assertThat(clear(1, 50)).isEqualTo(PASSED);
        }
    }

    @Test
    void isOverWhenItsTimeIs() throws SQLException {
        try (GuardOverride open = guard.guard().override("INC-5", LONG)) {
            guard.clock().pass(LONG.minusSeconds(1));
            assertThat(clear(1, 20)).isEqualTo(PASSED);
            guard.clock().pass(Duration.ofSeconds(1));
            assertThat(clear(21, 50)).isEqualTo("mass-invalidation");
        }
    }

    @Test
    void holdsForItsThreadAlone() throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (GuardOverride open = guard.guard().override("INC-6", LONG)) {
            assertThat(other.submit(() -> clear(1, 50)).get()).isEqualTo("mass-invalidation");
            other.submit(open::close).get();
            assertThat(clear(1, 50)).isEqualTo(PASSED);
            open.close();
            open.close();
            assertThat(clear(51, 80)).isEqualTo("mass-invalidation");
        } finally {
            other.shutdownNow();
        }
        assertThat(guard.eventKinds()).containsOnlyOnce(GuardEvent.Kind.OVERRIDE_CLOSED);
    }

    private String clear(int first, int last) throws SQLException {
        return guard.run("update users set token = null where id between " + first + " and " + last);
    }
}
