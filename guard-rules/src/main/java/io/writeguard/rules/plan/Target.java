package io.writeguard.rules.plan;

import io.writeguard.rules.sql.RelationName;
import io.writeguard.rules.sql.Span;
import io.writeguard.rules.sql.TokenType;

/**
 * The relation that a write names: {@code ONLY (public.users) AS u}, {@code users *}.
 *
 * @param alias folded, or null
 * @param span all of it
 */
record Target(RelationName relation, String alias, Span span) {

    /**
     * Reads a relation and its alias.
     *
     * @param end the keywords that may follow: without AS, none of them is an alias
     */
    static Target read(Cursor cursor, String... end) {
        int from = cursor.position();
        RelationName relation = readRelation(cursor);
        String alias = null;
        if (cursor.accept("as")) {
            alias = cursor.name();
        } else if (mayBeAlias(cursor, end)) {
            alias = cursor.name();
        }
        return new Target(relation, alias, new Span(from, cursor.position()));
    }

    /** {@code name}, {@code name *}, {@code ONLY name}, {@code ONLY (name)}. */
    static RelationName readRelation(Cursor cursor) {
        boolean only = cursor.accept("only");
        boolean parenthesised = only && cursor.accept(TokenType.OPEN_PARENTHESIS);
        RelationName relation = cursor.relation();
        if (parenthesised && !cursor.accept(TokenType.CLOSE_PARENTHESIS)) {
            cursor.failExpecting(")");
        }
        if (!only && cursor.atOperator("*")) {
            cursor.skip();
        }
        return relation;
    }

    private static boolean mayBeAlias(Cursor cursor, String... end) {
        if (cursor.at(TokenType.QUOTED_IDENTIFIER)) {
            return true;
        }
        return cursor.at(TokenType.WORD)
                && !Clauses.isAny(cursor.sql(), cursor.position(), end)
                && !Keywords.isReserved(cursor.sql().word(cursor.position()));
    }
}
