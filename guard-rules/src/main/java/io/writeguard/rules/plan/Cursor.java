package io.writeguard.rules.plan;

import io.writeguard.rules.sql.LexedSql;
import io.writeguard.rules.sql.RelationName;
import io.writeguard.rules.sql.Span;
import io.writeguard.rules.sql.TokenType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Walks over a run of tokens. The first thing that is not as expected becomes its problem and moves it to the end, so that
 * a reader may go on to its own end without looking.
 */
final class Cursor {

    private final LexedSql sql;
    private final int limit;
    private int position;
    private String problem;

    Cursor(LexedSql sql, Span span) {
        this.sql = sql;
        this.position = span.from();
        this.limit = span.to();
    }

    LexedSql sql() {
        return sql;
    }

    int position() {
        return position;
    }

    int limit() {
        return limit;
    }

    String problem() {
        return problem;
    }

    boolean atEnd() {
        return position >= limit;
    }

    boolean at(String keyword) {
        return position < limit && sql.isKeyword(position, keyword);
    }

    boolean at(TokenType type) {
        return position < limit && sql.type(position) == type;
    }

    boolean atOperator(String operator) {
        return position < limit && sql.isOperator(position, operator);
    }

    /** Whether the token after the present one is that keyword. */
    boolean nextIs(String keyword) {
        return position + 1 < limit && sql.isKeyword(position + 1, keyword);
    }

    boolean accept(String keyword) {
        boolean found = at(keyword);
        position += found ? 1 : 0;
        return found;
    }

    /** Accepts one of the keywords, whichever is there. */
    boolean acceptAny(String... keywords) {
        for (String keyword : keywords) {
            if (accept(keyword)) {
                return true;
            }
        }
        return false;
    }

    /** Accepts all of the keywords in this order, or none. */
    boolean acceptAll(String... keywords) {
        for (int i = 0; i < keywords.length; i++) {
            if (position + i >= limit || !sql.isKeyword(position + i, keywords[i])) {
                return false;
            }
        }
        position += keywords.length;
        return true;
    }

    boolean accept(TokenType type) {
        boolean found = at(type);
        position += found ? 1 : 0;
        return found;
    }

    void expect(String keyword) {
        if (!accept(keyword)) {
            failExpecting(keyword.toUpperCase(Locale.ROOT));
        }
    }

    void expectOperator(String operator) {
        if (atOperator(operator)) {
            position++;
        } else {
            failExpecting(operator);
        }
    }

    void expectEnd() {
        if (!atEnd()) {
            failExpecting("the end of the statement");
        }
    }

    void skipAll(String... keywords) {
        boolean more = true;
        while (more) {
            more = acceptAny(keywords);
        }
    }

    void skip() {
        position = Math.min(position + 1, limit);
    }

    void moveTo(int token) {
        position = Math.min(token, limit);
    }

    /** A name, folded or unquoted; the empty string after a failure. */
    String name() {
        if (at(TokenType.WORD) || at(TokenType.QUOTED_IDENTIFIER)) {
            return sql.word(position++);
        }
        failExpecting("a name");
        return "";
    }

    /** {@code name}, {@code schema.name} or {@code database.schema.name}. */
    RelationName relation() {
        List<String> parts = new ArrayList<>(3);
        do {
            parts.add(name());
        } while (accept(TokenType.DOT));
        return switch (parts.size()) {
            case 1 -> new RelationName(null, parts.get(0));
            case 2 -> new RelationName(parts.get(0), parts.get(1));
            case 3 -> new RelationName(parts.get(0), parts.get(1), parts.get(2));
            default -> {
                fail("a name of more than three parts");
                yield new RelationName(null, "");
            }
        };
    }

    /** What stands inside the parentheses that open here; moves behind them. */
    Span parenthesised() {
        if (!at(TokenType.OPEN_PARENTHESIS)) {
            failExpecting("(");
            return new Span(limit, limit);
        }
        Span inside = new Span(position + 1, sql.partner(position));
        moveTo(inside.to() + 1);
        return inside;
    }

    /** From here to the first of the keywords outside brackets, or to the end; moves there. */
    Span until(String... keywords) {
        Span span = new Span(position, Clauses.find(sql, new Span(position, limit), keywords));
        position = span.to();
        return span;
    }

    /** As {@link #until}, but passes over CASE … END: only where an expression stands, never a SELECT list. */
    Span untilOutsideCase(String... keywords) {
        Span span = new Span(position, Clauses.findOutsideCase(sql, new Span(position, limit), keywords));
        position = span.to();
        return span;
    }

    void failExpecting(String expected) {
        fail("expected " + expected + " but found " + (atEnd() ? "the end" : Clauses.describe(sql, position)));
    }

    void fail(String what) {
        if (problem == null) {
            problem = what;
        }
        position = limit;
    }
}
