package io.writeguard.rules.plan;

import io.writeguard.rules.sql.Span;
import java.util.List;

/**
 * ON CONFLICT of an INSERT.
 *
 * @param columns the plain columns of the conflict target, folded; empty where there is none or it is of another form
 * @param constraint ON CONSTRAINT name, folded, or null
 * @param opaque whether the target has expressions, collations, operator classes or a predicate
 * @param update whether DO UPDATE (else DO NOTHING)
 * @param assignments of DO UPDATE
 * @param where of DO UPDATE, without the keyword, or null
 */
public record ConflictClause(
        List<String> columns,
        String constraint,
        boolean opaque,
        boolean update,
        List<Assignment> assignments,
        Span where) {

    public ConflictClause {
        columns = List.copyOf(columns);
        assignments = List.copyOf(assignments);
    }
}
