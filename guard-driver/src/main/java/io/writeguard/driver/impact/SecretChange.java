package io.writeguard.driver.impact;

import io.writeguard.rules.check.SecretValue;

/**
 * What a write would do to one secret of one row.
 *
 * @param changed whether the two differ as the database sees it
 * @param heldBefore whether {@code only-rows}, if there is one, accepts the row as it is
 * @param heldAfter whether it will; false for a row that is deleted
 */
public record SecretChange(
        SecretValue before, SecretValue after, boolean changed, boolean heldBefore, boolean heldAfter) {}
