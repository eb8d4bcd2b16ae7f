package io.writeguard.driver.impact;

import io.writeguard.driver.schema.GuardedColumn;
import io.writeguard.rules.plan.ValueSource;

/**
 * A secret that a write reaches.
 *
 * @param source of its new value; null where the write leaves it as it is and reaches it through
 *     {@code live-when} or {@code only-rows}
 */
public record SecretAssignment(GuardedColumn secret, ValueSource source) {}
