package io.writeguard.driver.judge;

import io.writeguard.driver.budget.Ledger;
import io.writeguard.driver.budget.Room;
import io.writeguard.driver.budget.RowChanges;
import io.writeguard.driver.impact.SecretAssignment;
import io.writeguard.driver.schema.GuardedColumn;
import io.writeguard.driver.schema.GuardedTable;
import io.writeguard.driver.schema.RowIdentities;
import io.writeguard.driver.statement.NamedRows;
import io.writeguard.driver.transaction.Effects;
import io.writeguard.rules.plan.Operation;
import io.writeguard.rules.plan.ValueSource;
import io.writeguard.rules.plan.Write;
import java.util.List;

/**
 * An UPDATE that gives new secrets to no row but one, which it names by its key: as much of it as is the same whatever the
 * values are. One thread at a time.
 *
 * @param secrets that it assigns; empty where it writes other columns alone, and then of any rows
 * @param columns the same
 * @param gains what it may do to the live rows of each
 */
record RotationPlan(
        GuardedTable table,
        Write write,
        RowIdentities identities,
        List<Secret> secrets,
        List<GuardedColumn> columns,
        List<Effects.Loss> gains) {

    /** A secret that it assigns. */
    record Secret(SecretAssignment assignment, Ledger ledger) {

        GuardedColumn column() {
            return assignment.secret();
        }
    }

    /** Null where the write is something else, or has to be looked at whatever the values are. */
    static RotationPlan of(Write write, GuardedTable table, Knowledge knowledge) {
        if (write.operation() != Operation.UPDATE
                || table.isArchived()
                || StaleClears.apply(table)
                || ReachedSecrets.acceptanceMayChange(table, write.assignments())) {
            return null;
        }
        List<SecretAssignment> reached = ReachedSecrets.of(table, write.assignments());
        boolean ofOneRow = reached.isEmpty() || NamedRows.provesOne(table, write);
        if (!ofOneRow || !reached.stream().allMatch(RotationPlan::mayBeGood)) {
            return null;
        }
        List<Secret> secrets = reached.stream()
                .map(assignment -> new Secret(
                        assignment,
                        knowledge.budget().ledger(table, assignment.secret().name())))
                .toList();
        List<Effects.Loss> gains = secrets.stream()
                .map(secret -> new Effects.Loss(secret.ledger(), RowChanges.MAY_GAIN, false, Room.ANY))
                .toList();
        List<GuardedColumn> columns = secrets.stream().map(Secret::column).toList();
        return new RotationPlan(table, write, knowledge.identities(table), secrets, columns, gains);
    }

    private static boolean mayBeGood(SecretAssignment secret) {
        return secret.source() != null && !(secret.source() instanceof ValueSource.Null);
    }
}
