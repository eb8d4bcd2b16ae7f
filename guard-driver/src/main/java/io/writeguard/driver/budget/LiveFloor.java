package io.writeguard.driver.budget;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The least number of rows with a live secret that a column is known to have, outside open transactions. What is known
 * only ever lowers what is allowed: losses are taken off at once, gains wait for the next count. Guarded by the ledger.
 */
final class LiveFloor {

    private static final Duration TRUSTED_FOR = Duration.ofSeconds(5);
    private static final Duration RECOUNT_AFTER = Duration.ofSeconds(1);

    private final Clock clock;
    private long atLeast;
    private boolean all;
    private Instant counted = Instant.MIN;

    LiveFloor(Clock clock) {
        this.clock = clock;
    }

    long atLeast() {
        return atLeast;
    }

    boolean proves(long needed) {
        return atLeast >= needed && youngerThan(TRUSTED_FOR);
    }

    /** Whether a count so young that another would hardly differ has found fewer rows than that. */
    boolean deniesFreshly(long needed) {
        return all && atLeast < needed && youngerThan(RECOUNT_AFTER);
    }

    void counted(long rows, boolean thoseAreAll) {
        atLeast = rows;
        all = thoseAreAll;
        counted = clock.instant();
    }

    void lost(long rows) {
        atLeast = Math.max(0, atLeast - rows);
    }

    private boolean youngerThan(Duration age) {
        Instant now = clock.instant();
        return counted.isAfter(now.minus(age)) && !counted.isAfter(now);
    }
}
