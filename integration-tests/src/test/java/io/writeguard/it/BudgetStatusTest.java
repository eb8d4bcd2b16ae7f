package io.writeguard.it;

import static io.writeguard.it.GuardUnderTest.PASSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.writeguard.driver.budget.BudgetStatus;
import io.writeguard.driver.event.GuardEvent;
import io.writeguard.driver.event.GuardEvent.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of a window that is full, and how that ends: 10 of 100 may go. */
class BudgetStatusTest {

    private static final String RULES = """
            version: 1
            defaults: {mass-invalidation: {threshold-ratio: 10%, minimum-rows: 0, window: 24h}}
            tables:
              users: {secret-columns: [token]}
            """;

    private GuardUnderTest guard;

    @BeforeEach
    void open() throws SQLException {
        guard = GuardUnderTest.with(RULES, """
                create table users (id int primary key, token text);
                insert into users select i, 'secret-' || i from generate_series(1, 100) i
                """);
    }

    @AfterEach
    void close() {
        guard.close();
    }

    @Test
    void aFullWindowIsToldOnce() throws SQLException {
        clear(1, 10);
        assertThat(status()).isEqualTo(new BudgetStatus("public.users", "token", 10, 0, null));
        for (int id = 11; id <= 40; id++) {
            assertThat(clear(id)).isEqualTo("mass-invalidation");
        }
        assertThat(budgetEvents()).containsExactly(Kind.BUDGET_FULL);
        assertThat(status().full()).isTrue();
        assertThat(status().fullSince()).isEqualTo(guard.clock().instant());
        assertThat(text(Kind.BUDGET_FULL)).contains("public.users.token", "10 live secrets lost");
        assertThat(guard.run("update users set token = 'rotated' where id = ?", 50))
                .isEqualTo(PASSED);
        assertThat(guard.run("update users set token = 'recovered' where id = ?", 1))
                .isEqualTo(PASSED);
    }

    @Test
    void oneThatAsksForTooMuchIsNotTheEnd() throws SQLException {
        assertThat(guard.run("update users set token = null")).isEqualTo("mass-invalidation");
        assertThat(budgetEvents()).isEmpty();
        clear(1, 10);
    }

    @Test
    void theWindowEndsIt() throws SQLException {
        clear(1, 10);
        assertThat(clear(11)).isEqualTo("mass-invalidation");
        guard.clock().pass(Duration.ofHours(24));
        assertThat(status()).isEqualTo(new BudgetStatus("public.users", "token", 0, 0, null));
        assertThat(clear(11)).isEqualTo(PASSED);
        assertThat(budgetEvents()).containsExactly(Kind.BUDGET_FULL, Kind.BUDGET_FREE);
    }

    @Test
    void aResetEndsIt() throws SQLException {
        clear(1, 10);
        assertThat(clear(11)).isEqualTo("mass-invalidation");
        guard.guard().resetBudgets("INC-7 meant to happen");
        assertThat(status()).isEqualTo(new BudgetStatus("public.users", "token", 0, 0, null));
        assertThat(text(Kind.BUDGET_RESET)).contains("INC-7 meant to happen", "10 losses forgotten");
        clear(11, 19);
        assertThat(clear(20)).isEqualTo("mass-invalidation");
    }

    @Test
    void aResetNeedsAReason() {
        assertThatThrownBy(() -> guard.guard().resetBudgets(" ")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPreparedTransactionCountsAsCommitted() throws SQLException {
        try (Connection connection = guard.connect()) {
            GuardUnderTest.run(connection, "begin");
            GuardUnderTest.run(connection, "update users set token = null where id <= 10");
            assertThat(status()).isEqualTo(new BudgetStatus("public.users", "token", 0, 10, null));
            GuardUnderTest.run(connection, "prepare transaction 'wg_status_test'");
        }
        assertThat(status()).isEqualTo(new BudgetStatus("public.users", "token", 10, 0, null));
        assertThat(clear(11)).isEqualTo("mass-invalidation");
        guard.run("commit prepared 'wg_status_test'");
        assertThat(clear(11)).isEqualTo("mass-invalidation");
        assertThat(guard.live("select count(token) from users")).isEqualTo(90);
    }

    /** While it is prepared, a count still finds the rows that it has lost; afterwards none are missing twice. */
    @ParameterizedTest
    @CsvSource({"commit, 20", "rollback, 15"})
    void whatWasPreparedIsForgottenWhenItEnds(String how, int more) throws SQLException {
        try (Connection connection = guard.connect()) {
            GuardUnderTest.run(connection, "begin");
            GuardUnderTest.run(connection, "update users set token = null where id <= 5");
            GuardUnderTest.run(connection, "prepare transaction 'wg_ended_test'");
        }
        guard.run(how + " prepared 'wg_ended_test'");
        guard.run("insert into users select i, 'new-' || i from generate_series(1001, 1000 + " + more + ") i");
        // 120 are live or in the window in either case
        clear(6, 12);
        assertThat(clear(13)).isEqualTo("mass-invalidation");
    }

    private void clear(int first, int last) throws SQLException {
        for (int id = first; id <= last; id++) {
            assertThat(clear(id)).isEqualTo(PASSED);
        }
    }

    private String clear(int id) throws SQLException {
        return guard.run("update users set token = null where id = ?", id);
    }

    private BudgetStatus status() {
        return guard.guard().budgets().get(0);
    }

    private List<Kind> budgetEvents() {
        return guard.eventKinds().stream()
                .filter(kind -> kind.name().startsWith("BUDGET"))
                .toList();
    }

    private String text(Kind kind) {
        return guard.events().stream()
                .filter(event -> event.kind() == kind)
                .map(GuardEvent::text)
                .findFirst()
                .orElseThrow();
    }
}
