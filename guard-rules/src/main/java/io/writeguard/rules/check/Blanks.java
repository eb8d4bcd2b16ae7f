package io.writeguard.rules.check;

/** The characters that show nothing. Java's own notion of white space is not PostgreSQL's, so both are given this list. */
final class Blanks {

    /**
     * White space of Unicode (PropList.txt, White_Space) and the characters that take no room on a screen: soft hyphen,
     * joiners, direction marks, byte order mark, empty Braille and Hangul.
     */
    static final String CHARACTERS = " \t\n\r\f\u000B\u001C\u001D\u001E\u001F\u0085\u00A0\u00AD\u061C\u1680\u180E"
            + "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u200B\u200C\u200D\u200E\u200F"
            + "\u2028\u2029\u202F\u205F\u2060\u2800\u3000\u3164\uFEFF";

    private static final CharacterSet SET = new CharacterSet(CHARACTERS);

    private Blanks() {}

    static boolean isBlank(char character) {
        return SET.contains(character);
    }

    /** As PostgreSQL's {@code btrim(text, CHARACTERS)}. */
    static String trim(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (from < to && isBlank(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }
}
