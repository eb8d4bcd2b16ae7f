package io.writeguard.rules.plan;

import io.writeguard.rules.sql.LexedSql;
import io.writeguard.rules.sql.Span;
import io.writeguard.rules.sql.TokenType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The sources of a FROM list that hold nothing but what the application supplied: a VALUES list, a function such as {@code
 * unnest}, a SELECT without FROM, or a WITH query that is one of these.
 */
final class Suppliers {

    private final LexedSql sql;
    private final List<WithQuery> with;

    Suppliers(LexedSql sql, List<WithQuery> with) {
        this.sql = sql;
        this.with = with;
    }

    /** The names by which the statement refers to them; a list with a JOIN in it has none. */
    Set<String> in(Span from) {
        Set<String> names = new HashSet<>();
        if (from != null && Clauses.find(sql, from, "join", "natural", "cross") == from.to()) {
            Clauses.items(sql, from).forEach(item -> item(item, names));
        }
        return names;
    }

    private void item(Span item, Set<String> names) {
        int first = sql.isKeyword(item.from(), "lateral") ? item.from() + 1 : item.from();
        int end = first;
        boolean supplied;
        if (sql.is(first, TokenType.OPEN_PARENTHESIS)) {
            end = sql.partner(first) + 1;
            supplied = isFreeOfRelations(new Span(first, end));
        } else if (sql.is(first + 1, TokenType.OPEN_PARENTHESIS)) {
            end = sql.partner(first + 1) + 1;
            supplied = isFreeOfRelations(new Span(first, end));
        } else {
            end = first + 1;
            supplied = sql.isName(first) && isSuppliedQuery(sql.word(first));
        }
        int alias = sql.isKeyword(end, "as") ? end + 1 : end;
        int name = alias < item.to() ? alias : first;
        if (supplied && end <= item.to() && sql.isName(name)) {
            names.add(sql.word(name));
        }
    }

    private boolean isSuppliedQuery(String name) {
        return with.stream()
                .filter(query -> query.name().equals(name))
                .anyMatch(query -> !query.modifying() && isFreeOfRelations(query.span()));
    }

    private boolean isFreeOfRelations(Span span) {
        for (int i = span.from(); i < span.to(); i++) {
            if (Clauses.isAny(sql, i, "from", "table", "join") && !sql.is(i - 1, TokenType.DOT)) {
                return false;
            }
        }
        return true;
    }
}
