package io.writeguard.rules.sql;

/** White space and comments: PostgreSQL manual, 4.1.5. Block comments nest. */
final class Blanks {

    private Blanks() {}

    /** The first index at or after {@code from} that is neither; -1 where a comment does not end. */
    static int skip(String sql, int from) {
        int i = from;
        while (i < sql.length()) {
            char c = sql.charAt(i);
            if (Characters.isSpace(c)) {
                i++;
            } else if (c == '-' && Characters.at(sql, i + 1) == '-') {
                i = endOfLine(sql, i);
            } else if (c == '/' && Characters.at(sql, i + 1) == '*') {
                i = endOfBlockComment(sql, i);
                if (i < 0) {
                    return -1;
                }
            } else {
                return i;
            }
        }
        return i;
    }

    static int endOfLine(String sql, int from) {
        int i = from;
        while (i < sql.length() && !Characters.isNewline(sql.charAt(i))) {
            i++;
        }
        return i;
    }

    private static int endOfBlockComment(String sql, int open) {
        int depth = 1;
        int i = open + 2;
        while (i + 1 < sql.length()) {
            char c = sql.charAt(i);
            char next = sql.charAt(i + 1);
            if (c == '*' && next == '/') {
                i += 2;
                depth--;
                if (depth == 0) {
                    return i;
                }
            } else if (c == '/' && next == '*') {
                i += 2;
                depth++;
            } else {
                i++;
            }
        }
        return -1;
    }
}
