package io.writeguard.rules.plan;

import io.writeguard.rules.sql.LexedSql;
import io.writeguard.rules.sql.Span;
import io.writeguard.rules.sql.TokenType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Finds which columns of the written table a predicate compares with what the application supplied: each row for which it
 * holds has, of each set found, at least one column compared.
 */
final class ComparisonReader {

    private static final int MOST_SETS = 64;

    private final LexedSql sql;
    private final ComparedExpression expressions;

    ComparisonReader(LexedSql sql, ComparedExpression expressions) {
        this.sql = sql;
        this.expressions = expressions;
    }

    /** The sets; none where the predicate is null or compares nothing. */
    List<Set<String>> read(Span predicate) {
        List<Set<String>> found = new ArrayList<>();
        Set<String> nulls = new HashSet<>();
        boolean suppliedNull = false;
        List<Span> conjuncts = predicate == null ? List.of() : Conjuncts.of(sql, predicate);
        for (Span conjunct : conjuncts) {
            Span nothing = beforeIsNull(conjunct);
            if (nothing == null) {
                found.addAll(condition(conjunct));
            } else if (expressions.isSupplied(nothing)) {
                suppliedNull = true;
            } else {
                nulls.add(expressions.column(nothing));
            }
        }
        if (suppliedNull) {
            nulls.stream().filter(Objects::nonNull).forEach(column -> found.add(Set.of(column)));
        }
        return found.size() > MOST_SETS ? found.subList(0, MOST_SETS) : found;
    }

    private List<Set<String>> condition(Span condition) {
        List<Span> alternatives = Conjuncts.alternatives(sql, condition);
        if (alternatives.size() < 2) {
            return comparison(condition);
        }
        List<Set<String>> found = List.of(Set.of());
        for (Span alternative : alternatives) {
            found = either(found, read(alternative));
        }
        return found;
    }

    private static List<Set<String>> either(List<Set<String>> one, List<Set<String>> other) {
        List<Set<String>> both = new ArrayList<>();
        for (Set<String> left : one) {
            for (Set<String> right : other) {
                Set<String> union = new HashSet<>(left);
                union.addAll(right);
                both.add(union);
            }
        }
        return both.size() > MOST_SETS ? both.subList(0, MOST_SETS) : both;
    }

    /** {@code x} of {@code x IS NULL}, else null. */
    private Span beforeIsNull(Span span) {
        int is = span.to() - 2;
        boolean one = Conjuncts.alternatives(sql, span).size() == 1;
        return one && is > span.from() && sql.isKeyword(is, "is") && sql.isKeyword(is + 1, "null")
                ? new Span(span.from(), is)
                : null;
    }

    private List<Set<String>> comparison(Span span) {
        boolean not = sql.isKeyword(span.from(), "not");
        Span compared = not ? Clauses.unwrap(sql, new Span(span.from() + 1, span.to())) : span;
        for (int i = compared.from(); i < compared.to(); i = Clauses.next(sql, i)) {
            int right = endOfOperator(i, not);
            if (right > i) {
                return compared(new Span(compared.from(), i), new Span(right, compared.to()), sql.isKeyword(i, "in"));
            }
        }
        return List.of();
    }

    /** The token after an operator that stands here and says that both sides are equal; the token itself where none does. */
    private int endOfOperator(int token, boolean not) {
        if (sql.is(token - 1, TokenType.DOT)) {
            return token;
        }
        if (sql.isKeyword(token, "is")) {
            int distinct = not ? token + 1 : token + 2;
            boolean equal = (not || sql.isKeyword(token + 1, "not"))
                    && sql.isKeyword(distinct, "distinct")
                    && sql.isKeyword(distinct + 1, "from");
            return equal ? distinct + 2 : token;
        }
        boolean equal = not
                ? sql.isOperator(token, "<>") || sql.isOperator(token, "!=")
                : sql.isOperator(token, "=") || sql.isKeyword(token, "in");
        return equal ? token + 1 : token;
    }

    private List<Set<String>> compared(Span left, Span right, boolean in) {
        List<Span> values = List.of(right);
        if (in) {
            values = Clauses.isParenthesised(sql, right) ? Clauses.items(sql, Clauses.inside(right)) : List.of();
        } else if (Clauses.isAny(sql, right.from(), "any", "some")) {
            Span array = new Span(right.from() + 1, right.to());
            values = Clauses.isParenthesised(sql, array) ? List.of(Clauses.inside(array)) : List.of();
        }
        List<Set<String>> found = new ArrayList<>();
        List<Span> fields = fields(left);
        for (int i = 0; i < fields.size() && !values.isEmpty(); i++) {
            Set<String> column = new HashSet<>();
            for (Span value : values) {
                List<Span> row = fields.size() == 1 ? List.of(value) : fields(value);
                column.add(row.size() == fields.size() ? pair(fields.get(i), row.get(i)) : null);
            }
            if (column.size() == 1 && !column.contains(null)) {
                found.add(column);
            }
        }
        return found;
    }

    /** The column of one side, where the other was supplied; null where it is not so. */
    private String pair(Span left, Span right) {
        if (expressions.isSupplied(right)) {
            return expressions.column(left);
        }
        return expressions.isSupplied(left) ? expressions.column(right) : null;
    }

    /** The fields of {@code (a, b)} or {@code ROW(a, b)}; anything else is one field. */
    private List<Span> fields(Span span) {
        Span row = sql.isKeyword(span.from(), "row") && span.length() > 1 ? new Span(span.from() + 1, span.to()) : span;
        boolean several = Clauses.isParenthesised(sql, row) && !Clauses.isQuery(sql, row);
        return several ? Clauses.items(sql, Clauses.inside(row)) : List.of(span);
    }
}
