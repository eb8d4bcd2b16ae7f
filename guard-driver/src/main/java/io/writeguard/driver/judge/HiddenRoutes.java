package io.writeguard.driver.judge;

import io.writeguard.driver.schema.GuardedTable;
import io.writeguard.driver.schema.NameResolver;
import io.writeguard.driver.schema.Reach;
import io.writeguard.driver.schema.WriteEvent;
import io.writeguard.rules.plan.Operation;
import io.writeguard.rules.plan.StatementKind;
import io.writeguard.rules.plan.StatementReading;
import io.writeguard.rules.plan.Write;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/** Finds out whether a statement may reach a guarded table through a function, trigger, rule or view. */
final class HiddenRoutes {

    private final NameResolver names;
    private final Reach reach;

    HiddenRoutes(NameResolver names) {
        this.names = names;
        this.reach = names.catalog().reach();
    }

    /** Whether the statement calls a function that may write a guarded table, or reads a view that does. */
    boolean callsReaching(StatementReading reading) {
        return reach.isRunBy(reading);
    }

    /** Whether a DO block or a procedure may write a guarded table, as far as its words tell. */
    boolean routineReaches(StatementReading reading) {
        return !Collections.disjoint(reading.identifiers(), names.catalog().baseNames());
    }

    /** Whether a DO block puts statements together, which may be about any table. */
    static boolean routineExecutesText(StatementReading reading) {
        return reading.identifiers().contains("execute");
    }

    /** Whether it may end the transaction in which it would have to be measured. */
    boolean routineEndsTransactions(StatementReading reading) {
        Set<String> words = reading.identifiers();
        return words.contains("commit")
                || words.contains("rollback")
                || !Collections.disjoint(words, reach.transactional());
    }

    boolean writeReaches(Write write) throws SQLException {
        long relation = names.oid(write.target());
        if (relation == 0) {
            return false;
        }
        Set<String> columns = columns(write);
        boolean updates = write.conflict() != null && write.conflict().update();
        return reach.isHidden(relation, event(write.operation()), columns)
                || (updates && reach.isHidden(relation, WriteEvent.UPDATE, columns));
    }

    /** Whether a trigger or rule of the written table may turn an UPDATE or DELETE into another write, or none. */
    boolean mayBeReplaced(Write write, GuardedTable table) {
        boolean ofRows = write.operation() == Operation.UPDATE || write.operation() == Operation.DELETE;
        return ofRows && reach.isReplaced(table.oid(), event(write.operation()), columns(write));
    }

    private static Set<String> columns(Write write) {
        Set<String> columns = new HashSet<>(write.columns());
        if (write.conflict() != null) {
            write.conflict().assignments().forEach(assignment -> columns.add(assignment.column()));
        }
        return columns;
    }

    private static WriteEvent event(Operation operation) {
        return switch (operation) {
            case UPDATE, MERGE_UPDATE, ON_CONFLICT_UPDATE -> WriteEvent.UPDATE;
            case DELETE, MERGE_DELETE -> WriteEvent.DELETE;
            case INSERT, MERGE_INSERT, COPY_FROM -> WriteEvent.INSERT;
            case TRUNCATE -> WriteEvent.TRUNCATE;
        };
    }

    /** Whether the kind of statement runs what it calls. */
    static boolean runs(StatementKind kind) {
        return kind != StatementKind.EXPLAIN && kind != StatementKind.PREPARE;
    }
}
