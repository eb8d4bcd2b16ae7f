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
    private static final Pattern SCHEMA_PATTERN =
            Pattern.compile("(?:\"[^\"]*\\*[^\"]*\"|[" + LETTER + "0-9$*]*\\*[" + LETTER + "0-9$*]*)\\." + IDENTIFIER);

    /** The name; empty where the text is none. */
    static Optional<SqlName> parse(String text) {
        Matcher matcher = NAME.matcher(text);
        if (!matcher.matches() || isSchemaPattern(text)) {
            return Optional.empty();
        }
        String schema = matcher.group(1) == null ? null : folded(matcher.group(1));
        return Optional.of(new SqlName(schema, folded(matcher.group(2))));
    }

    /** Whether the text names tables in every schema of a kind, as {@code tenant_*.users} does. */
    static boolean isSchemaPattern(String text) {
        return SCHEMA_PATTERN.matches(text);
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
