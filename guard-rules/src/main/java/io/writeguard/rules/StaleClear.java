package io.writeguard.rules;

import java.time.Duration;

/**
 * Whether a clear must have seen the secret that it removes.
 *
 * @param mode when the rule applies
 * @param within for {@link Mode#WITHIN}, how young a secret has to be; else zero
 */
public record StaleClear(Mode mode, Duration within) {

    public static final StaleClear OFF = new StaleClear(Mode.OFF, Duration.ZERO);
    public static final StaleClear ALWAYS = new StaleClear(Mode.ALWAYS, Duration.ZERO);

    public static StaleClear within(Duration time) {
        return new StaleClear(Mode.WITHIN, time);
    }

    /** {@code off}, a duration, {@code always}. */
    public enum Mode {
        OFF,
        WITHIN,
        ALWAYS
    }
}
