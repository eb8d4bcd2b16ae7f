package io.writeguard.rules;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Names written as in SQL: folded to lower case (A–Z alone) unless quoted, as in the PostgreSQL manual, chapter "Lexical
 * Structure", section "Identifiers and Key Words".
 *
 * @param schema null where not written
 * @param name never null
 */
record SqlName(String schema, String name) {

    /** Bytes: NAMEDATALEN - 1 of a PostgreSQL server as it is distributed. */
    static final int LONGEST_NAME = 63;

    private static final String LETTER = "A-Za-z_\\x{80}-\\x{10FFFF}";
    private static final String IDENTIFIER = "(\"(?:[^\"]|\"\")+\"|[" + LETTER + "][" + LETTER + "0-9$]*)";
    private static final Pattern NAME = Pattern.compile("(?:" + IDENTIFIER + "\\.)?" + IDENTIFIER);
    /** {@code *} in a schema, quoted or not, stands for any characters. */
    private static final Pattern TABLE =
            Pattern.compile("(\"(?:[^\"]|\"\")+\"|[" + LETTER + "*][" + LETTER + "0-9$*]*)\\." + IDENTIFIER);

    /** The name of a column or a function; empty where the text is none. */
    static Optional<SqlName> parse(String text) {
        return parse(NAME.matcher(text)).filter(name -> name.schema == null || name.schema.indexOf('*') < 0);
    }

    /** The name of a table; a {@code *} in its schema makes it a pattern. Empty where the text is none. */
    static Optional<SqlName> parseTable(String text) {
        return parse(TABLE.matcher(text)).or(() -> parse(NAME.matcher(text)));
    }

    private static Optional<SqlName> parse(Matcher matcher) {
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String schema = matcher.group(1) == null ? null : folded(matcher.group(1));
        return Optional.of(new SqlName(schema, folded(matcher.group(2))));
    }

    /** Whether PostgreSQL would cut a part of the name. */
    boolean tooLong() {
        return bytes(name) > LONGEST_NAME || (schema != null && bytes(schema) > LONGEST_NAME);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String folded(String identifier) {
        if (identifier.startsWith("\"")) {
            return identifier.substring(1, identifier.length() - 1).replace("\"\"", "\"");
        }
        StringBuilder folded = new StringBuilder(identifier.length());
        identifier.chars().map(SqlName::foldedCharacter).forEach(character -> folded.append((char) character));
        return folded.toString();
    }

    private static int foldedCharacter(int character) {
        return character >= 'A' && character <= 'Z' ? character + ('a' - 'A') : character;
    }
}
