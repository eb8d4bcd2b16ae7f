package io.writeguard.rules.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.writeguard.rules.Action;
import io.writeguard.rules.Rule;
import io.writeguard.rules.StaleClear;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StaleClearRuleTest {

    private static final StaleClear MINUTE = StaleClear.within(Duration.ofSeconds(60));

    static Stream<Arguments> clears() {
        return Stream.of(
                Arguments.of("renewed just now", MINUTE, facts(1, Duration.ZERO, false), true),
                Arguments.of("still young", MINUTE, facts(3, Duration.ofMillis(59_999), false), true),
                Arguments.of("exactly of that age", MINUTE, facts(1, Duration.ofSeconds(60), false), false),
                Arguments.of("never seen written", MINUTE, facts(1, null, false), false),
                Arguments.of("written by an open transaction", MINUTE, facts(1, null, true), true),
                Arguments.of("old, and again by an open one", MINUTE, facts(1, Duration.ofHours(1), true), true),
                Arguments.of("every clear compared", MINUTE, facts(0, Duration.ZERO, true), false),
                Arguments.of("always", StaleClear.ALWAYS, facts(1, null, false), true),
                Arguments.of("always, every clear compared", StaleClear.ALWAYS, facts(0, null, false), false),
                Arguments.of("off", StaleClear.OFF, facts(1, Duration.ZERO, true), false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("clears")
    void judgesTheAgeOfWhatWouldBeCleared(String name, StaleClear mode, StaleClearFacts facts, boolean fires) {
        assertThat(judge(Action.BLOCK, mode, facts)).as(name).isEqualTo(fires);
        assertThat(judge(Action.OFF, mode, facts)).as(name).isFalse();
    }

    private static boolean judge(Action action, StaleClear mode, StaleClearFacts facts) {
        WriteContext write = Samples.write(Samples.table(action, mode, Action.BLOCK), "UPDATE");
        return StaleClearRule.judge(write, Samples.TOKEN, facts)
                .map(Violation::rule)
                .filter(Rule.STALE_CLEAR::equals)
                .isPresent();
    }

    private static StaleClearFacts facts(long rows, Duration sinceRenewal, boolean stillOpen) {
        return new StaleClearFacts(rows, sinceRenewal, stillOpen);
    }
}
