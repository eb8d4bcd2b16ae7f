package io.writeguard.rules.plan;

import io.writeguard.rules.sql.LexedSql;
import io.writeguard.rules.sql.Span;
import io.writeguard.rules.sql.TokenType;
import java.util.ArrayList;
import java.util.List;

/**
 * One WITH clause.
 *
 * @param scope from the WITH to the end of the statement or sub-select that it belongs to
 * @param end index after its last query, where that statement goes on
 * @param bodies of its queries, without their parentheses
 */
record WithClause(Span scope, boolean recursive, int end, List<WithQuery> queries, List<Span> bodies) {

    /**
     * Reads the WITH clause that starts at a token.
     *
     * @param limit where the statement or sub-select around it ends
     * @return null where WITH is part of something else there: WITH ORDINALITY, WITH TIME ZONE, WITH (options)
     */
    static WithClause read(LexedSql sql, int with, int limit) {
        Cursor cursor = new Cursor(sql, new Span(with + 1, limit));
        boolean recursive = cursor.at("recursive")
                && !cursor.nextIs("as")
                && !sql.is(with + 2, TokenType.OPEN_PARENTHESIS)
                && cursor.accept("recursive");
        List<WithQuery> queries = new ArrayList<>();
        List<Span> bodies = new ArrayList<>();
        do {
            int from = cursor.position();
            String name = cursor.name();
            Span body = readBody(cursor);
            if (cursor.problem() != null) {
                return null;
            }
            queries.add(new WithQuery(name, new Span(from, cursor.position()), writes(sql, body)));
            bodies.add(body);
        } while (cursor.accept(TokenType.COMMA));
        return new WithClause(new Span(with, limit), recursive, cursor.position(), queries, bodies);
    }

    private static Span readBody(Cursor cursor) {
        if (cursor.at(TokenType.OPEN_PARENTHESIS)) {
            cursor.parenthesised();
        }
        cursor.expect("as");
        cursor.accept("not");
        cursor.accept("materialized");
        Span body = cursor.parenthesised();
        if (cursor.at("search") && (cursor.nextIs("depth") || cursor.nextIs("breadth"))) {
            cursor.until("set");
            cursor.skip();
            cursor.name();
        }
        if (cursor.at("cycle")) {
            cursor.until("using");
            cursor.skip();
            cursor.name();
        }
        return body;
    }

    /** Whether the body is a write itself; those deeper inside are not allowed by PostgreSQL. */
    private static boolean writes(LexedSql sql, Span body) {
        int main = mainStatement(sql, body);
        return main < body.to() && Clauses.isAny(sql, main, "insert", "update", "delete", "merge");
    }

    /** The first token of a statement after its own WITH clause. */
    static int mainStatement(LexedSql sql, Span statement) {
        WithClause own = sql.isKeyword(statement.from(), "with") && !statement.isEmpty()
                ? read(sql, statement.from(), statement.to())
                : null;
        return own == null ? statement.from() : own.end();
    }
}
