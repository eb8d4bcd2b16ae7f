package io.writeguard.rules.plan;

import io.writeguard.rules.sql.LexedSql;
import io.writeguard.rules.sql.Span;
import io.writeguard.rules.sql.TokenType;
import java.util.ArrayList;
import java.util.List;

/** Finds where the clauses and items of a statement end. Everything inside brackets is passed over. */
final class Clauses {

    private Clauses() {}

    /** The first of the (reserved) keywords outside brackets, or the end of the span. */
    static int find(LexedSql sql, Span span, String... keywords) {
        for (int i = span.from(); i < span.to(); i = next(sql, i)) {
            if (sql.type(i) == TokenType.WORD && isAny(sql, i, keywords) && isClause(sql, i)) {
                return i;
            }
        }
        return span.to();
    }

    /** As {@link #find}, but passes over CASE … END too: for WHEN and THEN of a MERGE. */
    static int findOutsideCase(LexedSql sql, Span span, String... keywords) {
        int open = 0;
        for (int i = span.from(); i < span.to(); i = next(sql, i)) {
            if (sql.type(i) != TokenType.WORD || !isClause(sql, i)) {
                continue;
            }
            if (sql.isKeyword(i, "case")) {
                open++;
            } else if (open > 0 && sql.isKeyword(i, "end")) {
                open--;
            } else if (open == 0 && isAny(sql, i, keywords)) {
                return i;
            }
        }
        return span.to();
    }

    /** The parts between the commas outside brackets. */
    static List<Span> items(LexedSql sql, Span span) {
        List<Span> items = new ArrayList<>();
        int from = span.from();
        for (int i = span.from(); i < span.to(); i = next(sql, i)) {
            if (sql.type(i) == TokenType.COMMA) {
                items.add(new Span(from, i));
                from = i + 1;
            }
        }
        if (from < span.to()) {
            items.add(new Span(from, span.to()));
        }
        return items;
    }

    /** The token after this one, or after the bracket that this one opens. */
    static int next(LexedSql sql, int token) {
        return switch (sql.type(token)) {
            case OPEN_PARENTHESIS, OPEN_BRACKET, BRACE -> Math.max(token, sql.partner(token)) + 1;
            default -> token + 1;
        };
    }

    /** Whether the span is one pair of parentheses and what they hold. */
    static boolean isParenthesised(LexedSql sql, Span span) {
        return !span.isEmpty()
                && sql.type(span.from()) == TokenType.OPEN_PARENTHESIS
                && sql.partner(span.from()) == span.to() - 1;
    }

    static Span inside(Span parenthesised) {
        return new Span(parenthesised.from() + 1, parenthesised.to() - 1);
    }

    /** The span without the parentheses around the whole of it, however many. */
    static Span unwrap(LexedSql sql, Span span) {
        Span unwrapped = span;
        while (isParenthesised(sql, unwrapped)) {
            unwrapped = inside(unwrapped);
        }
        return unwrapped;
    }

    static boolean isQuery(LexedSql sql, Span span) {
        Span query = unwrap(sql, span);
        int first = query.from();
        while (first < query.to() && sql.type(first) == TokenType.OPEN_PARENTHESIS) {
            first++;
        }
        return first < query.to()
                && (isAny(sql, first, "select", "with", "table")
                        || (sql.isKeyword(first, "values") && sql.is(first + 1, TokenType.OPEN_PARENTHESIS)));
    }

    static boolean isAny(LexedSql sql, int token, String... keywords) {
        for (String keyword : keywords) {
            if (sql.isKeyword(token, keyword)) {
                return true;
            }
        }
        return false;
    }

    /** A token in words that never show what a string or a number contains, and are the same for all texts of its shape. */
    static String describe(LexedSql sql, int token) {
        String what = switch (sql.type(token)) {
            case STRING, BIT_STRING -> "a string";
            case NUMBER -> "a number";
            case PARAMETER -> "a parameter";
            default -> sql.text(token);
        };
        return what + " (token " + (token + 1) + ")";
    }

    /** A reserved word is a name after a dot or AS, and FROM is an operator in IS DISTINCT FROM. */
    private static boolean isClause(LexedSql sql, int token) {
        if (sql.is(token - 1, TokenType.DOT) || sql.isKeyword(token - 1, "as")) {
            return false;
        }
        return !(sql.isKeyword(token, "from")
                && sql.isKeyword(token - 1, "distinct")
                && isAny(sql, token - 2, "is", "not"));
    }
}
