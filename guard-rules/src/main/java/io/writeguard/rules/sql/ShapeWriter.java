package io.writeguard.rules.sql;

import java.util.Arrays;
import java.util.Set;

/**
 * Writes a text's shape: its tokens with the contents of strings and numbers left out, so that texts of equal shape have
 * equal readings.
 */
final class ShapeWriter {

    /** In all other statements a reading may look into literals: the body of a DO, an option of EXPLAIN. */
    private static final Set<String> LITERALS_ARE_DATA =
            Set.of("select", "insert", "update", "delete", "merge", "with", "values", "table", "truncate", "copy");

    private static final int USUAL_TOKEN = 8;

    private final LexedSql sql;
    private char[] shape;
    private int length;

    ShapeWriter(LexedSql sql) {
        this.sql = sql;
        this.shape = new char[USUAL_TOKEN * sql.size() + USUAL_TOKEN];
    }

    String write() {
        int written = 0;
        for (Span statement : sql.statements()) {
            write(written, statement.from(), false);
            write(statement.from(), statement.to(), !LITERALS_ARE_DATA.contains(firstWord(statement)));
            written = statement.to();
        }
        write(written, sql.size(), false);
        return new String(shape, 0, length);
    }

    private String firstWord(Span statement) {
        int first = statement.from();
        while (sql.is(first, TokenType.OPEN_PARENTHESIS)) {
            first++;
        }
        return sql.is(first, TokenType.WORD) ? sql.word(first) : "";
    }

    private void write(int from, int to, boolean keepLiterals) {
        for (int i = from; i < to; i++) {
            if (i > 0) {
                append(' ');
            }
            switch (sql.type(i)) {
                case WORD -> word(i);
                case STRING -> string(i, keepLiterals || isCastToName(sql, i));
                case NUMBER -> number(i, keepLiterals);
                case BIT_STRING -> {
                    append('b');
                    append('\'');
                }
                default -> raw(i);
            }
        }
    }

    private void word(int token) {
        int end = sql.end(token);
        for (int i = sql.start(token); i < end; i++) {
            append(Identifiers.foldCharacter(sql.sql().charAt(i)));
        }
    }

    /** A string that is kept stands between two more quotes, so that it is never taken for one that is not. */
    private void string(int token, boolean keep) {
        append('\'');
        if (keep) {
            raw(token);
            append('\'');
        }
    }

    private void number(int token, boolean keep) {
        if (keep) {
            raw(token);
        } else {
            append('0');
        }
    }

    private void raw(int token) {
        int end = sql.end(token);
        for (int i = sql.start(token); i < end; i++) {
            append(sql.sql().charAt(i));
        }
    }

    private void append(char c) {
        if (length == shape.length) {
            shape = Arrays.copyOf(shape, 2 * length);
        }
        shape[length++] = c;
    }

    /** Whether the string names a relation or another object by a cast: {@code 'users'::regclass}. */
    static boolean isCastToName(LexedSql sql, int token) {
        boolean castBehind = sql.isOperator(token + 1, "::") || sql.isKeyword(token + 1, "as");
        return isNameType(sql, token - 1) || (castBehind && (isNameType(sql, token + 2) || isNameType(sql, token + 4)));
    }

    private static boolean isNameType(LexedSql sql, int token) {
        return sql.isName(token) && sql.word(token).startsWith("reg");
    }
}
