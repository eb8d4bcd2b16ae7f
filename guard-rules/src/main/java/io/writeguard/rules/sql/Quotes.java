package io.writeguard.rules.sql;

/** Where quoted tokens end: PostgreSQL manual, 4.1.1 and 4.1.2. */
final class Quotes {

    private Quotes() {}

    /**
     * The index after a string constant, with all the parts that a line break joins to it.
     *
     * @param quote index of its opening quote
     * @return -1 where it does not end
     */
    static int endOfString(String sql, int quote, boolean backslashEscapes) {
        int i = nextQuote(sql, quote + 1, backslashEscapes);
        while (i >= 0) {
            if (Characters.at(sql, i + 1) == '\'') {
                i = nextQuote(sql, i + 2, backslashEscapes);
            } else {
                int next = continuation(sql, i + 1);
                if (next < 0) {
                    return i + 1;
                }
                i = nextQuote(sql, next + 1, backslashEscapes);
            }
        }
        return -1;
    }

    /** -1 where none comes. */
    private static int nextQuote(String sql, int from, boolean backslashEscapes) {
        if (!backslashEscapes) {
            return sql.indexOf('\'', from);
        }
        int i = from;
        while (i < sql.length() && sql.charAt(i) != '\'') {
            i += sql.charAt(i) == '\\' ? 2 : 1;
        }
        return i < sql.length() ? i : -1;
    }

    /** The opening quote of the part that continues a string, or -1: white space with a line break must precede it. */
    static int continuation(String sql, int from) {
        boolean newline = false;
        int i = from;
        while (i < sql.length()) {
            char c = sql.charAt(i);
            if (Characters.isSpace(c)) {
                newline |= Characters.isNewline(c);
                i++;
            } else if (c == '-' && Characters.at(sql, i + 1) == '-') {
                i = Blanks.endOfLine(sql, i);
            } else {
                return c == '\'' && newline ? i : -1;
            }
        }
        return -1;
    }

    /** The index after a quoted identifier, or -1 where it does not end. */
    static int endOfIdentifier(String sql, int quote) {
        int i = sql.indexOf('"', quote + 1);
        while (i >= 0 && Characters.at(sql, i + 1) == '"') {
            i = sql.indexOf('"', i + 2);
        }
        return i < 0 ? -1 : i + 1;
    }

    /** The length of the delimiter {@code $tag$} that starts here, or 0 where none does. */
    static int dollarDelimiter(String sql, int dollar) {
        int i = dollar + 1;
        if (Characters.startsIdentifier(Characters.at(sql, i))) {
            while (Characters.startsIdentifier(Characters.at(sql, i)) || Characters.isDigit(Characters.at(sql, i))) {
                i++;
            }
        }
        return Characters.at(sql, i) == '$' ? i + 1 - dollar : 0;
    }

    /** The index after {@code UESCAPE 'c'}, where it follows; else {@code end}. */
    static int endWithEscape(String sql, int end) {
        int word = Blanks.skip(sql, end);
        if (word < 0 || !sql.regionMatches(true, word, "UESCAPE", 0, 7)) {
            return end;
        }
        int quote = Blanks.skip(sql, word + 7);
        boolean escape = quote >= 0 && Characters.at(sql, quote) == '\'' && Characters.at(sql, quote + 2) == '\'';
        return escape ? quote + 3 : end;
    }
}
