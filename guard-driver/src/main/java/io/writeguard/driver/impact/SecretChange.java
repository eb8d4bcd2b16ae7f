package io.writeguard.driver.impact;

import io.writeguard.rules.check.SecretValue;

/**
 * What a write would do to one secret of one row.
 *
 * @param changed whether the two differ as the database sees it
 */
public record SecretChange(SecretValue before, SecretValue after, boolean changed) {}
