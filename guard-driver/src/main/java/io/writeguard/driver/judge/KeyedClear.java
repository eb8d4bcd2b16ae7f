package io.writeguard.driver.judge;

import io.writeguard.driver.impact.Alongside;
import io.writeguard.driver.impact.ChangedRow;
import io.writeguard.driver.impact.NotAskable;
import io.writeguard.driver.impact.Trip;
import io.writeguard.driver.ledger.LedgerBook;
import io.writeguard.driver.row.KeyedHash;
import io.writeguard.driver.transaction.Effects;
import io.writeguard.driver.transaction.OpenTransaction;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * A write that clears the secrets of one row, named by its key, and can do nothing worse. There is room for that loss, and
 * it is booked before anything is sent; so the look, which only has to tell whether there was a secret to lose, can be sent
 * together with the write.
 */
public final class KeyedClear {

    private final Inquiry inquiry;
    private final Asking asking;
    private final ChangedRows rows;
    private final KeyedHash row;
    private final Effects effects;
    private final boolean shared;

    /** Makes what is to be sent. */
    @FunctionalInterface
    interface Asking {
        /**
         * @param alongside of it; null for nothing
         */
        Trip with(Alongside alongside);
    }

    /** Booked, and about to be sent. */
    public record Booked(KeyedClear clear, Trip trip) {}

    KeyedClear(Inquiry inquiry, Asking asking, ChangedRows rows, KeyedHash row, Effects effects, boolean shared) {
        this.inquiry = inquiry;
        this.asking = asking;
        this.rows = rows;
        this.row = row;
        this.effects = effects;
        this.shared = shared;
    }

    /**
     * Books the loss, in the ledger that other processes share together with the statement.
     *
     * @return null where it can't be, and nothing was booked
     * @throws NotAskable where the row can't be looked at together with the write
     */
    public Booked book(OpenTransaction transaction, LedgerBook book) throws SQLException {
        if (!shared) {
            Trip trip = asking.with(null);
            return transaction.apply(effects, book) ? new Booked(this, trip) : null;
        }
        Alongside alongside = transaction.reserve(loss(), book);
        return alongside == null ? null : new Booked(this, asking.with(alongside));
    }

    private Effects.Loss loss() {
        return effects.losses().stream()
                .filter(loss -> !loss.changes().lost().isEmpty())
                .findFirst()
                .orElseThrow();
    }

    public boolean visit(ChangedRow found) throws SQLException {
        return rows.visit(found);
    }

    /** Whether a trip with it has failed for the ledger that others share, and nothing of it was done. */
    public boolean keptFromWriting(LedgerBook book, SQLException failure) {
        return shared && book.keptFromWriting(loss().ledger(), failure);
    }

    /**
     * Puts what the look has found in the place of what was booked.
     *
     * @param depth of the transaction before that
     */
    public void settle(OpenTransaction transaction, LedgerBook book, int depth, Trip.Answer answer)
            throws SQLException {
        // the row may come between look and write, and then nobody knows what it held
        boolean unknown = rows.matched() == 0 && answer.update().updateCount() > 0;
        if (shared) {
            settleShared(transaction, book, depth, answer, unknown);
        } else if (!unknown) {
            settle(transaction, book, depth);
        }
    }

    private void settleShared(
            OpenTransaction transaction, LedgerBook book, int depth, Trip.Answer answer, boolean unknown) {
        boolean live = inquiry.findings().losses().stream()
                .anyMatch(found -> !found.lost().isEmpty());
        if (!live && !unknown && answer.entries() == 0) {
            transaction.takeBack(loss().ledger(), depth);
        } else if (answer.entries() == 0) {
            book.writeLate(loss().ledger(), row);
        }
    }

    private void settle(OpenTransaction transaction, LedgerBook book, int depth) throws SQLException {
        Effects found = inquiry.findings().effects();
        for (Effects.Loss loss : found.losses()) {
            if (!loss.changes().lost().equals(Set.of(row))) {
                transaction.takeBack(loss.ledger(), depth);
                transaction.apply(new Effects(List.of(loss), List.of(), List.of(), Set.of(), Set.of()), book);
            }
        }
        transaction.apply(
                new Effects(List.of(), found.writes(), found.values(), found.touched(), found.touchedTables()), book);
    }
}
