package io.writeguard.rules.plan;

import io.writeguard.rules.sql.Span;
import java.util.List;

/**
 * The WHEN clause of a MERGE that a write is the action of.
 *
 * @param source what USING names, its alias included
 * @param on the condition that joins source and target
 * @param rows which pairs of source and target row the clause is for
 * @param earlier the conditions of the clauses before it for the same rows: a row that meets one of them never gets here
 * @param assignments of an update, the list after SET; null else
 * @param values of an insert, one expression a column; empty for DEFAULT VALUES, and for other actions
 */
public record MergeAction(Span source, Span on, Rows rows, List<Span> earlier, Span assignments, List<Span> values) {

    /** What a WHEN clause says before its own condition. */
    public enum Rows {
        MATCHED,
        NOT_MATCHED_BY_TARGET,
        NOT_MATCHED_BY_SOURCE
    }

    public MergeAction {
        earlier = List.copyOf(earlier);
        values = List.copyOf(values);
    }
}
