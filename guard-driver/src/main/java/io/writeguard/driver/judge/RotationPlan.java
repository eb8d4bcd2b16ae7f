package io.writeguard.driver.judge;

import io.writeguard.driver.budget.Ledger;
import io.writeguard.driver.budget.RowChanges;
import io.writeguard.driver.impact.NotAskable;
import io.writeguard.driver.impact.SecretAssignment;
import io.writeguard.driver.schema.GuardedColumn;
import io.writeguard.driver.schema.GuardedTable;
import io.writeguard.driver.schema.NameResolver;
import io.writeguard.driver.schema.RowIdentities;
import io.writeguard.driver.statement.NamedRows;
import io.writeguard.driver.transaction.Effects;
import io.writeguard.rules.plan.Operation;
import io.writeguard.rules.plan.StatementKind;
import io.writeguard.rules.plan.StatementReading;
import io.writeguard.rules.plan.ValueSource;
import io.writeguard.rules.plan.Write;
import java.sql.SQLException;
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

    /** Null where the statement is something else, does more, or has to be looked at whatever the values are. */
    static RotationPlan of(StatementReading reading, GuardedTable table, NameResolver names, Knowledge knowledge)
            throws SQLException {
        if (!isPlainUpdate(reading) || table.isArchived() || StaleClears.apply(table)) {
            return null;
        }
        Write write = reading.writes().get(0);
        names.requireFit(write.target());
        HiddenRoutes hidden = new HiddenRoutes(names);
        if (hidden.callsReaching(reading)
                || hidden.writeReaches(write)
                || hidden.mayBeReplaced(write, table)
                || ReachedSecrets.acceptanceMayChange(table, write.assignments())) {
            return null;
        }
        List<SecretAssignment> reached = reached(table, write);
        if (reached == null || !(reached.isEmpty() || NamedRows.provesOne(table, write))) {
            return null;
        }
        List<Secret> secrets = reached.stream()
                .map(assignment -> new Secret(
                        assignment,
                        knowledge.budget().ledger(table, assignment.secret().name())))
                .toList();
        List<Effects.Loss> gains = secrets.stream()
                .map(secret -> new Effects.Loss(secret.ledger(), RowChanges.MAY_GAIN, false, Long.MAX_VALUE))
                .toList();
        List<GuardedColumn> columns = secrets.stream().map(Secret::column).toList();
        return new RotationPlan(table, write, knowledge.identities(table), secrets, columns, gains);
    }

    private static boolean isPlainUpdate(StatementReading reading) {
        if (!reading.readable()
                || reading.kind() != StatementKind.WRITE
                || reading.writes().size() != 1
                || !reading.changes().isEmpty()) {
            return false;
        }
        Write write = reading.writes().get(0);
        return write.operation() == Operation.UPDATE && write.with().isEmpty() && !write.currentOf();
    }

    /** Null where one of them has to be looked at. */
    private static List<SecretAssignment> reached(GuardedTable table, Write write) {
        try {
            List<SecretAssignment> reached = ReachedSecrets.of(table, write.assignments());
            return reached.stream().allMatch(RotationPlan::mayBeGood) ? reached : null;
        } catch (NotAskable toBeLookedAt) {
            return null;
        }
    }

    private static boolean mayBeGood(SecretAssignment secret) {
        return secret.source() != null && !(secret.source() instanceof ValueSource.Null);
    }
}
