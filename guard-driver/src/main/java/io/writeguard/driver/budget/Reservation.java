package io.writeguard.driver.budget;

import io.writeguard.driver.row.KeyedHash;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What one open transaction has lost and gained in one ledger. Guarded by the ledger's lock. */
public final class Reservation {

    /** What one submission added, so that it can be taken out again. */
    public record Entry(
            Set<KeyedHash> lost,
            Set<KeyedHash> regained,
            long gained,
            Set<KeyedHash> replaced,
            Set<KeyedHash> noLongerReplaced) {}

    private final Set<KeyedHash> lost = new LinkedHashSet<>();
    /** Those of the rows lost that the window holds already: they count once, but from now on. */
    private final Set<KeyedHash> lostAgain = new HashSet<>();

    /** Those of the rows lost that hold another live secret: they count, and are found by a count of live rows. */
    private final Set<KeyedHash> replaced = new HashSet<>();

    private final long countsBefore;
    private long gained;
    private boolean mayGainMore;

    /**
     * @param countsBefore {@link LiveFloor#counts} when it is opened
     */
    Reservation(long countsBefore) {
        this.countsBefore = countsBefore;
    }

    long countsBefore() {
        return countsBefore;
    }

    /** Whether there may be more live rows by it than is known. */
    boolean mayHaveGained() {
        return gained > 0 || mayGainMore;
    }

    long gained() {
        return gained;
    }

    long balance() {
        return lost.size() - gained;
    }

    /** By how many live rows there are fewer for it, and {@link #gained} more; below zero where there are more. */
    long taken() {
        return balance() - replaced.size();
    }

    long net() {
        return Math.max(0, fresh() - gained);
    }

    /**
     * The net if this was done as well.
     *
     * @param isFresh whether the window does not hold a row
     */
    long netWith(RowChanges also, Predicate<KeyedHash> isFresh) {
        long rows = fresh() - gained - also.gained();
        for (KeyedHash row : also.lost()) {
            rows += !lost.contains(row) && isFresh.test(row) ? 1 : 0;
        }
        for (KeyedHash row : also.regained()) {
            rows -= lost.contains(row) && !lostAgain.contains(row) ? 1 : 0;
        }
        return Math.max(0, rows);
    }

    Entry add(RowChanges changes, Predicate<KeyedHash> inWindow) {
        Set<KeyedHash> taken = new LinkedHashSet<>(changes.regained());
        taken.retainAll(lost);
        lost.removeAll(taken);
        lostAgain.removeAll(taken);
        Set<KeyedHash> added = new LinkedHashSet<>(changes.lost());
        added.removeAll(lost);
        lose(added, inWindow);
        gained += changes.gained();
        note(changes);
        Set<KeyedHash> noLongerReplaced = noLongerReplaced(changes);
        replaced.removeAll(noLongerReplaced);
        Set<KeyedHash> newlyReplaced = new HashSet<>(changes.replaced());
        newlyReplaced.removeAll(replaced);
        replaced.addAll(newlyReplaced);
        return new Entry(added, taken, changes.gained(), newlyReplaced, noLongerReplaced);
    }

    void note(RowChanges changes) {
        mayGainMore |= changes.mayGainMore();
    }

    void undo(Entry entry, Predicate<KeyedHash> inWindow) {
        lost.removeAll(entry.lost());
        lostAgain.removeAll(entry.lost());
        lose(entry.regained(), inWindow);
        gained -= entry.gained();
        replaced.removeAll(entry.replaced());
        replaced.addAll(entry.noLongerReplaced());
    }

    private Set<KeyedHash> noLongerReplaced(RowChanges changes) {
        if (replaced.isEmpty()) {
            return Set.of();
        }
        Set<KeyedHash> gone = new HashSet<>(changes.lost());
        gone.addAll(changes.regained());
        gone.removeAll(changes.replaced());
        gone.retainAll(replaced);
        return gone;
    }

    private void lose(Set<KeyedHash> rows, Predicate<KeyedHash> inWindow) {
        lost.addAll(rows);
        rows.stream().filter(inWindow).forEach(lostAgain::add);
    }

    /** Another transaction has put the row into the window. */
    void enteredWindow(KeyedHash row) {
        if (lost.contains(row)) {
            lostAgain.add(row);
        }
    }

    void leftWindow(KeyedHash row) {
        lostAgain.remove(row);
    }

    /** The rows that stay lost after the gains have been set against them: any of them, as gains have no row. */
    List<KeyedHash> remaining() {
        return lost.isEmpty()
                ? List.of()
                : Stream.concat(
                                lostAgain.stream(),
                                lost.stream()
                                        .filter(row -> !lostAgain.contains(row))
                                        .limit(net()))
                        .toList();
    }

    boolean hasLosses() {
        return !lost.isEmpty();
    }

    boolean has(KeyedHash row) {
        return lost.contains(row);
    }

    /** Whether the row has lost its secret, and no other was put in its place by the same write. */
    boolean hasEmptied(KeyedHash row) {
        return lost.contains(row) && !replaced.contains(row);
    }

    private long fresh() {
        return (long) lost.size() - lostAgain.size();
    }
}
