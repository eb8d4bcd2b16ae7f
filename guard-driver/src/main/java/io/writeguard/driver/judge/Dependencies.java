package io.writeguard.driver.judge;

import io.writeguard.driver.impact.NotAskable;
import io.writeguard.driver.schema.GuardedTable;
import io.writeguard.driver.statement.NamedRows;
import io.writeguard.driver.statement.SubmittedStatement;
import io.writeguard.rules.plan.Assignment;
import io.writeguard.rules.plan.Operation;
import io.writeguard.rules.plan.ValueSource;
import io.writeguard.rules.plan.Write;
import io.writeguard.rules.sql.LexedSql;
import io.writeguard.rules.sql.Span;
import io.writeguard.rules.sql.TokenType;
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
            boolean namesRows = write.operation() == Operation.UPDATE || write.operation() == Operation.DELETE;
            boolean ofNewRows = write.operation() == Operation.UPDATE && earlier.contains(ANY_ROW);
            if (namesRows && (ofNewRows || mentionsAny(statement.sql(), write, earlier))) {
                throw new NotAskable("its rows depend on an earlier statement that is sent together with it");
            }
        }
        note(write, table);
    }

    private void note(Write write, GuardedTable table) {
        Set<String> columns = written.computeIfAbsent(table.oid(), oid -> new HashSet<>());
        columns.addAll(write.columns());
        if (write.operation() == Operation.INSERT) {
            columns.add(ANY_ROW);
        }
    }

    private static boolean mentionsAny(LexedSql sql, Write write, Set<String> columns) {
        return mentionsAny(sql, write.where(), columns)
                || mentionsAny(sql, write.from(), columns)
                || write.assignments().stream().anyMatch(assignment -> mentionsAny(sql, span(assignment), columns));
    }

    private static Span span(Assignment assignment) {
        return assignment.value() instanceof ValueSource.Expression expression ? expression.span() : null;
    }

    private static boolean mentionsAny(LexedSql sql, Span span, Set<String> columns) {
        if (span != null) {
            for (int token = span.from(); token < span.to(); token++) {
                TokenType type = sql.type(token);
                boolean name = type == TokenType.WORD || type == TokenType.QUOTED_IDENTIFIER;
                if (name && columns.contains(sql.word(token))) {
                    return true;
                }
            }
        }
        return false;
    }
}
