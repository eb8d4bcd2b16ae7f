package io.writeguard.rules.plan;

import io.writeguard.rules.sql.LexedSql;
import io.writeguard.rules.sql.Span;
import io.writeguard.rules.sql.TokenType;
import java.util.ArrayList;
import java.util.List;

/** Finds the conjuncts of a predicate that compare a column with a constant. */
final class EqualityReader {

    private final LexedSql sql;

    EqualityReader(LexedSql sql) {
        this.sql = sql;
    }

    /** The equalities of a predicate; none where it is null. */
    List<Equality> read(Span predicate) {
        List<Equality> equalities = new ArrayList<>();
        if (predicate != null) {
            for (Span conjunct : Conjuncts.of(sql, predicate)) {
                conjunct(conjunct, equalities);
            }
        }
        return equalities;
    }

    private void conjunct(Span span, List<Equality> equalities) {
        int operator = span.from();
        while (operator < span.to() && !isComparison(operator)) {
            operator = Clauses.next(sql, operator);
        }
        Span left = new Span(span.from(), Math.min(operator, span.to()));
        if (left.isEmpty() || operator >= span.to()) {
            return;
        }
        if (sql.isKeyword(operator, "in")) {
            in(left, new Span(operator + 1, span.to()), equalities);
        } else if (sql.isKeyword(operator, "is")) {
            boolean matchesNull = sql.isKeyword(operator + 1, "not")
                    && sql.isKeyword(operator + 2, "distinct")
                    && sql.isKeyword(operator + 3, "from");
            if (matchesNull) {
                pair(left, new Span(operator + 4, span.to()), true, equalities);
            }
        } else {
            equals(left, new Span(operator + 1, span.to()), equalities);
        }
    }

    private boolean isComparison(int token) {
        return sql.isOperator(token, "=")
                || (!sql.is(token - 1, TokenType.DOT) && Clauses.isAny(sql, token, "in", "is"));
    }

    /** {@code column IN (constant)}, with a single one. */
    private void in(Span left, Span list, List<Equality> equalities) {
        if (Clauses.isParenthesised(sql, list)
                && Clauses.items(sql, Clauses.inside(list)).size() == 1) {
            pair(left, Clauses.inside(list), false, equalities);
        }
    }

    private void equals(Span left, Span right, List<Equality> equalities) {
        List<Span> columns = row(left);
        List<Span> values = row(right);
        if (columns.size() == values.size()) {
            for (int i = 0; i < columns.size(); i++) {
                pair(columns.get(i), values.get(i), false, equalities);
            }
        }
    }

    /** The fields of {@code (a, b)} or {@code ROW(a, b)}; anything else is one field. */
    private List<Span> row(Span span) {
        Span row = sql.isKeyword(span.from(), "row") && span.length() > 1 ? new Span(span.from() + 1, span.to()) : span;
        boolean fields = Clauses.isParenthesised(sql, row) && !Clauses.isQuery(sql, row);
        return fields ? Clauses.items(sql, Clauses.inside(row)) : List.of(span);
    }

    private void pair(Span left, Span right, boolean matchesNull, List<Equality> equalities) {
        ColumnName column = ColumnName.read(sql, Clauses.unwrap(sql, left));
        Span constant = right;
        if (column == null) {
            column = ColumnName.read(sql, Clauses.unwrap(sql, right));
            constant = left;
        }
        ValueSource value = column == null ? null : Constants.read(sql, constant);
        if (value != null) {
            equalities.add(new Equality(column.qualifier(), column.column(), value, matchesNull));
        }
    }
}
