package io.writeguard.rules;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * How many live secrets may be lost in how long.
 *
 * @param thresholdRatio greater than 0, at most 1; exactly at the ratio passes
 * @param minimumRows rows; a total at or below this never blocks
 * @param window the time over which losses add up
 */
public record MassInvalidation(BigDecimal thresholdRatio, long minimumRows, Duration window) {}
