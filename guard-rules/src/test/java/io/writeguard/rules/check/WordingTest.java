package io.writeguard.rules.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.writeguard.rules.Action;
import io.writeguard.rules.Rule;
import io.writeguard.rules.StaleClear;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WordingTest {

    @ParameterizedTest
    @EnumSource(Rule.class)
    void everyMessageHasOneShape(Rule rule) {
        Violation violation = Examples.of(rule);
        List<String> lines = violation.message().lines().toList();
        int declared = rule == Rule.UNANALYSABLE_WRITE ? 9 : 12;
        String named = rule.judgesValues() ? ", Rule." + rule.name() : "";
        assertThat(lines).hasSize(8);
        assertThat(lines.get(0))
                .startsWith(rule.id() + ": ")
                .contains("public.users")
                .endsWith(".");
        assertThat(lines.get(1))
                .startsWith("Why: ")
                .endsWith(" The rules file says: only the user can grant a new token");
        assertThat(lines.get(2))
                .startsWith("Rule: writeguard.yaml:" + declared + " (")
                .endsWith(")");
        assertThat(lines.get(3)).startsWith("Advice: ").endsWith(".");
        assertThat(lines.subList(4, 8))
                .containsExactly(
                        "Write it safely:",
                        "  " + violation.safeStatement(),
                        "To override:",
                        "  try (var o = guard.override(\"why\", Duration.ofMinutes(10)" + named
                                + ")) { /* this write */ }");
        assertThat(violation.message()).matches("\\p{ASCII}+");
    }

    @Test
    void countsAreAllThere() {
        Counts counts = new Counts(101, 40, 1000);
        assertThat(MassInvalidationRule.judge(Samples.write("DELETE"), Samples.TOKEN, counts, false))
                .hasValueSatisfying(violation -> assertThat(violation.message())
                        .contains(
                                "DELETE would lose at least 101 live secrets of public.users.token.",
                                "With 40 lost in the last 24h that is 13.6% of 1040.",
                                "(threshold-ratio: 10%, minimum-rows: 10, window: 24h)",
                                "At most 64 more may be lost",
                                "DELETE FROM public.users WHERE id = ?"));
    }

    @Test
    void aRatioJustAboveTheThresholdIsNotRoundedDownToIt() {
        assertThat(MassInvalidationRule.judge(
                        Samples.write("UPDATE"), Samples.TOKEN, new Counts(100_001, 0, 1_000_000), false))
                .hasValueSatisfying(violation -> assertThat(violation.message()).contains("10.1% of 1000000"));
    }

    @Test
    void theLastSecretsAreCalledThat() {
        assertThat(MassInvalidationRule.judge(Samples.write("DELETE"), Samples.TOKEN, new Counts(3, 0, 3), true))
                .hasValueSatisfying(violation -> assertThat(violation.message())
                        .contains("These are the last ones", "100% of 3", "At most 2 more may be lost"));
    }

    @Test
    void staleClearSaysHowOldTheSecretIs() {
        WriteContext write = Samples.write(
                Samples.table(Action.BLOCK, StaleClear.within(Duration.ofSeconds(90)), Action.BLOCK), "UPDATE");
        assertThat(Stream.of(new StaleClearFacts(1, Duration.ofSeconds(12), false), new StaleClearFacts(1, null, true))
                        .map(facts -> StaleClearRule.judge(write, Examples.STRICT, facts)
                                .orElseThrow()
                                .message()))
                .satisfiesExactly(
                        message -> assertThat(message).contains("12s ago", "(stale-clear: 90s)"),
                        message -> assertThat(message).contains("still open"));
    }

    @Test
    void aTableWithoutReasonHasNone() {
        assertThat(EmptySecretRule.judge(Samples.writeWithoutKey("UPDATE"), Examples.STRICT, ValueState.NULL))
                .hasValueSatisfying(violation -> assertThat(violation.message())
                        .contains("on-null: reject")
                        .doesNotContain("null\n", "says:"));
    }
}
