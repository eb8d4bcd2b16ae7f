package io.writeguard.driver.budget;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/**
 * The least number of rows with a live secret that a column is known to have, outside open transactions. What is known
 * only ever lowers what is allowed: losses are taken off at once, gains wait for the next count. How old a count is goes by
 * the machine's own time, as the database does, not by the clock of the window. Guarded by the ledger.
 */
public final class LiveFloor {

    private static final Duration TRUSTED_FOR = Duration.ofSeconds(5);
    private static final Duration RECOUNT_AFTER = Duration.ofSeconds(1);

    /** A point in the order of commits and counts. */
    public record Mark(long changes, long lost, long at) {}

    /** Times of losses that are remembered, for counts that see what was before them. */
    private static final int REMEMBERED = 1000;

    private record Loss(long at, long lostBefore) {}

    private final Deque<Loss> latest = new ArrayDeque<>();
    private final LongSupplier nanos;
    private long changes;
    private long lost;
    private long counts;
    private long prepared;
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

    /** How many counts have begun or ended. */
    long counts() {
        return counts;
    }

    Mark mark() {
        counts++;
        return new Mark(changes, lost, nanos.getAsLong());
    }

    boolean counted(Mark before, long rows, boolean thoseAreAll) {
        boolean unchanged = before.changes() == changes;
        counts++;
        atLeast = Math.max(0, rows - (lost - before.lost()) - prepared);
        denies = thoseAreAll && unchanged;
        counted = true;
        countedAt = nanos.getAsLong();
        return unchanged;
    }

    /**
     * A transaction has been committed that wrote secrets.
     *
     * @param rowsLost net
     * @param mayHaveGained whether there may be more live rows by it than is known
     * @param countsBefore {@link #counts} from before it wrote; a count since then may have seen its losses or not
     */
    void changed(long rowsLost, boolean mayHaveGained, long countsBefore) {
        changes++;
        lose(rowsLost);
        atLeast = Math.max(0, atLeast - rowsLost);
        denies &= !mayHaveGained && counts == countsBefore;
    }

    /** So many rows are lost by a transaction that is prepared: settled, but a count still finds them. */
    void prepared(long rows) {
        prepared += rows;
    }

    /** A transaction that was prepared has ended; a count that is under way may have found its rows or not. */
    void endedPrepared(long rows) {
        changes++;
        prepared -= rows;
        lose(rows);
        denies = false;
    }

    /** Losses were taken out of the ledger before they were learnt of. */
    void forget() {
        changes++;
        atLeast = 0;
        denies = false;
    }

    private void lose(long rows) {
        if (rows > 0) {
            latest.addLast(new Loss(nanos.getAsLong(), lost));
            lost += rows;
            if (latest.size() > REMEMBERED) {
                latest.removeFirst();
            }
        }
    }

    /** At least as many rows as were lost in that time before the mark; all that ever were, where too many to tell were. */
    long lostWithin(Duration time, Mark before) {
        long since = before.at() - time.toNanos();
        if (latest.size() == REMEMBERED && latest.getFirst().at() - since > 0) {
            return before.lost();
        }
        return latest.stream()
                .filter(loss -> loss.at() - since >= 0)
                .mapToLong(loss -> Math.max(0, before.lost() - loss.lostBefore()))
                .findFirst()
                .orElse(0);
    }

    private boolean youngerThan(Duration age) {
        return counted && nanos.getAsLong() - countedAt < age.toNanos();
    }
}
