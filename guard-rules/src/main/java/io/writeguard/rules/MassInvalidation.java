package io.writeguard.rules;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * How many live secrets may be lost in how long.
 *
 * @param thresholdRatio greater than 0, at most 1; exactly at the ratio passes
 * @param minimumRows rows; a total at or below this never blocks
 * @param window the time over which losses add up
 * @param check when the verdict is spoken
 * @param budget who shares the window
 */
public record MassInvalidation(
        BigDecimal thresholdRatio, long minimumRows, Duration window, Check check, Budget budget) {

    /** When the losses of a transaction are held against the limits. */
    public enum Check {
        /** Before each statement. */
        STATEMENT,
        /** When the transaction is about to be committed, with what it has gained set against what it has lost. */
        COMMIT
    }

    /** Whose losses add up. */
    public enum Budget {
        /** Those of one process. */
        PROCESS,
        /** Those of every process that writes to the database through a guard. */
        DATABASE
    }
}
