package io.writeguard.driver.judge;

import io.writeguard.driver.impact.KeyedLook;
import io.writeguard.driver.impact.SecretAssignment;
import io.writeguard.driver.impact.TakenSecrets;
import io.writeguard.driver.schema.GuardedColumn;
import io.writeguard.driver.schema.GuardedTable;
import io.writeguard.driver.schema.NameResolver;
import io.writeguard.driver.schema.RowIdentities;
import io.writeguard.driver.statement.NamedRows;
import io.writeguard.driver.statement.SubmittedStatement;
import io.writeguard.rules.MassInvalidation.Budget;
import io.writeguard.rules.plan.Operation;
import io.writeguard.rules.plan.Write;
import java.sql.SQLException;
import java.util.List;

/**
 * A write of one row of a guarded table, named by its key, that may clear its secrets, and does nothing else: as much of it as
 * is the same whatever the values are. One thread at a time.
 *
 * @param reached every secret of the table for a DELETE
 * @param look at the row, where the write leaves none of them with a value; null where it has to be asked what it leaves
 */
record ClearPlan(
        GuardedTable table, Write write, List<SecretAssignment> reached, RowIdentities identities, KeyedLook look) {

    /** Whether what it loses has to be told to other processes. */
    boolean shared() {
        return isShared(table);
    }

    /** Null where the statement is something else, takes rows of other tables along, or returns rows. */
    static ClearPlan of(
            SubmittedStatement statement, Write write, GuardedTable table, NameResolver names, Knowledge knowledge)
            throws SQLException {
        boolean deletes = write.operation() == Operation.DELETE;
        boolean known = deletes || write.operation() == Operation.UPDATE;
        if (!known || write.from() != null || returnsRows(statement) || !canBeTold(table)) {
            return null;
        }
        if (!NamedRows.provesOne(table, write) || (deletes && cascades(write, names))) {
            return null;
        }
        List<SecretAssignment> reached =
                deletes ? ReachedSecrets.allOf(table) : ReachedSecrets.of(table, write.assignments());
        if (reached.isEmpty()) {
            return null;
        }
        List<GuardedColumn> secrets =
                reached.stream().map(SecretAssignment::secret).toList();
        RowIdentities identities = knowledge.identities(table);
        boolean takesAll = deletes || TakenSecrets.mayBeAll(table, write, secrets);
        KeyedLook look = takesAll ? new KeyedLook(write, table, secrets, identities) : null;
        boolean tellable =
                look != null && secrets.size() == 1 && !secrets.get(0).isMember();
        return isShared(table) && !tellable ? null : new ClearPlan(table, write, reached, identities, look);
    }

    boolean deletes() {
        return write.operation() == Operation.DELETE;
    }

    private static boolean returnsRows(SubmittedStatement statement) {
        return statement.sql().hasKeyword(statement.reading().span(), "returning");
    }

    /** Whether what the row holds can be told and booked in one trip with the write. */
    private static boolean canBeTold(GuardedTable table) {
        return table.hasKey() && table.lockable() && !table.isArchived() && !StaleClears.apply(table);
    }

    private static boolean isShared(GuardedTable table) {
        return table.rules().massInvalidation().budget() == Budget.DATABASE;
    }

    private static boolean cascades(Write write, NameResolver names) throws SQLException {
        return !names.catalog()
                .reach()
                .cascades()
                .getOrDefault(names.oid(write.target()), List.of())
                .isEmpty();
    }
}
