package io.writeguard.rules.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.writeguard.rules.Action;
import io.writeguard.rules.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MalformedSecretRuleTest {

    @ParameterizedTest
    @EnumSource(ValueState.class)
    void firesForMalformedValuesAlone(ValueState state) {
        assertThat(MalformedSecretRule.judge(Samples.write("UPDATE"), Samples.TOKEN, state)
                        .map(Violation::rule)
                        .filter(Rule.MALFORMED_SECRET::equals)
                        .isPresent())
                .isEqualTo(state == ValueState.MALFORMED);
    }

    @Test
    void saysNothingWhereTheTableIsOff() {
        WriteContext write = Samples.write(Samples.table(Action.OFF), "UPDATE");
        assertThat(MalformedSecretRule.judge(write, Samples.TOKEN, ValueState.MALFORMED))
                .isEmpty();
    }
}
