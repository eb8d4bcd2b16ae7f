package io.writeguard.rules.plan;

import io.writeguard.rules.sql.LexedSql;
import io.writeguard.rules.sql.RelationName;
import io.writeguard.rules.sql.Span;
import io.writeguard.rules.sql.TokenType;
import io.writeguard.rules.sql.Words;
import java.util.HashSet;
import java.util.Set;

/** Collects the names that a statement mentions, without a look at what they are. */
final class Names {

    private Names() {}

    /** Every identifier, and the words of every string that may hold code or is cast to a name. */
    static Set<String> identifiers(LexedSql sql, Span statement, boolean stringsHoldCode) {
        Set<String> identifiers = new HashSet<>();
        for (int i = statement.from(); i < statement.to(); i++) {
            switch (sql.type(i)) {
                case WORD, QUOTED_IDENTIFIER -> identifiers.add(sql.word(i));
                case OPERATOR -> identifiers.add(sql.text(new Span(i, i + 1)));
                case STRING -> {
                    if (stringsHoldCode || sql.isCastToName(i)) {
                        identifiers.addAll(Words.in(sql.literal(i)));
                    }
                }
                default -> {}
            }
        }
        return identifiers;
    }

    /** Every name with a parenthesis behind it, unless it is plainly a type, an alias or syntax. */
    static Set<RelationName> functions(LexedSql sql, Span statement) {
        Set<RelationName> functions = new HashSet<>();
        for (int i = statement.from() + 1; i < statement.to(); i++) {
            if (sql.type(i) == TokenType.OPEN_PARENTHESIS && sql.isName(i - 1)) {
                int first = firstPart(sql, i - 1, statement.from());
                if (isFunction(sql, first, i - 1)) {
                    functions.add(new Cursor(sql, new Span(first, i)).relation());
                }
            }
        }
        return functions;
    }

    private static int firstPart(LexedSql sql, int last, int from) {
        int first = last;
        while (first - 2 >= from && sql.is(first - 1, TokenType.DOT) && sql.isName(first - 2)) {
            first -= 2;
        }
        return first;
    }

    private static boolean isFunction(LexedSql sql, int first, int last) {
        boolean unqualified = first == last && sql.type(last) == TokenType.WORD;
        boolean syntax = unqualified && (Keywords.isNoFunction(sql.word(last)) || isClause(sql, last));
        boolean typeOrAlias = sql.isOperator(first - 1, "::")
                || Clauses.isAny(sql, first - 1, "as", "into")
                || sql.is(first - 1, TokenType.QUOTED_IDENTIFIER)
                || sql.is(first - 1, TokenType.CLOSE_PARENTHESIS);
        return !syntax && !typeOrAlias;
    }

    /** ON CONFLICT (…), ORDER BY (…), UPDATE t SET (…): the words alone may also be functions. */
    private static boolean isClause(LexedSql sql, int token) {
        return (sql.isKeyword(token, "conflict") && sql.isKeyword(token - 1, "on"))
                || (sql.isKeyword(token, "by") && Clauses.isAny(sql, token - 1, "order", "group", "partition"))
                || (sql.isKeyword(token, "sets") && sql.isKeyword(token - 1, "grouping"))
                || (sql.isKeyword(token, "set") && isOperand(sql, token - 1));
    }

    private static boolean isOperand(LexedSql sql, int token) {
        return sql.is(token, TokenType.WORD) && !Keywords.isReserved(sql.word(token));
    }
}
