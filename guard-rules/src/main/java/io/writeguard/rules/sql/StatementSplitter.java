package io.writeguard.rules.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the statements of a text: semicolons outside brackets end one, except in the body of an SQL-standard function
 * ({@code BEGIN ATOMIC … END}).
 */
final class StatementSplitter {

    private final LexedSql sql;

    StatementSplitter(LexedSql sql) {
        this.sql = sql;
    }

    List<Span> split() {
        List<Span> statements = new ArrayList<>(1);
        int from = 0;
        for (int i = 0; i < sql.size(); i++) {
            switch (sql.type(i)) {
                case OPEN_PARENTHESIS, OPEN_BRACKET -> i = sql.partner(i);
                case SEMICOLON -> {
                    add(statements, from, i);
                    from = i + 1;
                }
                case WORD -> i = beginsAtomicBody(from, i) ? endOfAtomicBody(i + 2) : i;
                default -> {}
            }
        }
        add(statements, from, sql.size());
        return List.copyOf(statements);
    }

    private static void add(List<Span> statements, int from, int to) {
        if (from < to) {
            statements.add(new Span(from, to));
        }
    }

    private boolean beginsAtomicBody(int statement, int token) {
        return sql.isKeyword(token, "begin")
                && sql.isKeyword(token + 1, "atomic")
                && sql.isKeyword(statement, "create")
                && !isName(token);
    }

    /** The index of the END that closes the body; CASE has an END of its own. */
    private int endOfAtomicBody(int from) {
        int open = 1;
        for (int i = from; i < sql.size(); i++) {
            if (sql.type(i) == TokenType.OPEN_PARENTHESIS) {
                i = sql.partner(i);
            } else if (sql.isKeyword(i, "case") && !isName(i)) {
                open++;
            } else if (sql.isKeyword(i, "end") && !isName(i)) {
                open--;
                if (open == 0) {
                    return i;
                }
            }
        }
        return sql.size();
    }

    private boolean isName(int token) {
        return sql.is(token - 1, TokenType.DOT) || sql.isKeyword(token - 1, "as");
    }
}
