package io.writeguard.rules.sql;

/** The values of string constants: PostgreSQL manual, 4.1.2. */
final class Literals {

    private Literals() {}

    /** The value of a string or bit string token, from its first to its last character. */
    static String decode(String token) {
        return switch (token.charAt(0)) {
            case '$' -> dollarContent(token);
            case 'e', 'E' -> BackslashEscapes.decode(content(token, 1, true));
            case 'u', 'U' -> {
                int end = Quotes.endOfString(token, 2, false);
                yield UnicodeEscapes.decode(content(token, 2, false), UnicodeEscapes.escapeCharacter(token, end));
            }
            case '\'' -> content(token, 0, false);
            default -> content(token, 1, false);
        };
    }

    private static String dollarContent(String token) {
        int delimiter = Quotes.dollarDelimiter(token, 0);
        return token.substring(delimiter, token.length() - delimiter);
    }

    /** What stands between the quotes, joined parts together, doubled quotes single, backslash escapes untouched. */
    private static String content(String token, int quote, boolean backslashEscapes) {
        StringBuilder content = new StringBuilder(token.length());
        int i = quote + 1;
        while (i < token.length()) {
            char c = token.charAt(i);
            if (c == '\\' && backslashEscapes) {
                content.append(c).append(token.charAt(i + 1));
                i += 2;
            } else if (c != '\'') {
                content.append(c);
                i++;
            } else if (Characters.at(token, i + 1) == '\'') {
                content.append('\'');
                i += 2;
            } else {
                int next = Quotes.continuation(token, i + 1);
                if (next < 0) {
                    break;
                }
                i = next + 1;
            }
        }
        return content.toString();
    }
}
