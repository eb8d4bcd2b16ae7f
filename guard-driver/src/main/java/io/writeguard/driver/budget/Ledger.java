package io.writeguard.driver.budget;

import io.writeguard.driver.row.KeyedHash;
import io.writeguard.rules.MassInvalidation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The losses of one secret column: those committed in the sliding window, and those of open transactions. Thread-safe. */
public final class Ledger {

    private final LedgerName name;
    private final MassInvalidation limits;
    private final Clock clock;
    private final Fullness fullness = new Fullness();
    private final Map<String, Long> prepared = new HashMap<>();
    private final Map<KeyedHash, Instant> committed = new LinkedHashMap<>();
    private final Set<Reservation> open = new HashSet<>();
    private final RepeatedValues repeated;
    private final LiveFloor live;
    private long reservedElsewhere;
    private long resets;
    private long lostAgain;

    Ledger(LedgerName name, MassInvalidation limits, Clock clock) {
        this.name = name;
        this.limits = limits;
        this.clock = clock;
        this.live = new LiveFloor(System::nanoTime);
        this.repeated = new RepeatedValues(limits.window(), clock);
    }

    public LedgerName name() {
        return name;
    }

    /** Whether other processes count in it too, so that what they have lost has to be learnt ({@code budget: database}). */
    public boolean shared() {
        return limits.budget() == MassInvalidation.Budget.DATABASE;
    }

    public MassInvalidation limits() {
        return limits;
    }

    public RepeatedValues repeated() {
        return repeated;
    }

    /** Joins the window with an empty reservation, which {@link #commit} or {@link #release} ends. */
    public synchronized Reservation open() {
        Reservation reservation = new Reservation(live.counts());
        open.add(reservation);
        return reservation;
    }

    /**
     * @param own the asking transaction's reservation, or null where it has none yet
     * @param changes of the statement in question, which {@link LedgerState#adding} tells of
     */
    public synchronized LedgerState state(Reservation own, RowChanges changes) {
        forgetWhatLeftTheWindow();
        long adding = own == null ? netOf(changes) : Math.max(0, own.netWith(changes, this::isFresh) - own.net());
        return new LedgerState(committed.size(), reserved(), adding);
    }

    /** As {@link #state}, with the whole of what the asking transaction will have lost, net, as what is added. */
    public synchronized LedgerState stateAtCommit(Reservation own, RowChanges changes) {
        LedgerState others = state(own, RowChanges.NONE);
        return own == null
                ? new LedgerState(others.committed(), others.reserved(), netOf(changes))
                : new LedgerState(
                        others.committed(), others.reserved() - own.net(), own.netWith(changes, this::isFresh));
    }

    private long netOf(RowChanges changes) {
        long fresh = 0;
        for (KeyedHash row : changes.lost()) {
            fresh += isFresh(row) ? 1 : 0;
        }
        return Math.max(0, fresh - changes.gained());
    }

    private long reserved() {
        return reservedHere() + reservedElsewhere;
    }

    private long reservedHere() {
        long reserved = 0;
        for (Reservation reservation : open) {
            reserved += reservation.net();
        }
        return reserved;
    }

    /** Whether the window does not hold the row yet. */
    private boolean isFresh(KeyedHash row) {
        return !committed.containsKey(row);
    }

    /** Whether the window holds the row by now. */
    public synchronized boolean holds(KeyedHash row) {
        forgetWhatLeftTheWindow();
        return !isFresh(row);
    }

    /**
     * Adds to the window, unless other transactions have filled it since the verdict.
     *
     * @param room for the rows that the window may hold then
     * @return null where it would hold more, and nothing was added
     */
    public synchronized Reservation.Entry reserve(Reservation own, RowChanges changes, Room room) {
        LedgerState state = state(own, changes);
        if (state.adding() > 0 && state.total() > upTo(room)) {
            return null;
        }
        return own.add(changes, committed::containsKey);
    }

    /** How many rows were lost while the window held them still. */
    public synchronized long lostAgain() {
        return lostAgain;
    }

    /**
     * How many rows the window may hold by now, by a verdict. A row that is lost while the window holds it still is one
     * live row less, and none more in the window: so what the ratio is of has become smaller since, by one at most.
     */
    public synchronized long upTo(Room room) {
        return room.equals(Room.ANY) ? room.rows() : room.rows() - (lostAgain - room.lostAgain());
    }

    /** Takes note of changes that {@link RowChanges#countNothing count nothing}; there is nothing of them to undo. */
    public synchronized void note(Reservation own, RowChanges changes) {
        own.note(changes);
    }

    public synchronized void undo(Reservation own, Reservation.Entry entry) {
        own.undo(entry, committed::containsKey);
    }

    /** What the transaction has lost so far, net of what it has gained. */
    public synchronized long netOf(Reservation own) {
        return own.net();
    }

    /** By how many live rows there are fewer for the transaction; below zero where there are more. */
    public synchronized long takenBy(Reservation own) {
        return own.taken();
    }

    public synchronized boolean hasLosses(Reservation own) {
        return own.hasLosses();
    }

    public synchronized boolean hasLost(Reservation own, KeyedHash row) {
        return own.has(row);
    }

    /** As {@link #hasLost}, where the row was left without a live secret. */
    public synchronized boolean hasEmptied(Reservation own, KeyedHash row) {
        return own.hasEmptied(row);
    }

