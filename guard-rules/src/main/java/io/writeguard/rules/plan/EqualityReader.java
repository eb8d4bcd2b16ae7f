package io.writeguard.rules.plan;

import io.writeguard.rules.sql.LexedSql;
import io.writeguard.rules.sql.Span;
import io.writeguard.rules.sql.TokenType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/** Finds the conjuncts of a predicate that compare a column with a constant, or with a list of them. */
final class EqualityReader {

    private final LexedSql sql;

    EqualityReader(LexedSql sql) {
        this.sql = sql;
    }

    /** The equalities of a predicate; none where it is null. */
    List<Equality> read(Span predicate) {
        return read(predicate, new ArrayList<>());
    }

    /** The equalities of a predicate; none where it is null. Adds its memberships to the list. */
    List<Equality> read(Span predicate, List<Membership> memberships) {
        List<Equality> equalities = new ArrayList<>();
        if (predicate != null) {
            for (Span conjunct : Conjuncts.of(sql, predicate)) {
                conjunct(conjunct, equalities, memberships);
            }
        }
        return equalities;
    }

    private void conjunct(Span span, List<Equality> equalities, List<Membership> memberships) {
        int operator = span.from();
        while (operator < span.to() && !isComparison(operator)) {
            operator = Clauses.next(sql, operator);
        }
        Span left = new Span(span.from(), Math.min(operator, span.to()));
        if (left.isEmpty() || operator >= span.to()) {
            return;
        }
        if (sql.isKeyword(operator, "in")) {
            in(left, new Span(operator + 1, span.to()), equalities, memberships);
        } else if (sql.isKeyword(operator, "is")) {
            boolean matchesNull = sql.isKeyword(operator + 1, "not")
                    && sql.isKeyword(operator + 2, "distinct")
                    && sql.isKeyword(operator + 3, "from");
            if (matchesNull) {
                pair(left, new Span(operator + 4, span.to()), true, equalities);
            }
        } else {
            Span right = new Span(operator + 1, span.to());
            equals(left, right, equalities);
            any(left, right, memberships);
        }
    }

    private boolean isComparison(int token) {
        return sql.isOperator(token, "=")
                || (!sql.is(token - 1, TokenType.DOT) && Clauses.isAny(sql, token, "in", "is"));
    }

    /** {@code column IN (constant)} is an equality, with several constants a membership. */
    private void in(Span left, Span list, List<Equality> equalities, List<Membership> memberships) {
        if (!Clauses.isParenthesised(sql, list)) {
            return;
        }
        List<Span> items = Clauses.items(sql, Clauses.inside(list));
        if (items.size() == 1) {
            pair(left, items.get(0), false, equalities);
        } else {
            member(left, items.stream().map(item -> Constants.read(sql, item)).toList(), false, memberships);
        }
    }

    /** {@code column = ANY (array)}. */
    private void any(Span left, Span right, List<Membership> memberships) {
        Span array = new Span(Math.min(right.from() + 1, right.to()), right.to());
        if (Clauses.isAny(sql, right.from(), "any", "some") && Clauses.isParenthesised(sql, array)) {
            member(left, Collections.singletonList(Constants.uncast(sql, Clauses.inside(array))), true, memberships);
        }
    }

    private void member(Span left, List<ValueSource> values, boolean array, List<Membership> memberships) {
        ColumnName column = ColumnName.read(sql, Clauses.unwrap(sql, left));
        if (column != null && values.stream().allMatch(Objects::nonNull)) {
            memberships.add(new Membership(column.qualifier(), column.column(), values, array));
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
