package io.writeguard.driver.event;

import io.writeguard.rules.check.Violation;
import java.time.Instant;
import java.util.Locale;

/**
 * Something that the guard did or let pass. Never contains a literal or a bound value.
 *
 * @param violation what a rule found; null for the kinds that are about no write
 * @param statement the text that was sent, without its literals; null where the event is about none
 * @param text what happened, in words; the first line says it all, the others explain it
 */
public record GuardEvent(Kind kind, Instant at, Violation violation, String statement, String text) {

    /** What happened. */
    public enum Kind {
        /** A write was refused. */
        REJECTED,
        /** A write that breaks a rule went through: {@code action: warn}. */
        WARNED,
        /** A write that breaks a rule went through under an override. */
        OVERRIDDEN,
        OVERRIDE_OPENED,
        OVERRIDE_CLOSED,
        /** The driver's own connection was handed out: {@code overrides.allow-raw-unwrap}. */
        RAW_UNWRAPPED,
        /** A question of the guard's own failed, so a write was refused. */
        UNAVAILABLE,
        /** A write was refused and not a single live secret more may be lost: once, until there is room again. */
        BUDGET_FULL,
        /** The first loss has passed since. */
        BUDGET_FREE,
        /** The losses of the window were forgotten on purpose. */
        BUDGET_RESET,
        /** The archive held more of a table than {@code max-rows}: the oldest values were removed before their time. */
        ARCHIVE_FULL,
        /** The mode switch was turned. */
        MODE_CHANGED,
        /** The mode switch is set to something that is no mode: the rules are enforced. */
        MODE_INVALID,
        /** A guarded name stands for another table than before, or for none. */
        SCHEMA_CHANGED;

        /** As loggers, metrics and documents spell it: {@code override-opened}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
