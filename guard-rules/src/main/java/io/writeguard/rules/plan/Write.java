package io.writeguard.rules.plan;

import io.writeguard.rules.sql.RelationName;
import io.writeguard.rules.sql.Span;
import java.util.List;
import java.util.Set;

/**
 * One write of a statement: what it changes, and the spans of its text from which the questions about it are made.
 *
 * <p>An {@code INSERT … ON CONFLICT DO UPDATE} is one write of operation INSERT with a {@link ConflictClause}; {@code
 * explain} shows it as two. Each WHEN … THEN action of a MERGE is a write of its own.
 *
 * @param alias folded, or null
 * @param targetSpan relation, ONLY, * and alias as written: {@code ONLY public.users * AS u}
 * @param columns the written columns in order, folded; for INSERT and COPY those of the column list, empty without one;
 *     empty for DELETE and TRUNCATE
 * @param assignments of UPDATE and of a MERGE update; empty else
 * @param rows of INSERT … VALUES, one value a column; one row without any for DEFAULT VALUES; empty where the source is a
 *     query
 * @param query source of INSERT … SELECT (or TABLE, or a parenthesised query), else null
 * @param overriding whether OVERRIDING … VALUE was written
 * @param from what UPDATE … FROM or DELETE … USING lists, without the keyword, or null
 * @param where the predicate without the keyword (of a MERGE action: its AND condition), or null
 * @param currentOf whether WHERE CURRENT OF
 * @param equalities conjuncts of {@code where}
 * @param compared columns of the target that {@code where}, of an upsert that of its DO UPDATE, compares with what the
 *     application supplied: of each set at least one, for every row for which it holds
 * @param conflict null where none
 * @param with what the write's WITH clauses offer, outermost first; for a write inside a WITH, those before it, and itself
 *     not
 * @param withRecursive whether one of them says RECURSIVE
 * @param cascade TRUNCATE … CASCADE
 * @param merge the WHEN clause that this is the action of; null outside a MERGE
 */
public record Write(
        Operation operation,
        RelationName target,
        String alias,
        Span targetSpan,
        List<String> columns,
        List<Assignment> assignments,
        List<List<ValueSource>> rows,
        Span query,
        boolean overriding,
        Span from,
        Span where,
        boolean currentOf,
        List<Equality> equalities,
        List<Set<String>> compared,
        ConflictClause conflict,
        List<WithQuery> with,
        boolean withRecursive,
        boolean cascade,
        MergeAction merge) {

    public Write {
        columns = List.copyOf(columns);
        assignments = List.copyOf(assignments);
        rows = List.copyOf(rows);
        equalities = List.copyOf(equalities);
        compared = List.copyOf(compared);
        with = List.copyOf(with);
    }
}
