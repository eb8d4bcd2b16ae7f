package io.writeguard.driver.impact;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.writeguard.rules.check.ValueChecker;
import java.util.HexFormat;
import java.util.stream.Collectors;

/**
 * Whether a text shows anything, asked in ASCII alone: a database in another encoding than UTF-8 has not all the blank
 * characters, and refuses a literal of them. So the bytes that the text has for this client, whose encoding is UTF-8, are
 * compared as hexadecimal digits.
 */
final class VisibleText {

    private static final String QUOTE = "\"";
    private static final String BLANKS = alternatives(ValueChecker.BLANKS);
    private static final String BLANKS_AND_QUOTES = alternatives(ValueChecker.BLANKS + QUOTE);

    private VisibleText() {}

    /** Whether a text has a character that is not blank. Most are told by their first, which is cheap. */
    static String in(String text) {
        return "(pg_catalog.ascii(" + text + ") BETWEEN 33 AND 126 OR " + notAllOf(BLANKS, text) + ")";
    }

    /** The same, where quotes show nothing either. */
    static String inQuoted(String text) {
        return notAllOf(BLANKS_AND_QUOTES, text);
    }

    private static String notAllOf(String alternatives, String text) {
        return "pg_catalog.encode(pg_catalog.textsend(" + text + "), 'hex') !~ '^(" + alternatives + ")*$'";
    }

    private static String alternatives(String characters) {
        return characters
                .codePoints()
                .mapToObj(character ->
                        HexFormat.of().formatHex(Character.toString(character).getBytes(UTF_8)))
                .collect(Collectors.joining("|"));
    }
}
