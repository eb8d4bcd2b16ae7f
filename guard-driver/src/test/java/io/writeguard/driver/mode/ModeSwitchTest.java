package io.writeguard.driver.mode;

import static org.assertj.core.api.Assertions.assertThat;

import io.writeguard.driver.event.EventListener;
import io.writeguard.driver.event.Events;
import io.writeguard.driver.event.GuardEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModeSwitchTest {

    private final List<GuardEvent.Kind> raised = new ArrayList<>();
    private final EventListener listener = new EventListener() {
        @Override
        public void onEvent(GuardEvent event) {
            raised.add(event.kind());
        }
    };
    private final Events events = new Events(Clock.systemUTC(), List.of(listener));
    private String setting = "enforce";
    private long now = Long.MAX_VALUE - 5;

    private ModeSwitch modeSwitch() {
        return new ModeSwitch(events, () -> setting, () -> now);
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    @ParameterizedTest
    @CsvSource({
        "enforce, ENFORCE",
        "warn, WARN",
        "off, OFF",
        "' Off ', OFF",
        "WARN, WARN",
        "of, ENFORCE",
        "disabled, ENFORCE",
        "false, ENFORCE"
    })
    void readsTheMode(String text, Mode mode) {
        setting = text;

        assertThat(modeSwitch().current()).isEqualTo(mode);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "warn, off, warn",
                "null, off, off",
                "' ', off, off",
                "null, ' ', enforce",
                "null, null, enforce",
                "enforce, off, enforce"
            })
    void propertyComesBeforeEnvironment(String property, String environment, String mode) {
        assertThat(ModeSetting.firstSet(property, environment)).isEqualTo(mode);
    }

    @Test
    void changeHoldsWithinASecondAndIsRaisedOnce() {
        ModeSwitch mode = modeSwitch();
        setting = "off";
        pass(Duration.ofMillis(999));
        assertThat(mode.current()).isEqualTo(Mode.ENFORCE);
        pass(Duration.ofMillis(1));
        assertThat(mode.current()).isEqualTo(Mode.OFF);
        pass(Duration.ofMinutes(5));
        assertThat(mode.current()).isEqualTo(Mode.OFF);
        setting = "enforce";
        pass(Duration.ofSeconds(1));
        assertThat(mode.current()).isEqualTo(Mode.ENFORCE);

        assertThat(raised).containsExactly(GuardEvent.Kind.MODE_CHANGED, GuardEvent.Kind.MODE_CHANGED);
    }

    @Test
    void textThatNamesNoModeEnforcesAndIsRaisedOnce() {
        setting = "off";
        ModeSwitch mode = modeSwitch();
        setting = "offf";
        pass(Duration.ofSeconds(1));
        assertThat(mode.current()).isEqualTo(Mode.ENFORCE);
        pass(Duration.ofSeconds(1));
        assertThat(mode.current()).isEqualTo(Mode.ENFORCE);

        assertThat(raised)
                .containsExactly(
                        GuardEvent.Kind.MODE_CHANGED, GuardEvent.Kind.MODE_INVALID, GuardEvent.Kind.MODE_CHANGED);
    }
}
