package io.writeguard.driver.transaction;

import io.writeguard.driver.budget.Ledger;
import io.writeguard.driver.budget.Room;
import io.writeguard.driver.budget.RowChanges;
import io.writeguard.driver.ledger.SharedRenewals;
import io.writeguard.driver.row.KeyedHash;
import java.util.List;
import java.util.Set;

/**
 * What a submission will have done to secrets once it has run.
 *
 * @param touched rows that the transaction will hold
 * @param touchedTables tables in which it will hold rows that are not known by a key
 */
public record Effects(
        List<Loss> losses,
        List<Write> writes,
        List<RepeatableValue> values,
        Set<KeyedHash> touched,
        Set<Long> touchedTables) {

    public static final Effects NONE = new Effects(List.of(), List.of(), List.of(), Set.of(), Set.of());

    /**
     * Live secrets of one column lost and gained.
     *
     * @param takesLast whether one statement takes the last of more than one
     * @param room for the rows that the ledger may count with these before the verdict has to be thought over
     */
    public record Loss(Ledger ledger, RowChanges changes, boolean takesLast, Room room) {}

    /**
     * A secret that is written.
     *
     * @param rows by whatever unique keys the row is named; may be empty
     * @param value the hash of what is written; null where it is not known
     * @param shared where other processes are told of it; null where they aren't
     */
    public record Write(long table, String column, List<KeyedHash> rows, KeyedHash value, SharedRenewals shared) {}

    /** A value that must not come again in another row of the window. */
    public record RepeatableValue(Ledger ledger, KeyedHash value, KeyedHash row) {}

    public boolean isEmpty() {
        return losses.isEmpty() && writes.isEmpty() && values.isEmpty() && touched.isEmpty() && touchedTables.isEmpty();
    }
}
