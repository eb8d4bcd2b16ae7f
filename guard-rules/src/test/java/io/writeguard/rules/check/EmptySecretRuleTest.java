package io.writeguard.rules.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.writeguard.rules.Action;
import io.writeguard.rules.Rule;
import io.writeguard.rules.SecretColumn;
import io.writeguard.rules.SecretColumn.OnEmpty;
import io.writeguard.rules.SecretColumn.OnInsertEmpty;
import io.writeguard.rules.SecretColumn.OnNull;
import io.writeguard.rules.SecretColumn.OnPlaceholder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmptySecretRuleTest {

    @ParameterizedTest
    @CsvSource({
        // operation, state, on-empty, on-null, on-insert-empty, fires
        "UPDATE, EMPTY, REJECT, CLEAR, REJECT, true",
        "UPDATE, EMPTY, CLEAR, REJECT, REJECT, false",
        "UPDATE, EMPTY, ALLOW, REJECT, REJECT, false",
        "UPDATE, EMPTY, REJECT, CLEAR, ALLOW, true",
        "UPDATE, NULL, REJECT, CLEAR, REJECT, false",
        "UPDATE, NULL, CLEAR, REJECT, REJECT, true",
        "UPDATE, NULL, CLEAR, REJECT, ALLOW, true",
        "UPDATE, NULL, REJECT, ALLOW, REJECT, false",
        "INSERT, EMPTY, REJECT, CLEAR, REJECT, true",
        "INSERT, EMPTY, CLEAR, CLEAR, REJECT, false",
        "INSERT, EMPTY, REJECT, CLEAR, ALLOW, false",
        "INSERT, NULL, REJECT, CLEAR, REJECT, false",
        "INSERT, NULL, CLEAR, REJECT, REJECT, true",
        "INSERT, NULL, CLEAR, REJECT, ALLOW, false",
        "COPY, EMPTY, REJECT, CLEAR, ALLOW, false",
        "MERGE, EMPTY, REJECT, CLEAR, ALLOW, true",
        "UPDATE, GOOD, REJECT, REJECT, REJECT, false",
        "UPDATE, PLACEHOLDER, REJECT, REJECT, REJECT, false",
        "UPDATE, MALFORMED, REJECT, REJECT, REJECT, false",
    })
    void judgesByTheColumnsOptions(
            String operation,
            ValueState state,
            OnEmpty onEmpty,
            OnNull onNull,
            OnInsertEmpty onInsertEmpty,
            boolean fires) {
        SecretColumn column = Samples.column(onEmpty, onNull, OnPlaceholder.REJECT, onInsertEmpty, null, 0);
        assertThat(EmptySecretRule.judge(Samples.write(operation), column, state)
                        .isPresent())
                .isEqualTo(fires);
    }

    @Test
    void saysNothingWhereTheTableIsOff() {
        WriteContext write = Samples.write(Samples.table(Action.OFF), "UPDATE");
        assertThat(EmptySecretRule.judge(write, Samples.TOKEN, ValueState.EMPTY))
                .isEmpty();
        WriteContext warned = Samples.write(Samples.table(Action.WARN), "UPDATE");
        assertThat(EmptySecretRule.judge(warned, Samples.TOKEN, ValueState.EMPTY))
                .isPresent();
    }

    @Test
    void violationNamesRuleTableColumnAndLine() {
        assertThat(EmptySecretRule.judge(Samples.write("UPDATE"), Samples.TOKEN, ValueState.EMPTY))
                .hasValueSatisfying(violation -> {
                    assertThat(violation.rule()).isEqualTo(Rule.EMPTY_SECRET);
                    assertThat(violation.table()).isEqualTo(Samples.USERS);
                    assertThat(violation.column()).isEqualTo("token");
                    assertThat(violation.counts()).isNull();
                    assertThat(violation.location()).isEqualTo(Samples.TOKEN.location());
                });
    }
}
