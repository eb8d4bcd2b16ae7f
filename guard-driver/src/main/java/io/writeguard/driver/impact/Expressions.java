package io.writeguard.driver.impact;

import io.writeguard.driver.schema.Identifiers;
import io.writeguard.driver.schema.TableColumn;
import io.writeguard.rules.plan.ValueSource;
import io.writeguard.rules.sql.Span;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Writes the value that a statement assigns to a column as an expression of a question, in the column's type. */
final class Expressions {

    private final TargetRow target;
    private final Map<Span, Integer> subselects = new LinkedHashMap<>();
    private final Set<Span> rows = new HashSet<>();

    Expressions(TargetRow target) {
        this.target = target;
    }

    void append(SqlBuilder sql, ValueSource source, TableColumn column) {
        sql.own("CAST((");
        if (source instanceof ValueSource.Parameter parameter) {
            sql.parameter(parameter.index());
        } else if (source instanceof ValueSource.Literal literal) {
            sql.span(new Span(literal.token(), literal.token() + 1));
        } else if (source instanceof ValueSource.Expression expression) {
            sql.span(expression.span());
        } else if (source instanceof ValueSource.OwnColumn own) {
            sql.own(target.column(own.column()));
        } else if (source instanceof ValueSource.ExcludedColumn excluded) {
            sql.own("excluded." + Identifiers.quoted(excluded.column()));
        } else if (source instanceof ValueSource.SubselectColumn subselect) {
            sql.own(subselect(subselect));
        } else if (source instanceof ValueSource.Default && !column.defaultsToNull()) {
            sql.own(column.defaultExpression());
        } else {
            sql.own("NULL");
        }
        sql.own(") AS " + column.type() + ")");
    }

    /** The sub-selects that {@link #append} referred to, each run once a row: {@code , LATERAL (…) AS wg_query0}. */
    void appendSubselects(SqlBuilder sql, Map<Span, Integer> widths) {
        subselects.forEach((query, number) -> {
            sql.own(", LATERAL (SELECT wg_one.* FROM (SELECT) AS wg_none LEFT JOIN LATERAL ("
                            + (rows.contains(query) ? "SELECT " : ""))
                    .span(query);
            sql.own(") AS wg_one(" + columns(widths.get(query)) + ") ON true) AS wg_query" + number);
        });
    }

    /** Makes room for a sub-select, before anything is written: it has to stand to the left of what uses it. */
    void announce(ValueSource source) {
        if (source instanceof ValueSource.SubselectColumn subselect) {
            subselects.putIfAbsent(subselect.query(), subselects.size());
            if (subselect.row()) {
                rows.add(subselect.query());
            }
        }
    }

    private String subselect(ValueSource.SubselectColumn source) {
        return "wg_query" + subselects.get(source.query()) + ".c" + source.position();
    }

    private static String columns(int width) {
        StringBuilder names = new StringBuilder("c0");
        for (int i = 1; i < width; i++) {
            names.append(", c").append(i);
        }
        return names.toString();
    }
}
