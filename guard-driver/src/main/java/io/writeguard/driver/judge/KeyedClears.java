package io.writeguard.driver.judge;

import io.writeguard.driver.impact.Entries;
import io.writeguard.driver.impact.Look;
import io.writeguard.driver.impact.NotAskable;
import io.writeguard.driver.impact.SecretAssignment;
import io.writeguard.driver.impact.Trip;
import io.writeguard.driver.impact.UpdateLook;
import io.writeguard.driver.row.KeyedHash;
import io.writeguard.driver.schema.GuardedColumn;
import io.writeguard.driver.schema.NameResolver;
import io.writeguard.driver.statement.KnownValues;
import io.writeguard.driver.statement.NamedRows;
import io.writeguard.driver.statement.SubmittedStatement;
import io.writeguard.rules.SecretColumn.OnEmpty;
import io.writeguard.rules.SecretColumn.OnNull;
import io.writeguard.rules.check.SecretValue;
import io.writeguard.rules.check.ValueState;
import java.sql.SQLException;
import java.util.List;

/** Finds the clears that are sure to pass, so that they can be sent together with the look at them. One thread at a time. */
final class KeyedClears {

    private final Conclusion conclusion;
    private final Plans<ClearPlan> plans;

    /** What a write does to a secret, as far as text and values tell. */
    private enum Effect {
        CLEARS,
        MAY_CLEAR,
        ROTATES,
        /** What the row holds has to be looked at first, or the value is not admitted at all. */
        UNKNOWN
    }

    KeyedClears(Knowledge knowledge, NameResolver names, Conclusion conclusion) {
        this.conclusion = conclusion;
        this.plans = new Plans<>(
                names, (statement, write, table) -> ClearPlan.of(statement, write, table, names, knowledge));
    }

    /**
     * The clear that the statement is; null where it is none, or where it has to be looked at first: one that the transaction
     * has made before may have come back.
     *
     * @param inquiry takes the losses that are to be booked
     */
    KeyedClear of(SubmittedStatement statement, Inquiry inquiry, boolean autoCommit) throws SQLException {
        ClearPlan plan = plans.of(statement);
        if (plan == null || inquiry.permissions().permitLosses()) {
            return null;
        }
        KeyedHash row = NamedRows.byFirstKey(statement, plan.write(), plan.table(), plan.identities());
        if (row == null) {
            return null;
        }
        boolean clears = false;
        boolean leavesNone = true;
        for (SecretAssignment secret : plan.reached()) {
            Effect effect = effect(inquiry, statement, plan, secret, row);
            SecretLosses losses = inquiry.findings().losses(plan.table(), secret.secret());
            if (effect == Effect.UNKNOWN || losses.hasLost(inquiry.transaction(), row)) {
                return null;
            }
            clears |= effect != Effect.ROTATES;
            leavesNone &= effect == Effect.CLEARS;
        }
        if (!clears || (plan.shared() && !(leavesNone && autoCommit))) {
            return null;
        }
        return booking(inquiry, statement, plan, row, leavesNone, autoCommit);
    }

    /** Null where there is no room for the loss, or the row can't be looked at together with the write. */
    private KeyedClear booking(
            Inquiry pessimistic,
            SubmittedStatement statement,
            ClearPlan plan,
            KeyedHash row,
            boolean leavesNone,
            boolean autoCommit)
            throws SQLException {
        WriteOperation operation = plan.deletes() ? WriteOperation.DELETE : WriteOperation.UPDATE;
        for (SecretAssignment secret : plan.reached()) {
            pessimistic.findings().losses(plan.table(), secret.secret()).lose(row, operation);
        }
        conclusion.settle(pessimistic, autoCommit);
        if (!pessimistic.findings().violations().isEmpty()) {
            return null;
        }
        try {
            KeyedClear.Asking asking = leavesNone && plan.look() != null
                    ? alongside -> plan.look().with(statement, alongside)
                    : asking(statement, plan);
            Inquiry actual = pessimistic.aside();
            ChangedRows rows = new ChangedRows(
                    actual,
                    statement,
                    plan.table(),
                    plan.reached(),
                    plan.write().compared(),
                    operation);
            conclusion.raiseBudgets(pessimistic.findings(), false);
            return new KeyedClear(
                    actual, asking, rows, row, pessimistic.findings().effects(), plan.shared());
        } catch (NotAskable notOnTheWay) {
            return null;
        }
    }

    /** The database says what the write leaves. */
    private static KeyedClear.Asking asking(SubmittedStatement statement, ClearPlan plan) {
        Look look = UpdateLook.of(Entries.of(statement), plan.write(), plan.table(), plan.reached(), plan.identities());
        return alongside -> Trip.of(look, statement);
    }

    private static Effect effect(
            Inquiry inquiry, SubmittedStatement statement, ClearPlan plan, SecretAssignment secret, KeyedHash row) {
        if (plan.deletes()) {
            return Effect.CLEARS;
        }
        if (secret.source() == null) {
            return Effect.MAY_CLEAR;
        }
        GuardedColumn column = secret.secret();
        SecretValue value = KnownValues.of(statement, secret.source(), column);
        if (value == null) {
            return Effect.UNKNOWN;
        }
        ValueState state = column.checker().check(value);
        if (state == ValueState.NULL) {
            return column.rules().onNull() == OnNull.REJECT ? Effect.UNKNOWN : Effect.CLEARS;
        }
        if (state == ValueState.EMPTY) {
            return column.rules().onEmpty() == OnEmpty.REJECT ? Effect.UNKNOWN : Effect.CLEARS;
        }
        boolean rotates = GoodValues.isGood(column, value)
                && !Repeats.suspected(
                        inquiry.findings().firstRows(),
                        inquiry.findings().losses(plan.table(), column).ledger(),
                        column,
                        List.of(row),
                        inquiry.knowledge().hash(plan.table(), column, value));
        return rotates ? Effect.ROTATES : Effect.UNKNOWN;
    }
}
