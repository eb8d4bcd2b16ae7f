package io.writeguard.rules.plan;

import io.writeguard.rules.sql.LexedSql;
import io.writeguard.rules.sql.Span;
import io.writeguard.rules.sql.TokenType;

/**
 * A column as an expression names it.
 *
 * @param schema null where not written
 * @param qualifier table or alias, null where not written
 */
record ColumnName(String schema, String qualifier, String column) {

    /** The column that the span consists of, or null where it is anything else. */
    static ColumnName read(LexedSql sql, Span span) {
        boolean joined = span.length() == 1 || span.length() == 3 || span.length() == 5;
        for (int i = 0; joined && i < span.length(); i++) {
            int token = span.from() + i;
            joined = i % 2 == 0 ? sql.isName(token) : sql.is(token, TokenType.DOT);
        }
        if (!joined || (sql.type(span.from()) == TokenType.WORD && Keywords.isReserved(sql.word(span.from())))) {
            return null;
        }
        int last = span.to() - 1;
        return new ColumnName(
                span.length() == 5 ? sql.word(last - 4) : null,
                span.length() >= 3 ? sql.word(last - 2) : null,
                sql.word(last));
    }
}
