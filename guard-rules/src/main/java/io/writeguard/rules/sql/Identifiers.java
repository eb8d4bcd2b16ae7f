package io.writeguard.rules.sql;

import java.nio.charset.StandardCharsets;

/** Names as PostgreSQL stores them: PostgreSQL manual, 4.1.1. */
final class Identifiers {

    /** NAMEDATALEN - 1. */
    private static final int LONGEST_BYTES = 63;

    private static final int MOST_BYTES_PER_CHARACTER = 3;

    private Identifiers() {}

    /** An unquoted identifier: A–Z alone are folded, and the rest beyond 63 bytes is cut off. */
    static String fold(String word) {
        return truncate(lowerCase(word));
    }

    /** A quoted identifier of either kind, from its first to its last character. */
    static String unquote(String token) {
        if (token.charAt(0) == '"') {
            return truncate(token.substring(1, token.length() - 1).replace("\"\"", "\""));
        }
        int close = Quotes.endOfIdentifier(token, 2) - 1;
        String content = token.substring(3, close).replace("\"\"", "\"");
        return truncate(UnicodeEscapes.decode(content, UnicodeEscapes.escapeCharacter(token, close + 1)));
    }

    private static String lowerCase(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (isUpperCase(word.charAt(i))) {
                return lowerCaseFrom(word, i);
            }
        }
        return word;
    }

    private static String lowerCaseFrom(String word, int first) {
        char[] characters = word.toCharArray();
        for (int i = first; i < characters.length; i++) {
            characters[i] = foldCharacter(characters[i]);
        }
        return new String(characters);
    }

    static char foldCharacter(char c) {
        return isUpperCase(c) ? (char) (c + ('a' - 'A')) : c;
    }

    private static boolean isUpperCase(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static String truncate(String name) {
        if (name.length() * MOST_BYTES_PER_CHARACTER <= LONGEST_BYTES) {
            return name;
        }
        int bytes = 0;
        int i = 0;
        while (i < name.length()) {
            int codePoint = name.codePointAt(i);
            bytes += Character.toString(codePoint).getBytes(StandardCharsets.UTF_8).length;
            if (bytes > LONGEST_BYTES) {
                return name.substring(0, i);
            }
            i += Character.charCount(codePoint);
        }
        return name;
    }
}
