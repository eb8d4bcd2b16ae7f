package io.writeguard.driver.judge;

import io.writeguard.driver.impact.NotAskable;
import io.writeguard.driver.schema.GuardedTable;
import io.writeguard.driver.schema.Identifiers;
import io.writeguard.driver.schema.TableColumn;
import io.writeguard.driver.statement.Rewriting;
import io.writeguard.driver.statement.SubmittedStatement;
import io.writeguard.rules.plan.MergeAction;
import io.writeguard.rules.plan.MergeAction.Rows;
import io.writeguard.rules.plan.ValueSource;
import io.writeguard.rules.plan.WithQuery;
import io.writeguard.rules.plan.Write;
import io.writeguard.rules.sql.RelationName;
import io.writeguard.rules.sql.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Spells one action of a MERGE as the UPDATE, DELETE or INSERT that does the same to the table as it is before the MERGE: a
 * row is for the first WHEN clause whose condition holds (manual, MERGE).
 */
final class MergeStatements {

    private final Rewriting statement;
    private final Write action;
    private final MergeAction merge;
    private final GuardedTable table;

    private MergeStatements(SubmittedStatement original, Write action, GuardedTable table) {
        this.statement = new Rewriting(original);
        this.action = action;
        this.merge = action.merge();
        this.table = table;
    }

    /** The statement, whose first write does what the action does. */
    static SubmittedStatement of(SubmittedStatement original, Write action, GuardedTable table) {
        MergeStatements statements = new MergeStatements(original, action, table);
        statements.appendWith();
        switch (action.operation()) {
            case MERGE_UPDATE -> statements.appendUpdate();
            case MERGE_DELETE -> statements.appendDelete();
            default -> statements.appendInsert();
        }
        return statements.statement.read();
    }

    private void appendWith() {
        String separator = action.withRecursive() ? "WITH RECURSIVE " : "WITH ";
        for (WithQuery query : action.with()) {
            statement.own(separator).span(query.span());
            separator = ", ";
        }
    }

    private void appendUpdate() {
        statement.own(" UPDATE ").span(action.targetSpan()).own(" SET ").span(merge.assignments());
        if (merge.rows() == Rows.MATCHED) {
            statement.own(" FROM ").span(merge.source());
        }
        appendConditions();
    }

    private void appendDelete() {
        statement.own(" DELETE FROM ").span(action.targetSpan());
        if (merge.rows() == Rows.MATCHED) {
            statement.own(" USING ").span(merge.source());
        }
        appendConditions();
    }

    private void appendInsert() {
        List<String> columns = action.columns().isEmpty()
                ? table.columns().stream().map(TableColumn::name).toList()
                : action.columns();
        List<String> names = new ArrayList<>();
        List<Span> values = new ArrayList<>();
        for (int i = 0; i < merge.values().size() && i < columns.size(); i++) {
            if (!(action.rows().get(0).get(i) instanceof ValueSource.Default)) {
                names.add(Identifiers.quoted(columns.get(i)));
                values.add(merge.values().get(i));
            }
        }
        if (values.isEmpty()) {
            throw new NotAskable("its INSERT gives no value to any column");
        }
        statement.own(" INSERT INTO " + relation() + " (" + String.join(", ", names) + ") SELECT ");
        String separator = "";
        for (Span value : values) {
            statement.own(separator).span(value);
            separator = ", ";
        }
        statement.own(" FROM ").span(merge.source());
        appendConditions();
    }

    private String relation() {
        RelationName target = action.target();
        return Stream.of(target.database(), target.schema(), target.name())
                .filter(Objects::nonNull)
                .map(Identifiers::quoted)
                .collect(Collectors.joining("."));
    }

    private void appendConditions() {
        switch (merge.rows()) {
            case MATCHED -> statement.own(" WHERE (").span(merge.on()).own(")");
            case NOT_MATCHED_BY_TARGET -> appendAntiJoin(action.targetSpan());
            case NOT_MATCHED_BY_SOURCE -> appendAntiJoin(merge.source());
        }
        if (action.where() != null) {
            statement.own(" AND (").span(action.where()).own(")");
        }
        for (Span earlier : merge.earlier()) {
            statement.own(" AND (").span(earlier).own(") IS NOT TRUE");
        }
    }

    private void appendAntiJoin(Span other) {
        statement
                .own(" WHERE NOT EXISTS (SELECT FROM ")
                .span(other)
                .own(" WHERE ")
                .span(merge.on())
                .own(")");
    }
}
