package io.writeguard.rules.sql;

/** Splits a text into tokens the way PostgreSQL's scanner does, JDBC's parameters and escapes apart. */
final class Scanner {

    static final int LONGEST_TEXT = 8 << 20;
    static final int MOST_TOKENS = 1 << 20;

    private final String sql;
    private final TokenBuffer tokens;
    private final Brackets brackets = new Brackets();
    private int parameters;
    private String problem;

    Scanner(String sql) {
        this.sql = sql;
        this.tokens = new TokenBuffer(Math.min(sql.length() / 6, 1024) + 8);
    }

    /** Reads to the end, or to the first problem. */
    void run() {
        if (sql.length() > LONGEST_TEXT) {
            problem = "the text is longer than " + LONGEST_TEXT + " characters";
            return;
        }
        int position = nextToken(0);
        while (problem == null && position < sql.length()) {
            int end = token(position);
            if (problem == null) {
                position = nextToken(end);
            }
        }
        if (problem == null && !brackets.isEmpty()) {
            problem = "a bracket at " + place(tokens.start(brackets.pop())) + " is never closed";
        }
    }

    TokenBuffer tokens() {
        return tokens;
    }

    int parameters() {
        return parameters;
    }

    String problem() {
        return problem;
    }

    private int nextToken(int from) {
        int next = Blanks.skip(sql, from);
        if (next < 0) {
            problem = "a comment after " + place(from) + " never ends";
        } else if (tokens.size() >= MOST_TOKENS) {
            problem = "the text has more than " + MOST_TOKENS + " tokens";
        }
        return next;
    }

    private int token(int start) {
        char c = sql.charAt(start);
        if (Characters.startsIdentifier(c)) {
            return wordOrPrefixedQuote(start, c);
        }
        if (Numbers.startsAt(sql, start)) {
            return add(TokenType.NUMBER, start, Numbers.end(sql, start));
        }
        return switch (c) {
            case '\'' -> string(TokenType.STRING, start, start, false);
            case '"' -> quotedIdentifier(start, start);
            case '$' -> dollar(start);
            case '?' ->
                Characters.at(sql, start + 1) == '?' ? operator(start) : parameter(start, start + 1, ++parameters);
            case ',' -> add(TokenType.COMMA, start, start + 1);
            case ';' -> add(TokenType.SEMICOLON, start, start + 1);
            case '.' -> dot(start);
            case ':' -> colon(start);
            case '(' -> open(TokenType.OPEN_PARENTHESIS, start);
            case ')' -> close(TokenType.CLOSE_PARENTHESIS, start, '(');
            case '[' -> open(TokenType.OPEN_BRACKET, start);
            case ']' -> close(TokenType.CLOSE_BRACKET, start, '[');
            case '{' -> open(TokenType.BRACE, start);
            case '}' -> close(TokenType.BRACE, start, '{');
            default -> Characters.isOperator(c) ? operator(start) : fail("a character that SQL has no use for", start);
        };
    }

    private int wordOrPrefixedQuote(int start, char c) {
        char next = Characters.at(sql, start + 1);
        if (next == '\'') {
            switch (c) {
                case 'e', 'E' -> {
                    return string(TokenType.STRING, start, start + 1, true);
                }
                case 'n', 'N' -> {
                    return string(TokenType.STRING, start, start + 1, false);
                }
                case 'b', 'B', 'x', 'X' -> {
                    return string(TokenType.BIT_STRING, start, start + 1, false);
                }
                default -> {
                    return word(start);
                }
            }
        }
        if (next == '&' && (c == 'u' || c == 'U')) {
            return unicodeQuote(start);
        }
        return word(start);
    }

    private int unicodeQuote(int start) {
        return switch (Characters.at(sql, start + 2)) {
            case '\'' -> string(TokenType.STRING, start, start + 2, false);
            case '"' -> quotedIdentifier(start, start + 2);
            default -> word(start);
        };
    }