    public synchronized void commit(Reservation own) {
        forgetWhatLeftTheWindow();
        open.remove(own);
        live.changed(Math.max(0, own.taken()), own.mayHaveGained(), own.countsBefore());
        Instant now = clock.instant();
        for (KeyedHash row : own.remaining()) {
            lostAgain += isFresh(row) ? 0 : 1;
            committed.remove(row);
            committed.put(row, now);
            open.forEach(other -> other.enteredWindow(row));
        }
    }

    /** The transaction is prepared: settled, while others still see what it has lost until {@link #endPrepared}. */
    public synchronized void prepare(Reservation own, String id) {
        long taken = Math.max(0, own.taken());
        prepared.merge(id, taken, Long::sum);
        live.prepared(taken);
        commit(own);
    }

    synchronized void endPrepared(String id) {
        Long rows = prepared.remove(id);
        if (rows != null) {
            live.endedPrepared(rows);
        }
    }

    public synchronized void release(Reservation own) {
        open.remove(own);
    }

    /**
     * What other processes have done.
     *
     * @param lost rows that transactions of theirs have lost which have been committed since the last call, oldest first
     * @param reserved rows that transactions of theirs may lose which are open now
     * @return whether any of that is news
     */
    public synchronized boolean learn(Map<KeyedHash, Instant> lost, long reserved) {
        boolean news = !lost.isEmpty() || reserved != reservedElsewhere;
        reservedElsewhere = reserved;
        if (!lost.isEmpty()) {
            live.changed(lost.size(), true, live.counts());
        }
        lost.forEach((row, at) -> {
            Instant known = committed.get(row);
            lostAgain += known == null ? 0 : 1;
            if (known == null || known.isBefore(at)) {
                committed.remove(row);
                committed.put(row, at);
                open.forEach(reservation -> reservation.enteredWindow(row));
            }
        });
        return news;
    }

    /** Whether transactions of other processes are open that may lose rows. */
    public synchronized boolean reservedElsewhere() {
        return reservedElsewhere > 0;
    }

    /** All that counts at the moment, open transactions included. */
    public synchronized long total() {
        return state(null, RowChanges.NONE).total();
    }

    /** How many rows the transaction has made live that it had not lost before. */
    public synchronized long gainsOf(Reservation own) {
        return own.gained();
    }

    /** Whether nothing is in the window, and no transaction may still add to it. */
    synchronized boolean isEmpty() {
        forgetWhatLeftTheWindow();
        return committed.isEmpty() && open.isEmpty() && prepared.isEmpty() && repeated.isEmpty();
    }

    public synchronized BudgetStatus status() {
        long total = total();
        return new BudgetStatus(name.table(), name.secret(), committed.size(), reservedHere(), fullness.since(total));
    }

    /** A write was refused for which there was no room for a single row; returns whether that is news. */
    public synchronized boolean becomesFull() {
        return fullness.begin(clock.instant(), total());
    }

    /** A loss has passed; returns whether there had been no room for one. */
    public synchronized boolean becomesFree() {
        return fullness.end();
    }

    /** Empties the window; open transactions keep what they have reserved. */
    public synchronized void reset() {
        reset(Instant.MAX);
    }

    /** As {@link #reset()}, of what was lost up to then. */
    public synchronized void reset(Instant upTo) {
        committed.entrySet().removeIf(lost -> {
            boolean forgotten = !lost.getValue().isAfter(upTo);
            if (forgotten) {
                open.forEach(reservation -> reservation.leftWindow(lost.getKey()));
            }
            return forgotten;
        });
        live.forget();
        fullness.end();
        resets++;
    }

    /** How often the window was emptied: of the one after a reset, a verdict on the one before says nothing. */
    public synchronized long resets() {
        return resets;
    }

    public synchronized boolean provesLive(long needed) {
        return live.proves(needed);
    }

    /**
     * Whether it need not be counted again that there are fewer live rows than that. It must be while another transaction is
     * open that may have made some: it may have been committed by now, and not have been heard of.
     *
     * @param own the asking transaction's reservation, or null where it has none yet
     */
    public synchronized boolean deniesLiveFreshly(Reservation own, long needed) {
        boolean othersMayGain = open.stream().anyMatch(other -> other != own && other.mayHaveGained());
        return !othersMayGain && live.deniesFreshly(needed);
    }

    public synchronized long liveAtLeast() {
        return live.atLeast();
    }

    /** To be called before a count, for {@link #countedLive}. */
    public synchronized LiveFloor.Mark beforeCount() {
        return live.mark();
    }

    /**
     * @param before the mark from before the count
     * @param rows with a live secret that it found
     * @param asOf how much older than that mark what it saw may be
     * @param thoseAreAll whether it did not stop at its limit
     * @return whether it still holds: no transaction has been committed meanwhile that it may or may not have seen
     */
    public synchronized boolean countedLive(LiveFloor.Mark before, long rows, Duration asOf, boolean thoseAreAll) {
        return asOf.isZero()
                ? live.counted(before, rows, thoseAreAll)
                : live.counted(before, rows - live.lostWithin(asOf, before), false);
    }

    private void forgetWhatLeftTheWindow() {
        if (committed.isEmpty()) {
            return;
        }
        Instant start = clock.instant().minus(limits.window());
        Iterator<Map.Entry<KeyedHash, Instant>> oldestFirst =
                committed.entrySet().iterator();
        boolean old = true;
        while (old && oldestFirst.hasNext()) {
            Map.Entry<KeyedHash, Instant> oldest = oldestFirst.next();
            old = !oldest.getValue().isAfter(start);
            if (old) {
                oldestFirst.remove();
                open.forEach(reservation -> reservation.leftWindow(oldest.getKey()));
            }
        }
    }
}
