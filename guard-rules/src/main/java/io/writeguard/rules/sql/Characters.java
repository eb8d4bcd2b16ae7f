package io.writeguard.rules.sql;

/**
 * Character classes of PostgreSQL's scanner (scan.l). The server sees UTF-8, so that every character beyond ASCII is made of
 * bytes that may stand in an identifier, a no-break space included.
 */
final class Characters {

    private static final int LETTER = 1;
    private static final int DIGIT = 2;
    private static final int DOLLAR = 4;
    private static final int OPERATOR = 8;

    /** What each character of ASCII may be. */
    private static final byte[] ASCII = new byte[0x80];

    static {
        mark("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_", LETTER);
        mark("0123456789", DIGIT);
        mark("$", DOLLAR);
        mark("~!@#%^&|`?+-*/<>=", OPERATOR);
    }

    private Characters() {}

    private static void mark(String characters, int as) {
        characters.chars().forEach(c -> ASCII[c] = (byte) as);
    }

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
        return c >= 0x80 || ASCII[c] == LETTER;
    }

    static boolean continuesIdentifier(char c) {
        return c >= 0x80 || (ASCII[c] & (LETTER | DIGIT | DOLLAR)) != 0;
    }

    static boolean isOperator(char c) {
        return c < 0x80 && ASCII[c] == OPERATOR;
    }

    /** The character at an index, or NUL behind the end: no token of PostgreSQL contains one. */
    static char at(String sql, int index) {
        return index < sql.length() ? sql.charAt(index) : '\0';
    }
}
