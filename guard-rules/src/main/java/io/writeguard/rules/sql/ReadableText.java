package io.writeguard.rules.sql;

/** A text for people to read: on one line, without comments and literals; lists of any length read alike. */
final class ReadableText {

    private static final int LONGEST = 500;
    private static final String VALUE = "?";
    private static final String MORE = "…";

    private final LexedSql sql;
    private final StringBuilder text = new StringBuilder();

    private ReadableText(LexedSql sql) {
        this.sql = sql;
    }

    /** Of a text that can't be split into tokens nothing is known to be no literal. */
    static String of(LexedSql sql) {
        return sql.problem() == null ? new ReadableText(sql).write() : MORE;
    }

    private String write() {
        for (int i = 0; i < sql.size() && text.length() < LONGEST; i++) {
            boolean value = isValue(i);
            if (value ? !isListed(i) : !isListed(i + 1)) {
                text.append(touches(i) ? "" : " ").append(value ? VALUE : sql.text(i));
            }
        }
        return text.length() < LONGEST ? text.toString() : text.substring(0, LONGEST) + MORE;
    }

    /** Whether the token is a value that follows another in a list. */
    private boolean isListed(int token) {
        return isValue(token) && sql.is(token - 1, TokenType.COMMA) && isValue(token - 2);
    }

    private boolean isValue(int token) {
        return sql.is(token, TokenType.STRING)
                || sql.is(token, TokenType.BIT_STRING)
                || sql.is(token, TokenType.NUMBER)
                || sql.is(token, TokenType.PARAMETER);
    }

    /** Whether the token is written without a space before it: as in the text, but that a comma never has one. */
    private boolean touches(int token) {
        return token == 0 || sql.is(token, TokenType.COMMA) || sql.end(token - 1) == sql.start(token);
    }
}
