package io.writeguard.rules.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.writeguard.rules.Action;
import io.writeguard.rules.Rule;
import io.writeguard.rules.StaleClear;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnanalysableWriteRuleTest {

    @ParameterizedTest
    @CsvSource({
        // action, unanalysable, fires
        "BLOCK, BLOCK, true",
        "BLOCK, WARN, true",
        "WARN, BLOCK, true",
        "BLOCK, OFF, false",
        "OFF, BLOCK, false",
    })
    void firesUnlessOff(Action action, Action unanalysable, boolean fires) {
        WriteContext write = Samples.write(Samples.table(action, StaleClear.OFF, unanalysable), "DO");
        assertThat(UnanalysableWriteRule.judge(write, "its body is built at run time")
                        .filter(violation -> violation.rule() == Rule.UNANALYSABLE_WRITE)
                        .filter(violation -> violation.column() == null)
                        .filter(violation -> violation.message().contains("its body is built at run time."))
                        .isPresent())
                .isEqualTo(fires);
    }
}
