package io.writeguard.rules.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.writeguard.rules.Action;
import io.writeguard.rules.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DestructiveDdlRuleTest {

    @ParameterizedTest
    @CsvSource({
        // lost, in window, live before, takes the last, fires
        "0, 0, 0, false, false",
        "1, 0, 1, true, false",
        "2, 0, 2, true, true",
        "10, 0, 1000, false, false",
        "1000, 0, 1000, true, true",
        "101, 0, 1000, false, true",
    })
    void hasTheLimitsOfMassInvalidation(long lost, long inWindow, long liveBefore, boolean takesLast, boolean fires) {
        Counts counts = new Counts(lost, inWindow, liveBefore);
        assertThat(DestructiveDdlRule.judge(Samples.write("DROP TABLE"), Samples.TOKEN, counts, takesLast)
                        .filter(violation -> violation.rule() == Rule.DESTRUCTIVE_DDL)
                        .filter(violation -> counts.equals(violation.counts()))
                        .isPresent())
                .isEqualTo(fires);
    }

    @Test
    void saysNothingWhereTheTableIsOff() {
        WriteContext write = Samples.write(Samples.table(Action.OFF), "DROP TABLE");
        assertThat(DestructiveDdlRule.judge(write, Samples.TOKEN, new Counts(1000, 0, 1000), true))
                .isEmpty();
    }
}
