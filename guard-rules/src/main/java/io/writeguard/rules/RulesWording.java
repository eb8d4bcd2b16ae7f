package io.writeguard.rules;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.SpecVersion;

/** Every sentence about a problem of a rules file: what was found, what was expected, the nearest right name. */
final class RulesWording {

    private static final int LONGEST_QUOTATION = 120;

    static final String VERSION = "1, the only version that this guard reads";
    static final String REASON = "a text: why the secrets matter";
    static final String PREDICATE = "a text: an SQL predicate over the table's own columns";
    static final String JSON_PATHS = "a list of at least one JSON path, such as \"$.password\"";
    static final String JSON_PATH =
            "a JSON path of members and array elements, such as \"$.password\", \"$.receivers[*].url\" or \"$['a.b'][0]\"";
    static final String COLUMN_LIST = "a list of columns";
    static final String TABLES = "a mapping of at least one table to its secret columns";
    static final String SECRET_COLUMNS = "a list of at least one column, or a mapping of columns to their options";
    static final String ARCHIVE_KEY =
            "where the keys are that encrypt what is kept: file:PATH or env:NAME; or none, to keep it as it is";
    static final String FUNCTIONS = "a mapping of functions to what they reach";
    static final String REACHES = "a list of at least one table that the function writes";
    static final String TABLE_NAME =
            "a table, written as in SQL, such as users, public.users, '\"Mixed\".\"Case\"' or tenant_*.users";
    static final String COLUMN_NAME = "a column, written as in SQL, such as token or '\"Token\"'";
    static final String FUNCTION_NAME = "a function, written as in SQL, such as purge_tokens or public.purge_tokens";

    private RulesWording() {}

    static String unexpected(String path, String found, String expected) {
        return subject(path) + ": found " + found + ", expected " + expected;
    }

    static String unknownKey(String path, String key, List<String> known) {
        return unexpected(path, "the key " + quoted(key), oneOf(known, key));
    }

    static String duplicate(String path, String name, Location first) {
        return unexpected(
                path,
                quoted(name) + " again",
                "it once; the first is in line " + first.line() + ", column " + first.column());
    }

    static String missingKey(String path, String key, String expected) {
        return unexpected(path, "no " + key, expected);
    }

    static String oneOf(List<String> words, String found) {
        String last = words.get(words.size() - 1);
        String all = words.size() == 1 ? last : String.join(", ", words.subList(0, words.size() - 1)) + " or " + last;
        return all + didYouMean(found, words);
    }

    static String mappingOf(List<String> keys) {
        return "a mapping with " + oneOf(keys, "");
    }

    private static String didYouMean(String found, Collection<String> candidates) {
        return NearestName.of(found, candidates).map(RulesWording::didYouMean).orElse("");
    }

    static String didYouMean(String right) {
        return "; did you mean " + quoted(right) + "?";
    }

    static String needsQuotes(String expected, String written) {
        return expected + "; in quotes it is text: " + quoted(written);
    }

    static String wholeNumber(long least, long most, String example) {
        return "a whole number from " + least + " to " + most + ", such as " + example;
    }

    static String ratio(Optional<String> percent) {
        return "a ratio above 0 and at most 1 such as 0.1, or above 0% and at most 100% such as 10%, with at most "
                + Ratio.MOST_DECIMALS + " decimals"
                + percent.map(RulesWording::didYouMean).orElse("");
    }

    static String duration() {
        return "a time above 0 and at most " + Durations.LONGEST.toDays()
                + "d: a whole number and one of the units ms, s, m, h, d, such as 24h";
    }

    static String staleClear(String found) {
        return "off, always or " + duration() + didYouMean(found, List.of("off", "always"));
    }

    static String nameTooLong() {
        return "at most " + SqlName.LONGEST_NAME + " bytes for a name: PostgreSQL cuts off the rest";
    }

    static String pattern(String reason) {
        return "a regular expression in RE2 syntax (" + printable(reason)
                + "); back-references, look-ahead, look-behind and possessive quantifiers are not supported";
    }

    static String patternTooLarge() {
        return "a regular expression of at most " + PatternSize.LONGEST_PATTERN + " characters that stands for at most "
                + PatternSize.LARGEST_SIZE + " with its repetitions written out";
    }

    static String empty() {
        return "rules file: found nothing, expected at least version: 1 and tables";
    }

    static String unreadable(String reason) {
        return "rules file: can't be read (" + printable(reason) + "), expected a file in UTF-8";
    }

    static String notUtf8(int offset) {
        return "rules file: found a byte that is not UTF-8 at offset " + offset + ", expected a file in UTF-8";
    }

    static String tooLarge() {
        return "rules file: found more than 1 MiB, expected less";
    }

    static String unprintable(int codePoint) {
        return String.format("rules file: found the control character U+%04X, expected none", codePoint);
    }

    static String secondDocument() {
        return "rules file: found a second YAML document, expected one document; remove the line ---";
    }

    static String otherYaml(SpecVersion version) {
        return "rules file: found YAML " + version.getRepresentation() + ", expected YAML 1.2";
    }

    static String tooDeep(int most) {
        return "rules file: found more than " + most + " levels of nesting, expected at most " + most;
    }

    static String tooManyAliases(int most) {
        return "rules file: found more than " + most + " YAML aliases, expected at most " + most;
    }

    static String unusableTag(String tag) {
        return "rules file: found the YAML tag " + quoted(tag) + ", expected no tag";
    }

    /** @param line the line of the file that the parser could not go on with */
    static String notYaml(String problem, String line) {
        if (problem.contains("\\t(TAB)")) {
            return "rules file: found a tab, expected spaces for indentation";
        }
        String start = line.strip();
        boolean sqlName = start.startsWith("*") || (start.startsWith("\"") && start.contains("\"."));
        String advice =
                sqlName ? "; a name with \" or * in it needs single quotes around it: '\"Mixed\".\"Case\"'" : "";
        return "rules file: expected YAML 1.2, but: " + printable(problem) + advice;
    }

    private static String subject(String path) {
        return path.isEmpty() ? "rules file" : path;
    }

    static String quoted(String text) {
        return '"' + printable(text) + '"';
    }

    /** On one line, and not longer than a reader can take in. */
    static String printable(String text) {
        String line = text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", " ");
        int length = line.codePointCount(0, line.length());
        return length <= LONGEST_QUOTATION
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_QUOTATION)) + "…";
    }
}
