package io.writeguard.rules.plan;

import io.writeguard.rules.sql.LexedSql;
import io.writeguard.rules.sql.Span;
import io.writeguard.rules.sql.TokenType;
import java.util.Locale;
import java.util.Set;

/**
 * What stands between EXPLAIN and the statement that it explains.
 *
 * @param analyze whether that statement is executed
 */
record ExplainOptions(boolean analyze) {

    private static final Set<String> FALSE = Set.of("false", "off", "0");

    /** Reads either syntax and moves to the statement. */
    static ExplainOptions read(Cursor cursor) {
        if (hasOptionList(cursor)) {
            return new ExplainOptions(analyzes(cursor.sql(), cursor.parenthesised()));
        }
        boolean analyze = cursor.acceptAny("analyze", "analyse");
        cursor.accept("verbose");
        return new ExplainOptions(analyze);
    }

    private static boolean hasOptionList(Cursor cursor) {
        if (!cursor.at(TokenType.OPEN_PARENTHESIS)) {
            return false;
        }
        Span parentheses = new Span(cursor.position(), cursor.sql().partner(cursor.position()) + 1);
        return !Clauses.isQuery(cursor.sql(), parentheses);
    }

    /** The last ANALYZE in the list decides. */
    private static boolean analyzes(LexedSql sql, Span options) {
        boolean analyzes = false;
        for (Span option : Clauses.items(sql, options)) {
            if (Clauses.isAny(sql, option.from(), "analyze", "analyse")) {
                analyzes = option.length() < 2 || !FALSE.contains(value(sql, option.from() + 1));
            }
        }
        return analyzes;
    }

    private static String value(LexedSql sql, int token) {
        String value = sql.is(token, TokenType.STRING) ? sql.literal(token) : sql.text(token);
        return value.toLowerCase(Locale.ROOT);
    }
}
