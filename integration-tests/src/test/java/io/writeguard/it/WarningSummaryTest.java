package io.writeguard.it;

import static io.writeguard.it.GuardUnderTest.PASSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.writeguard.driver.event.WarningSummary;
import io.writeguard.rules.Rule;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code action: warn} lets through is summed up, so that limits can be chosen from it. */
class WarningSummaryTest {

    private static final String RULES = """
            version: 1
            defaults:
              action: warn
              mass-invalidation: {threshold-ratio: 10%, minimum-rows: 0}
            tables:
              users: {secret-columns: [token]}
            """;

    private GuardUnderTest guard;

    @BeforeEach
    void open() {
        guard = GuardUnderTest.with(RULES, """
                create table users (id int primary key, token text);
                insert into users select i, 'secret-' || md5(i::text) from generate_series(1, 200) i
                """);
    }

    @AfterEach
    void close() {
        guard.close();
    }

    @Test
    void writesThatAreAlikeAreOneEntry() throws SQLException {
        assertThat(guard.guard().warnings().entries()).isEmpty();
        for (int id = 1; id <= 3; id++) {
            pass("update users set token = '' where id = " + id);
        }
        pass("delete from users where id > 150");
        pass("update users set token = null where id between 4 and 33");

        WarningSummary summary = guard.guard().warnings();
        assertThat(summary.entries())
                .extracting(WarningSummary.Entry::rule, WarningSummary.Entry::statement, WarningSummary.Entry::times)
                .containsExactlyInAnyOrder(
                        tuple(Rule.EMPTY_SECRET, "update users set token = ? where id = ?", 3L),
                        tuple(Rule.MASS_INVALIDATION, "delete from users where id > ?", 1L),
                        tuple(Rule.MASS_INVALIDATION, "update users set token = null where id between ? and ?", 1L));
        assertThat(summary.entries().get(0).times()).isEqualTo(3);
        assertThat(summary.entries())
                .filteredOn(entry -> entry.statement().startsWith("update users set token = null"))
                .allSatisfy(entry -> {
                    // 3 emptied, 50 deleted, 30 cleared, of 200
                    assertThat(entry.mostLost()).isEqualTo(83);
                    assertThat(entry.mostRatio()).isEqualTo(83.0 / 200);
                });
        assertThat(summary.toString())
                .contains("empty-secret on public.users, 3 times: update users set token = ? where id = ?")
                .contains("mass-invalidation on public.users, 1 times, up to 83 live secrets in a window (41.5%)");
    }

    private void pass(String sql) throws SQLException {
        assertThat(guard.run(sql)).isEqualTo(PASSED);
    }
}
