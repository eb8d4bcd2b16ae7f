package io.writeguard.rules.plan;

import io.writeguard.rules.sql.LexedSql;
import io.writeguard.rules.sql.Span;
import java.util.List;
import java.util.Set;

/** A {@link Write} in the making: each reader fills in what its statement has. */
final class WriteDraft {

    final Operation operation;
    final Target target;
    List<String> columns = List.of();
    List<Assignment> assignments = List.of();
    List<List<ValueSource>> rows = List.of();
    Span query;
    boolean overriding;
    Span from;
    Span where;
    boolean currentOf;
    ConflictClause conflict;
    boolean cascade;
    MergeAction merge;

    WriteDraft(Operation operation, Target target) {
        this.operation = operation;
        this.target = target;
    }

    void assign(List<Assignment> values) {
        assignments = values;
        columns = values.stream().map(Assignment::column).toList();
    }

    Write build(LexedSql sql, WithClauses.Visible visible) {
        return new Write(
                operation,
                target.relation(),
                target.alias(),
                target.span(),
                columns,
                assignments,
                rows,
                query,
                overriding,
                from,
                where,
                currentOf,
                currentOf ? List.of() : new EqualityReader(sql).read(where),
                currentOf ? List.of() : compared(sql, visible),
                conflict,
                visible.queries(),
                visible.recursive(),
                cascade,
                merge);
    }

    private List<Set<String>> compared(LexedSql sql, WithClauses.Visible visible) {
        boolean upsert = conflict != null && conflict.update();
        Set<String> suppliers =
                upsert && query == null ? Set.of("excluded") : new Suppliers(sql, visible.queries()).in(from);
        String reference = target.alias() == null ? target.relation().name() : target.alias();
        return new ComparisonReader(sql, new ComparedExpression(sql, reference, suppliers))
                .read(upsert ? conflict.where() : where);
    }
}
