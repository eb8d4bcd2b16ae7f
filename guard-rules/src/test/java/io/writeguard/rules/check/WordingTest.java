package io.writeguard.rules.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.writeguard.rules.Action;
import io.writeguard.rules.Rule;
import io.writeguard.rules.SecretColumn;
import io.writeguard.rules.SecretColumn.OnEmpty;
import io.writeguard.rules.SecretColumn.OnInsertEmpty;
import io.writeguard.rules.SecretColumn.OnNull;
import io.writeguard.rules.SecretColumn.OnPlaceholder;
import io.writeguard.rules.StaleClear;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WordingTest {

    private static final SecretColumn STRICT =
            Samples.column(OnEmpty.REJECT, OnNull.REJECT, OnPlaceholder.REJECT, OnInsertEmpty.REJECT, "k-[a-z]+", 5);
    private static final Counts COUNTS = new Counts(101, 40, 1000);

    private static Violation violation(Rule rule, String operation) {
        WriteContext write = Samples.write(Samples.table(Action.BLOCK, StaleClear.ALWAYS, Action.BLOCK), operation);
        Optional<Violation> violation = switch (rule) {
            case EMPTY_SECRET -> EmptySecretRule.judge(write, STRICT, ValueState.EMPTY);
            case PLACEHOLDER_SECRET -> PlaceholderSecretRule.judge(write, STRICT, ValueState.GOOD, true);
            case MALFORMED_SECRET -> MalformedSecretRule.judge(write, STRICT, ValueState.MALFORMED);
            case STALE_CLEAR -> StaleClearRule.judge(write, STRICT, new StaleClearFacts(1, null, false));
            case MASS_INVALIDATION -> MassInvalidationRule.judge(write, STRICT, COUNTS, false);
            case DESTRUCTIVE_DDL -> DestructiveDdlRule.judge(write, STRICT, COUNTS, false);
            case UNANALYSABLE_WRITE -> UnanalysableWriteRule.judge(write, "two readings differ");
        };
        return violation.orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(Rule.class)
    void everyMessageHasOneShape(Rule rule) {
        Violation violation = violation(rule, "UPDATE");
        List<String> lines = violation.message().lines().toList();
        int declared = rule == Rule.UNANALYSABLE_WRITE ? 9 : 12;
        String named = rule.judgesValues() ? ", Rule." + rule.name() : "";
        assertThat(lines).hasSize(8);
        assertThat(lines.get(0))
                .startsWith(rule.id() + ": UPDATE ")
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
        assertThat(violation(Rule.MASS_INVALIDATION, "DELETE").message())
                .contains(
                        "DELETE would lose at least 101 live secrets of public.users.token.",
                        "With 40 lost in the last 24h that is 13.6% of 1040.",
                        "(threshold-ratio: 10%, minimum-rows: 10, window: 24h)",
                        "At most 64 may be lost");
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
                        .contains("These are the last ones", "100% of 3", "At most 2 may be lost"));
    }

    @Test
    void staleClearSaysHowOldTheSecretIs() {
        WriteContext write = Samples.write(
                Samples.table(Action.BLOCK, StaleClear.within(Duration.ofSeconds(90)), Action.BLOCK), "UPDATE");
        assertThat(Stream.of(new StaleClearFacts(1, Duration.ofSeconds(12), false), new StaleClearFacts(1, null, true))
                        .map(facts -> StaleClearRule.judge(write, STRICT, facts)
                                .orElseThrow()
                                .message()))
                .satisfiesExactly(
                        message -> assertThat(message).contains("12s ago", "(stale-clear: 90s)"),
                        message -> assertThat(message).contains("still open"));
    }

    @Test
    void aTableWithoutReasonHasNone() {
        assertThat(EmptySecretRule.judge(Samples.writeWithoutKey("UPDATE"), STRICT, ValueState.NULL))
                .hasValueSatisfying(violation -> assertThat(violation.message())
                        .contains("on-null: reject")
                        .doesNotContain("null\n", "says:"));
    }
}
