package io.writeguard.driver.cli.ddl;

import java.util.regex.Pattern;

/** Patterns of RE2 as PostgreSQL's own kind of regular expression (manual, "POSIX Regular Expressions"). */
final class PostgresPattern {

    /** What PostgreSQL reads in another way, or not at all. */
    private static final Pattern OTHERWISE =
            Pattern.compile("\\(\\?[^:]|\\\\[pPQECzAZbB]|\\\\x\\{|\\[\\[:\\^|\\[:word:");

    private static final String QUANTIFIERS = "*+?}";

    private PostgresPattern() {}

    /** Whether it means the same in PostgreSQL. */
    static boolean translates(String pattern) {
        return !OTHERWISE.matcher(pattern).find();
    }

    /** For the whole value; a newline is no {@code .}. */
    static String whole(String pattern) {
        return "(?p)^(?:" + greedy(pattern) + ")$";
    }

    /**
     * Without the question mark that makes a quantifier lazy: which of several ways a whole value matches is all the same,
     * but PostgreSQL lets one lazy quantifier decide for the others.
     */
    static String greedy(String pattern) {
        StringBuilder greedy = new StringBuilder(pattern.length());
        boolean inClass = false;
        boolean quantified = false;
        for (int i = 0; i < pattern.length(); i++) {
            char character = pattern.charAt(i);
            if (character == '\\' && i + 1 < pattern.length()) {
                greedy.append(character).append(pattern.charAt(++i));
                quantified = false;
            } else if (inClass) {
                greedy.append(character);
                inClass = character != ']' || pattern.charAt(i - 1) == '[';
            } else if (character != '?' || !quantified) {
                boolean group = character == '?' && i > 0 && pattern.charAt(i - 1) == '(';
                greedy.append(character);
                inClass = character == '[';
                quantified = !group && QUANTIFIERS.indexOf(character) >= 0;
            } else {
                quantified = false;
            }
        }
        return greedy.toString();
    }
}
