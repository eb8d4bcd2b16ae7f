package io.writeguard.rules.sql;

import java.util.Set;

/**
 * Writes a text's shape: its tokens with the contents of strings and numbers left out, so that texts of equal shape have
 * equal readings.
 */
final class ShapeWriter {

    private static final Set<String> LITERALS_ARE_DATA =
            Set.of("select", "insert", "update", "delete", "merge", "with", "values", "table", "truncate", "copy");

    private final LexedSql sql;
    private final StringBuilder shape;

    ShapeWriter(LexedSql sql) {
        this.sql = sql;
        this.shape = new StringBuilder(sql.sql().length() + 16);
    }

    String write() {
        for (int i = 0; i < sql.size(); i++) {
            if (i > 0) {
                shape.append(' ');
            }
            token(i);
        }
        return shape.toString();
    }

    private void token(int token) {
        switch (sql.type(token)) {
            case WORD -> word(token);
            case STRING -> {
                shape.append('\'');
                if (isRead(sql, token)) {
                    raw(token).append('\'');
                }
            }
            case NUMBER -> shape.append('0');
            case BIT_STRING -> shape.append("b'");
            default -> raw(token);
        }
    }

    private void word(int token) {
        for (int i = sql.start(token); i < sql.end(token); i++) {
            shape.append(Identifiers.foldCharacter(sql.sql().charAt(i)));
        }
    }

    private StringBuilder raw(int token) {
        return shape.append(sql.sql(), sql.start(token), sql.end(token));
    }

    /**
     * Whether a reading may depend on what a string contains: outside plain queries and writes (the body of a DO, an
     * option of EXPLAIN), and where it names a relation ({@code 'users'::regclass}).
     */
    static boolean isRead(LexedSql sql, int token) {
        return isCastToName(sql, token) || !LITERALS_ARE_DATA.contains(firstWord(sql, token));
    }

    static boolean isCastToName(LexedSql sql, int token) {
        boolean castBehind = sql.isOperator(token + 1, "::") || sql.isKeyword(token + 1, "as");
        return isNameType(sql, token - 1) || (castBehind && (isNameType(sql, token + 2) || isNameType(sql, token + 4)));
    }

    private static boolean isNameType(LexedSql sql, int token) {
        return (sql.is(token, TokenType.WORD) || sql.is(token, TokenType.QUOTED_IDENTIFIER))
                && sql.word(token).startsWith("reg");
    }

    private static String firstWord(LexedSql sql, int token) {
        for (Span statement : sql.statements()) {
            if (statement.from() <= token && token < statement.to()) {
                int first = statement.from();
                while (sql.is(first, TokenType.OPEN_PARENTHESIS)) {
                    first++;
                }
                return sql.is(first, TokenType.WORD) ? sql.word(first) : "";
            }
        }
        return "";
    }
}
