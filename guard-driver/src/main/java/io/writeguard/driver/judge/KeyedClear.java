package io.writeguard.driver.judge;

import io.writeguard.driver.impact.ChangedRow;
import io.writeguard.driver.impact.DeleteLook;
import io.writeguard.driver.impact.Entries;
import io.writeguard.driver.impact.Look;
import io.writeguard.driver.impact.SecretAssignment;
import io.writeguard.driver.impact.UpdateLook;
import io.writeguard.driver.ledger.LedgerBook;
import io.writeguard.driver.row.KeyedHash;
import io.writeguard.driver.schema.GuardedColumn;
import io.writeguard.driver.schema.GuardedTable;
import io.writeguard.driver.schema.RowIdentities;
import io.writeguard.driver.statement.KnownValues;
import io.writeguard.driver.statement.NamedRows;
import io.writeguard.driver.statement.SubmittedStatement;
import io.writeguard.driver.transaction.Effects;
import io.writeguard.driver.transaction.OpenTransaction;
import io.writeguard.rules.SecretColumn.OnEmpty;
import io.writeguard.rules.SecretColumn.OnNull;
import io.writeguard.rules.check.SecretValue;
import io.writeguard.rules.check.ValueState;
import io.writeguard.rules.plan.Operation;
import io.writeguard.rules.plan.Write;
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
    private final Look look;
    private final ChangedRows rows;
    private final KeyedHash row;
    private final Effects booked;

    private KeyedClear(Inquiry inquiry, Look look, ChangedRows rows, KeyedHash row, Effects booked) {
        this.inquiry = inquiry;
        this.look = look;
        this.rows = rows;
        this.row = row;
        this.booked = booked;
    }

    /** The question to be sent in front of the write. */
    public Look look() {
        return look;
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

    /** Whether it gives every secret a value, as most writes do: told before anything that costs time. */
    static boolean isRotation(SubmittedStatement statement, Write write, GuardedTable table) {
        return write.operation() != Operation.DELETE
                && ReachedSecrets.of(table, write.assignments()).stream()
                        .noneMatch(secret -> secret.source() == null || Gains.clears(statement, secret));
    }

    /**
     * The clear that the statement is; null where it is none, or where it has to be looked at first.
     *
     * @param pessimistic takes the losses that are to be booked
     * @param actual what the look will find
     */
    static KeyedClear of(
            Inquiry pessimistic, Inquiry actual, SubmittedStatement statement, Write write, GuardedTable table)
            throws SQLException {
        boolean deletes = write.operation() == Operation.DELETE;
        List<SecretAssignment> reached =
                deletes ? ReachedSecrets.allOf(table) : ReachedSecrets.of(table, write.assignments());
        RowIdentities identities = actual.knowledge().identities(table);
        KeyedHash row = NamedRows.byFirstKey(statement, write, table, identities);
        if (row == null || !table.lockable() || StaleClears.apply(table)) {
            return null;
        }
        boolean clears = deletes;
        for (SecretAssignment secret : deletes ? List.<SecretAssignment>of() : reached) {
            Boolean mayClear = mayClear(pessimistic, statement, table, secret, row);
            if (mayClear == null) {
                return null;
            }
            clears |= mayClear;
        }
        if (!clears) {
            return null;
        }
        WriteOperation operation = deletes ? WriteOperation.DELETE : WriteOperation.UPDATE;
        for (SecretAssignment secret : reached) {
            pessimistic.findings().losses(table, secret.secret()).lose(row, operation);
        }
        ChangedRows rows = new ChangedRows(actual, statement, table, reached, write.compared(), operation);
        Look look = deletes
                ? DeleteLook.ofDelete(Entries.of(statement), write, table, identities)
                : UpdateLook.of(Entries.of(statement), write, table, reached, identities);
        return new KeyedClear(actual, look, rows, row, null);
    }

    KeyedClear booking(Effects effects) {
        return new KeyedClear(inquiry, look, rows, row, effects);
    }

    /** Null where the value has to be judged by what the row holds, or is not admitted at all. */
    private static Boolean mayClear(
            Inquiry inquiry, SubmittedStatement statement, GuardedTable table, SecretAssignment secret, KeyedHash row) {
        GuardedColumn column = secret.secret();
        if (secret.source() == null) {
            return true;
        }
        SecretValue value = KnownValues.of(statement, secret.source(), column);
        if (value == null) {
            return null;
        }
        ValueState state = column.checker().check(value);
        if (state == ValueState.NULL) {
            return column.rules().onNull() == OnNull.REJECT ? null : true;
        }
        if (state == ValueState.EMPTY) {
            return column.rules().onEmpty() == OnEmpty.REJECT ? null : true;
        }
        boolean rotates = state == ValueState.GOOD
                && !column.checker().couldBeMask(value)
                && !Repeats.suspected(
                        inquiry.findings(),
                        inquiry.findings().losses(table, column),
                        column,
                        List.of(row),
                        inquiry.knowledge().hash(table, column, value));
        return rotates ? false : null;
    }
}
