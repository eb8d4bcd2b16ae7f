package io.writeguard.driver.judge;

import io.writeguard.driver.impact.ChangedRow;
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
    private final Trip trip;
    private final ChangedRows rows;
    private final KeyedHash row;
    private final Effects booked;

    KeyedClear(Inquiry inquiry, Trip trip, ChangedRows rows, KeyedHash row, Effects booked) {
        this.inquiry = inquiry;
        this.trip = trip;
        this.rows = rows;
        this.row = row;
        this.booked = booked;
    }

    /** The question, and the write behind it. */
    public Trip trip() {
        return trip;
    }

    public boolean visit(ChangedRow found) throws SQLException {
        return rows.visit(found);
    }

    /** What has to be booked before it is sent. */
    public Effects booked() {
        return booked;
    }

    /**
     * Puts what the look has found in the place of what was booked.
     *
     * @param depth of the transaction before that
     * @param updateCount of the write
     */
    public void settle(OpenTransaction transaction, LedgerBook book, int depth, long updateCount) throws SQLException {
        if (rows.matched() == 0 && updateCount > 0) {
            // the row came between look and write, and nobody knows what it held
            return;
        }
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
