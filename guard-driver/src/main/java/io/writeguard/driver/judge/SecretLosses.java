package io.writeguard.driver.judge;

import io.writeguard.driver.budget.Ledger;
import io.writeguard.driver.budget.Reservation;
import io.writeguard.driver.budget.Room;
import io.writeguard.driver.budget.RowChanges;
import io.writeguard.driver.row.KeyedHash;
import io.writeguard.driver.schema.GuardedColumn;
import io.writeguard.driver.schema.GuardedTable;
import io.writeguard.driver.transaction.Effects;
import io.writeguard.driver.transaction.OpenTransaction;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** What a submission would do to the live secrets of one column, as far as it has been looked at. */
final class SecretLosses {

    /** Rows lost by a statement up to which its gains are waited for before it is judged. */
    private static final int MAKING_UP = 10_000;

    private final GuardedTable table;
    private final GuardedColumn secret;
    private final Ledger ledger;
    private final Set<KeyedHash> lost = new LinkedHashSet<>();
    private final Set<KeyedHash> replaced = new HashSet<>();
    private final Set<KeyedHash> settled = new HashSet<>();
    private final Set<KeyedHash> regained = new LinkedHashSet<>();
    private long gained;
    private long gainedForNothing;
    private long goneAgain;
    private boolean mayGainMore;
    private boolean takesLast;
    private boolean full;
    private boolean free;
    private WriteOperation operation;
    private long checkAt;
    private Room room = Room.ANY;

    SecretLosses(GuardedTable table, GuardedColumn secret, Ledger ledger) {
        this.table = table;
        this.secret = secret;
        this.ledger = ledger;
        this.checkAt = ledger.limits().minimumRows() + 1;
    }

    GuardedTable table() {
        return table;
    }

    GuardedColumn secret() {
        return secret;
    }

    Ledger ledger() {
        return ledger;
    }

    Set<KeyedHash> lost() {
        return lost;
    }

    RowChanges changes() {
        return new RowChanges(lost, replaced, regained, gained - goneAgain, mayGainMore);
    }

    boolean takesLast() {
        return takesLast;
    }

    /** What the statement that lost the last of them does, for the message. */
    WriteOperation operation() {
        return operation;
    }

    void lose(KeyedHash row, WriteOperation byOperation) {
        lost.add(row);
        replaced.remove(row);
        regained.remove(row);
        operation = byOperation;
    }

    /**
     * As {@link #lose}, of a row that was found with a live secret. If the transaction had left it without one, it has come
     * back meanwhile, by a write that did not say which row it is and so counted as a gain: that goes with it.
     */
    void loseFound(OpenTransaction transaction, KeyedHash row, WriteOperation byOperation) {
        Reservation own = transaction.reservation(ledger);
        boolean known = own == null || lost.contains(row) || regained.contains(row);
        if (!known && ledger.hasEmptied(own, row) && ledger.gainsOf(own) > goneAgain) {
            goneAgain++;
        }
        lose(row, byOperation);
    }

    /** The row loses its live secret and is left with another. */
    void replace(KeyedHash row, WriteOperation byOperation) {
        lose(row, byOperation);
        replaced.add(row);
    }

    /** A row that this submission, or its transaction before, has lost gets a live secret again. */
    void regain(KeyedHash row) {
        lost.remove(row);
        replaced.remove(row);
        regained.add(row);
    }

    /**
     * Whether a row that is given a good value has been lost by this submission or its transaction; then it is regained.
     *
     * @param names of the row, by its unique keys
     */
    boolean regainIfLost(OpenTransaction transaction, Collection<KeyedHash> names) {
        for (KeyedHash row : names) {
            if (hasLost(transaction, row)) {
                regain(row);
                return true;
            }
        }
        return false;
    }

    /** Whether this submission, or its transaction before, has lost the row. */
    boolean hasLost(OpenTransaction transaction, KeyedHash row) {
        return lost.contains(row) || transaction.hasLost(ledger, row);
    }

    /** A secret is written into a row that has not been looked at: it may have had none. */
    void mayGain() {
        mayGainMore = true;
    }

    /** Rows have come to have a live secret that must not be set against those lost. */
    void gainForNothing(long rows) {
        gainedForNothing += rows;
        mayGainMore |= rows > 0;
    }

    /** By how many live rows there are fewer; below zero where there are more. */
    long taken() {
        return lost.size() - replaced.size() - gained - gainedForNothing;
    }

    /** How many rows have come to have a live secret that none of those lost is known to be. */
    long gained() {
        return gained;
    }

    void gain(long rows) {
        gained += rows;
    }

    /** So many of the rows gained have been counted already, when the statement was judged by its text. */
    void gainedBefore(long rows) {
        gained = Math.max(0, gained - rows);
    }

    void takeLast() {
        takesLast = true;
    }

    /** The verdict holds as long as the window counts no more rows than that. */
    void holdsUpTo(Room most) {
        room = most;
    }

    /**
     * @param room whether the window has room for a row, whatever this submission asks for
     * @param passes whether what it loses has been found to be within the limits
     */
    void hasRoom(boolean room, boolean passes) {
        full = !room;
        free = passes;
    }

    /** Whether the verdict was that not a single row more may be lost. */
    boolean full() {
        return full;
    }

    /** Whether the verdict was that this much may be lost. */
    boolean free() {
        return free;
    }

    /**
     * Whether so many are lost by now that the limits should be looked at; then not again before twice as many.
     *
     * @param mayGainYet whether rows that have not been looked at may make up for what is lost
     */
    boolean dueForCheck(boolean mayGainYet) {
        if (lost.size() < checkAt || (mayGainYet && lost.size() < MAKING_UP)) {
            return false;
        }
        checkAt = 2L * lost.size();
        return true;
    }

    /** What was lost since the last call stays in the count; or, as it was permitted, leaves it. */
    void settle(boolean counted) {
        if (counted) {
            settled.addAll(lost);
        } else {
            lost.retainAll(settled);
            replaced.retainAll(lost);
        }
    }

    Effects.Loss effect() {
        return new Effects.Loss(ledger, changes(), takesLast, room);
    }
}
