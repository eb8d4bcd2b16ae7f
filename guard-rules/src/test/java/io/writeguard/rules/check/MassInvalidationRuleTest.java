package io.writeguard.rules.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.writeguard.rules.Action;
import io.writeguard.rules.MassInvalidation;
import io.writeguard.rules.Rule;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MassInvalidationRuleTest {

    private static final long MOST = Long.MAX_VALUE;

    @ParameterizedTest
    @CsvSource({
        // ratio, minimum, lost, in window, live before, exceeds
        "0.1, 10, 100, 0, 1000, false",
        "0.1, 10, 101, 0, 1000, true",
        "0.1, 10, 1, 100, 900, true",
        "0.1, 10, 1, 99, 901, false",
        "0.1, 10, 1, 99, 900, true",
        "0.1, 10, 10, 0, 10, false",
        "0.1, 10, 11, 0, 11, true",
        "0.1, 10, 1, 9, 1, false",
        "0.1, 10, 1, 10, 1, true",
        "0.1, 10, 0, 500, 500, false",
        "0.1, 0, 1, 0, 1, true",
        "0.1, 0, 1, 0, 10, false",
        "0.1, 0, 1, 0, 9, true",
        "1, 0, 50, 0, 50, false",
        "0.3333, 0, 1, 0, 3, true",
        "0.3334, 0, 1, 0, 3, false",
        "0.07, 0, 7, 0, 100, false",
        "0.07, 0, 8, 0, 100, true",
        "0.1, 10, 9223372036854775807, 9223372036854775807, 9223372036854775807, true",
        "1, 10, 9223372036854775807, 9223372036854775807, 9223372036854775807, false",
    })
    void exceedsStrictlyAboveBothRatioAndMinimum(
            String ratio, long minimum, long lost, long inWindow, long liveBefore, boolean exceeds) {
        MassInvalidation limits = Samples.limits(ratio, minimum);
        assertThat(MassInvalidationRule.exceeds(limits, new Counts(lost, inWindow, liveBefore)))
                .isEqualTo(exceeds);
    }

    @ParameterizedTest
    @CsvSource({
        // lost, in window, live before, takes the last, fires
        "2, 0, 2, true, true",
        "2, 0, 2, false, false",
        "1, 0, 1, true, false",
        "10, 0, 10, true, true",
        "11, 0, 11, false, true",
        "100, 0, 1000, false, false",
    })
    void lastSecretsAreNeverBelowTheMinimum(
            long lost, long inWindow, long liveBefore, boolean takesLast, boolean fires) {
        Counts counts = new Counts(lost, inWindow, liveBefore);
        assertThat(MassInvalidationRule.judge(Samples.write("UPDATE"), Samples.TOKEN, counts, takesLast)
                        .filter(violation -> violation.rule() == Rule.MASS_INVALIDATION)
                        .filter(violation -> counts.equals(violation.counts()))
                        .isPresent())
                .isEqualTo(fires);
    }

    @Test
    void saysNothingWhereTheTableIsOff() {
        WriteContext write = Samples.write(Samples.table(Action.OFF), "TRUNCATE");
        assertThat(MassInvalidationRule.judge(write, Samples.TOKEN, new Counts(1000, 0, 1000), true))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 10, 1000, 0, 100",
        "0.1, 10, 900, 100, 0",
        "0.1, 10, 901, 99, 1",
        "0.1, 10, 900, 500, 0",
        "0.1, 10, 50, 0, 10",
        "0.1, 10, 50, 4, 6",
        "0.1, 0, 9, 0, 0",
        "1, 0, 9223372036854775807, 0, 9223372036854775807",
    })
    void allowed(String ratio, long minimum, long liveBefore, long inWindow, long allowed) {
        assertThat(MassInvalidationRule.allowed(Samples.limits(ratio, minimum), liveBefore, inWindow))
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 10, 100, 0, 1000",
        "0.1, 10, 101, 0, 1010",
        "0.1, 10, 100, 60, 940",
        "0.1, 10, 10, 0, 0",
        "0.3, 0, 1, 0, 4",
        "1, 0, 5, 5, 0",
        "0.001, 0, 9223372036854775807, 0, 9223372036854775807",
    })
    void liveNeeded(String ratio, long minimum, long total, long inWindow, long needed) {
        assertThat(MassInvalidationRule.liveNeeded(Samples.limits(ratio, minimum), total, inWindow))
                .isEqualTo(needed);
    }

    static Stream<long[]> states() {
        Random random = new Random(557);
        return Stream.generate(() -> new long[] {
                    1 + random.nextInt(1000), random.nextInt(30), random.nextInt(500), random.nextInt(100)
                })
                .limit(300);
    }

    @ParameterizedTest
    @MethodSource("states")
    void allowedAndLiveNeededAreTheVeryEdgesOfExceeds(long[] state) {
        MassInvalidation limits = Samples.limits(state[0] + "E-3", state[1]);
        long live = state[2];
        long inWindow = state[3];
        long allowed = MassInvalidationRule.allowed(limits, live, inWindow);
        assertThat(MassInvalidationRule.exceeds(limits, new Counts(allowed, inWindow, live)))
                .isFalse();
        assertThat(MassInvalidationRule.exceeds(limits, new Counts(allowed + 1, inWindow, live)))
                .isTrue();
        long total = inWindow + 1 + live;
        long needed = MassInvalidationRule.liveNeeded(limits, total, inWindow);
        Counts enough = new Counts(total - inWindow, inWindow, needed);
        assertThat(MassInvalidationRule.exceeds(limits, enough)).isFalse();
        assertThat(needed == 0
                        || MassInvalidationRule.exceeds(limits, new Counts(total - inWindow, inWindow, needed - 1)))
                .isTrue();
    }

    @Test
    void countsAtTheEndOfLongDoNotOverflow() {
        MassInvalidation limits = Samples.limits("0.1", 10);
        assertThat(MassInvalidationRule.allowed(limits, MOST, MOST)).isZero();
        assertThat(MassInvalidationRule.liveNeeded(limits, MOST, 0)).isEqualTo(MOST);
    }
}
