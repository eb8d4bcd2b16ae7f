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

class PlaceholderSecretRuleTest {

    @ParameterizedTest
    @CsvSource({
        // state, mask of the stored secret, on-placeholder, fires
        "PLACEHOLDER, false, REJECT, true",
        "GOOD, true, REJECT, true",
        "MALFORMED, true, REJECT, true",
        "GOOD, false, REJECT, false",
        "MALFORMED, false, REJECT, false",
        "EMPTY, false, REJECT, false",
        "NULL, false, REJECT, false",
        "PLACEHOLDER, false, ALLOW, false",
        "GOOD, true, ALLOW, false",
    })
    void judgesCatalogueAndMaskAlike(ValueState state, boolean mask, OnPlaceholder option, boolean fires) {
        SecretColumn column = Samples.column(OnEmpty.REJECT, OnNull.CLEAR, option, OnInsertEmpty.REJECT, null, 0);
        assertThat(PlaceholderSecretRule.judge(Samples.write("UPDATE"), column, state, mask)
                        .map(Violation::rule)
                        .filter(Rule.PLACEHOLDER_SECRET::equals)
                        .isPresent())
                .isEqualTo(fires);
    }

    @Test
    void saysNothingWhereTheTableIsOff() {
        WriteContext write = Samples.write(Samples.table(Action.OFF), "UPDATE");
        assertThat(PlaceholderSecretRule.judge(write, Samples.TOKEN, ValueState.PLACEHOLDER, true))
                .isEmpty();
    }
}
