package io.writeguard.rules.sql;

/** The escapes of U&'…' and U&"…": PostgreSQL manual, 4.1.1 and 4.1.2.3. */
final class UnicodeEscapes {

    private UnicodeEscapes() {}

    /** The escape character of a token: that of its UESCAPE clause, which follows the closing quote, or a backslash. */
    static char escapeCharacter(String token, int afterQuote) {
        return afterQuote < token.length() ? token.charAt(token.length() - 2) : '\\';
    }

    /** {@code \0061}, {@code \+000061}, {@code \\}; what is no escape stays as it is (the server refuses it). */
    static String decode(String content, char escape) {
        if (content.indexOf(escape) < 0) {
            return content;
        }
        StringBuilder decoded = new StringBuilder(content.length());
        int i = 0;
        while (i < content.length()) {
            char c = content.charAt(i);
            int digits = Characters.at(content, i + 1) == '+' ? i + 2 : i + 1;
            int length = digits == i + 2 ? 6 : 4;
            if (c == escape && Characters.at(content, i + 1) == escape) {
                decoded.append(escape);
                i += 2;
            } else if (c == escape && hexadecimal(content, digits, length) >= 0) {
                appendCodePoint(decoded, hexadecimal(content, digits, length));
                i = digits + length;
            } else {
                decoded.append(c);
                i++;
            }
        }
        return decoded.toString();
    }

    /** The value of exactly {@code length} hexadecimal digits, or -1 where they are not there. */
    static int hexadecimal(String text, int from, int length) {
        int value = 0;
        for (int i = from; i < from + length; i++) {
            int digit = Character.digit(Characters.at(text, i), 16);
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    /** Halves of a surrogate pair, each escaped, join by themselves. */
    static void appendCodePoint(StringBuilder target, int codePoint) {
        if (Character.isValidCodePoint(codePoint)) {
            target.appendCodePoint(codePoint);
        }
    }
}
