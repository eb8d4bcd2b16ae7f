package io.writeguard.rules.check;

import java.time.Duration;

/**
 * What is known of the clears of one statement that compared neither the secret nor a version column, and whose
 * transaction and thread had not seen the row before.
 *
 * @param rows how many rows with a live secret such clears would reach
 * @param sinceRenewal how long ago the youngest of these secrets was written by another transaction that has committed
 *     since; null where no such write was seen
 * @param stillOpen whether another transaction that wrote one of them has not ended yet
 */
public record StaleClearFacts(long rows, Duration sinceRenewal, boolean stillOpen) {}
