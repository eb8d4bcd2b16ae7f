package io.writeguard.driver.budget;

import io.writeguard.driver.row.KeyedHash;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What one open transaction has lost and gained in one ledger. Guarded by the ledger's lock. */
public final class Reservation {

    /** What one statement added, so that it can be taken out again. */
    public record Entry(Set<KeyedHash> lost, Set<KeyedHash> lostAgain, Set<KeyedHash> regained, long gained) {}

    private final Set<KeyedHash> lost = new LinkedHashSet<>();
    private final Set<KeyedHash> lostAgain = new LinkedHashSet<>();
    private final long countsBefore;
    private long gained;

    /**
     * @param countsBefore {@link LiveFloor#counts} when it is opened
     */
    Reservation(long countsBefore) {
        this.countsBefore = countsBefore;
    }

    long countsBefore() {
        return countsBefore;
    }

    /** Whether it made rows live, or has written secrets without losing any, which may be a recovery. */
    boolean mayHaveGained() {
        return gained > 0 || lost.isEmpty();
    }

    long gained() {
        return gained;
    }

    long balance() {
        return lost.size() + lostAgain.size() - gained;
    }

    long net() {
        return Math.max(0, lost.size() - gained);
    }

    /** The net if these rows were lost and so many gained as well. */
    long netWith(Set<KeyedHash> alsoLost, long alsoGained) {
        long distinct = alsoLost.stream().filter(row -> !lost.contains(row)).count();
        return Math.max(0, lost.size() + distinct - gained - alsoGained);
    }

    /**
     * @param again rows that are in the window already: they count once, but from now on
     */
    Entry add(Set<KeyedHash> newlyLost, Set<KeyedHash> again, Set<KeyedHash> regainedRows, long newlyGained) {
        Set<KeyedHash> added = new LinkedHashSet<>(newlyLost);
        added.removeAll(lost);
        lost.addAll(added);
        Set<KeyedHash> addedAgain = new LinkedHashSet<>(again);
        addedAgain.removeAll(lostAgain);
        lostAgain.addAll(addedAgain);
        Set<KeyedHash> taken = new LinkedHashSet<>(regainedRows);
        taken.retainAll(lost);
        lost.removeAll(taken);
        gained += newlyGained;
        return new Entry(added, addedAgain, taken, newlyGained);
    }

    void undo(Entry entry) {
        lost.removeAll(entry.lost());
        lostAgain.removeAll(entry.lostAgain());
        lost.addAll(entry.regained());
        gained -= entry.gained();
    }

    /** The rows that stay lost after the gains have been set against them: any of them, as gains have no row. */
    List<KeyedHash> remaining() {
        return Stream.concat(lostAgain.stream(), lost.stream().limit(net())).toList();
    }

    boolean has(KeyedHash row) {
        return lost.contains(row);
    }
}
