package io.writeguard.driver.judge;

import io.writeguard.driver.budget.Ledger;
import io.writeguard.driver.row.KeyedHash;
import io.writeguard.driver.row.RowIdentity;
import io.writeguard.driver.schema.GuardedColumn;
import io.writeguard.rules.SecretColumn.OnRepeat;
import java.util.Collection;

/** The same value written to row after row: the second row counts, and the first with it. */
final class Repeats {

    private Repeats() {}

    /** Whether the same value in more than one row counts. */
    static boolean count(GuardedColumn secret) {
        return secret.rules().onRepeat() == OnRepeat.CLEAR;
    }

    /** Whether the value may have gone to another row before, so that the row has to be looked at. */
    static boolean suspected(
            FirstRows firstRows, Ledger ledger, GuardedColumn secret, Collection<KeyedHash> rows, KeyedHash value) {
        if (!count(secret)) {
            return false;
        }
        KeyedHash first = firstRows.of(ledger, value);
        return first != null && !rows.contains(first);
    }

    /** Notes a rotation; where the value was written to another row before, both rows have lost theirs, and it says so. */
    static boolean note(
            Findings findings,
            SecretLosses losses,
            GuardedColumn secret,
            RowIdentity row,
            KeyedHash value,
            WriteOperation operation) {
        if (!count(secret)) {
            return false;
        }
        KeyedHash first = findings.firstRows().of(losses.ledger(), value);
        if (first == null) {
            findings.firstRows().note(losses.ledger(), value, row.row());
        }
        boolean repeats = first != null && !row.is(first);
        if (repeats) {
            losses.replace(first, operation);
            losses.replace(row.row(), operation);
        }
        return repeats;
    }

    /** Notes what can't count itself: the rotation of a row that was not looked at, or a recovery. */
    static void note(FirstRows firstRows, Ledger ledger, GuardedColumn secret, KeyedHash row, KeyedHash value) {
        if (count(secret)) {
            firstRows.note(ledger, value, row);
        }
    }
}
