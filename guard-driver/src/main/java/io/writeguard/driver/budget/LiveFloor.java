package io.writeguard.driver.budget;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The least number of rows with a live secret that a column is known to have, outside open transactions. What is known
 * only ever lowers what is allowed: losses are taken off at once, gains wait for the next count. How old a count is goes by
 * the machine's own time, as the database does, not by the clock of the window. Guarded by the ledger.
 */
public final class LiveFloor {

    private static final Duration TRUSTED_FOR = Duration.ofSeconds(5);
    private static final Duration RECOUNT_AFTER = Duration.ofSeconds(1);

    /** A point in the order of commits. */
    public record Mark(long changes, long lost) {}

    private final LongSupplier nanos;
    private long changes;
    private long lost;
    private long atLeast;
    private boolean denies;
    private boolean counted;
    private long countedAt;

    /**
     * @param nanos as {@link System#nanoTime}
     */
    LiveFloor(LongSupplier nanos) {
        this.nanos = nanos;
    }

    long atLeast() {
        return atLeast;
    }

    boolean proves(long needed) {
        return atLeast >= needed && youngerThan(TRUSTED_FOR);
    }

    /** Whether a count so young that another would hardly differ has found fewer rows than that. */
    boolean deniesFreshly(long needed) {
        return denies && atLeast < needed && youngerThan(RECOUNT_AFTER);
    }

    Mark mark() {
        return new Mark(changes, lost);
    }

    boolean counted(Mark before, long rows, boolean thoseAreAll) {
        boolean unchanged = before.changes() == changes;
        atLeast = Math.max(0, rows - (lost - before.lost()));
        denies = thoseAreAll && unchanged;
        counted = true;
        countedAt = nanos.getAsLong();
        return unchanged;
    }

    /** A transaction has been committed that wrote secrets, and lost so many, net. */
    void changed(long rowsLost) {
        changes++;
        lost += rowsLost;
        atLeast = Math.max(0, atLeast - rowsLost);
        denies = false;
    }

    private boolean youngerThan(Duration age) {
        return counted && nanos.getAsLong() - countedAt < age.toNanos();
    }
}
