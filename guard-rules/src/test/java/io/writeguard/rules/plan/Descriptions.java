package io.writeguard.rules.plan;

import io.writeguard.rules.plan.ValueSource.Default;
import io.writeguard.rules.plan.ValueSource.ExcludedColumn;
import io.writeguard.rules.plan.ValueSource.Expression;
import io.writeguard.rules.plan.ValueSource.Literal;
import io.writeguard.rules.plan.ValueSource.Null;
import io.writeguard.rules.plan.ValueSource.OwnColumn;
import io.writeguard.rules.plan.ValueSource.Parameter;
import io.writeguard.rules.plan.ValueSource.SubselectColumn;
import io.writeguard.rules.sql.LexedSql;
import java.util.List;
import java.util.stream.Collectors;

/** Values of a reading in words, for tables of expectations. */
final class Descriptions {

    private Descriptions() {}

    static String describe(LexedSql sql, Equality equality) {
        String qualifier = equality.qualifier() == null ? "" : equality.qualifier() + ".";
        String operator = equality.matchesNull() ? "==" : "=";
        return qualifier + equality.column() + operator + describe(sql, equality.value());
    }

    static String describe(LexedSql sql, List<Assignment> assignments) {
        return assignments.stream()
                .map(assignment -> describe(sql, assignment.value()))
                .collect(Collectors.joining(", "));
    }

    static String describe(LexedSql sql, ValueSource source) {
        if (source instanceof Parameter parameter) {
            return "parameter " + parameter.index();
        } else if (source instanceof Literal literal) {
            return "literal " + sql.literal(literal.token());
        } else if (source instanceof OwnColumn own) {
            return "own " + own.column();
        } else if (source instanceof ExcludedColumn excluded) {
            return "excluded " + excluded.column();
        } else if (source instanceof SubselectColumn column) {
            return "sub-select " + column.position() + " of " + column.width();
        } else if (source instanceof Null) {
            return "null";
        }
        return source instanceof Default ? "default" : source instanceof Expression ? "expression" : "?";
    }
}
