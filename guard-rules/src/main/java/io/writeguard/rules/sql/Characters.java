package io.writeguard.rules.sql;

/**
 * Character classes of PostgreSQL's scanner (scan.l). The server sees UTF-8, so that every character beyond ASCII is made of
 * bytes that may stand in an identifier, a no-break space included.
 */
final class Characters {

    private static final String OPERATOR_CHARACTERS = "~!@#%^&|`?+-*/<>=";

    private Characters() {}

    static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    static boolean isNewline(char c) {
        return c == '\n' || c == '\r';
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean startsIdentifier(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
    }

    static boolean continuesIdentifier(char c) {
        return startsIdentifier(c) || isDigit(c) || c == '$';
    }

    static boolean isOperator(char c) {
        return OPERATOR_CHARACTERS.indexOf(c) >= 0;
    }

    /** The character at an index, or NUL behind the end: no token of PostgreSQL contains one. */
    static char at(String sql, int index) {
        return index < sql.length() ? sql.charAt(index) : '\0';
    }
}