    /** The driver turns {@code a?} into {@code a$1}, which is one identifier to the server. */
    private int word(int start) {
        int firstParameter = 0;
        int end = endOfWord(start + 1);
        while (Characters.at(sql, end) == '?' && Characters.at(sql, end + 1) != '?') {
            parameters++;
            firstParameter = firstParameter == 0 ? parameters : firstParameter;
            end = endOfWord(end + 1);
        }
        tokens.add(TokenType.WORD, start, end, firstParameter);
        return end;
    }

    private int endOfWord(int from) {
        int end = from;
        while (end < sql.length() && Characters.continuesIdentifier(sql.charAt(end))) {
            end++;
        }
        return end;
    }

    private int string(TokenType type, int start, int quote, boolean backslashEscapes) {
        int end = Quotes.endOfString(sql, quote, backslashEscapes);
        if (end < 0) {
            return fail("a string", start, "never ends");
        }
        return add(type, start, quote == start + 2 ? Quotes.endWithEscape(sql, end) : end);
    }

    private int quotedIdentifier(int start, int quote) {
        int end = Quotes.endOfIdentifier(sql, quote);
        if (end < 0) {
            return fail("a quoted name", start, "never ends");
        }
        return add(TokenType.QUOTED_IDENTIFIER, start, quote > start ? Quotes.endWithEscape(sql, end) : end);
    }

    private int dollar(int start) {
        int digits = start + 1;
        while (Characters.isDigit(Characters.at(sql, digits)) && digits < start + 7) {
            digits++;
        }
        if (digits > start + 1) {
            int number = Integer.parseInt(sql, start + 1, digits, 10);
            parameters = Math.max(parameters, number);
            return parameter(start, digits, number);
        }
        int delimiter = Quotes.dollarDelimiter(sql, start);
        if (delimiter == 0) {
            return fail("a $ that begins neither a parameter nor a string", start);
        }
        int close = sql.indexOf(sql.substring(start, start + delimiter), start + delimiter);
        return close < 0
                ? fail("a dollar-quoted string", start, "never ends")
                : add(TokenType.STRING, start, close + delimiter);
    }

    private int parameter(int start, int end, int number) {
        tokens.add(TokenType.PARAMETER, start, end, number);
        return end;
    }

    /** The second of two points never begins a number: {@code 1..2}. */
    private int dot(int start) {
        int end = add(TokenType.DOT, start, start + 1);
        return Characters.at(sql, end) == '.' ? add(TokenType.DOT, end, end + 1) : end;
    }

    private int colon(int start) {
        char next = Characters.at(sql, start + 1);
        return next == ':' || next == '='
                ? add(TokenType.OPERATOR, start, start + 2)
                : add(TokenType.COLON, start, start + 1);
    }

    private int operator(int start) {
        return add(TokenType.OPERATOR, start, Operators.end(sql, start));
    }

    private int open(TokenType type, int start) {
        if (brackets.isFull()) {
            return fail("brackets nested deeper than " + Brackets.DEEPEST, start);
        }
        brackets.push(tokens.size());
        return add(type, start, start + 1);
    }

    private int close(TokenType type, int start, char opener) {
        int open = brackets.isEmpty() ? -1 : brackets.pop();
        if (open < 0 || sql.charAt(tokens.start(open)) != opener) {
            return fail("a closing bracket without its opening one", start);
        }
        int end = add(type, start, start + 1);
        tokens.join(open, tokens.size() - 1);
        return end;
    }

    private int add(TokenType type, int start, int end) {
        tokens.add(type, start, end, 0);
        return end;
    }

    private int fail(String what, int start) {
        problem = what + " at " + place(start);
        return start;
    }

    private int fail(String what, int start, String why) {
        problem = what + " at " + place(start) + " " + why;
        return start;
    }

    private static String place(int index) {
        return "character " + (index + 1);
    }
}
