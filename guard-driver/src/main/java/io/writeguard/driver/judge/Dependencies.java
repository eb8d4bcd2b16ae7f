package io.writeguard.driver.judge;

import io.writeguard.driver.impact.NotAskable;
import io.writeguard.driver.schema.GuardedTable;
import io.writeguard.driver.statement.NamedRows;
import io.writeguard.driver.statement.SubmittedStatement;
import io.writeguard.rules.plan.Operation;
import io.writeguard.rules.plan.Write;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Sees to it that a write which is looked at before anything of its submission is sent does not depend on an earlier
 * write of the same submission: the look would find other rows than the write itself.
 */
final class Dependencies {

    private static final String ANY_ROW = "*";

    /** By table, the columns that were written so far, and {@link #ANY_ROW} where rows were inserted. */
    private final Map<Long, Set<String>> written = new HashMap<>();

    /**
     * @throws NotAskable where the write's rows or values may come from an earlier one
     */
    void check(SubmittedStatement statement, Write write, GuardedTable table) {
        Set<String> earlier = written.getOrDefault(table.oid(), Set.of());
        if (!earlier.isEmpty() && !NamedRows.provesOne(table, write)) {
            boolean namesRows = write.operation() == Operation.UPDATE
                    || write.operation() == Operation.DELETE
                    || write.merge() != null;
            boolean ofNewRows = write.operation() == Operation.UPDATE && earlier.contains(ANY_ROW);
            if (namesRows && (ofNewRows || new Mentions(statement.sql(), write).any(earlier))) {
                throw new NotAskable("its rows depend on an earlier statement that is sent together with it");
            }
        }
    }

    /** To be called once all writes of a statement have been checked: they see the table as it was before all of them. */
    void note(Write write, GuardedTable table) {
        Set<String> columns = written.computeIfAbsent(table.oid(), oid -> new HashSet<>());
        if (write.operation() == Operation.INSERT || write.operation() == Operation.MERGE_INSERT) {
            columns.add(ANY_ROW);
        } else {
            columns.addAll(write.columns());
        }
        if (write.conflict() != null) {
            write.conflict().assignments().forEach(assignment -> columns.add(assignment.column()));
        }
    }
}
