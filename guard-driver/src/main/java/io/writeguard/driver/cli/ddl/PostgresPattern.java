package io.writeguard.driver.cli.ddl;

import java.util.regex.Pattern;

/** Patterns of RE2 as PostgreSQL's own kind of regular expression (manual, "POSIX Regular Expressions"). */
final class PostgresPattern {

    /** What PostgreSQL reads in another way, or not at all. */
    private static final Pattern OTHERWISE =
            Pattern.compile("\\(\\?[^:]|\\\\[pPQECzAZbB]|\\\\x\\{|\\[\\[:\\^|\\[:word:|[*+?}]\\?");

    private PostgresPattern() {}

    /** Whether it means the same in PostgreSQL. */
    static boolean translates(String pattern) {
        return !OTHERWISE.matcher(pattern).find();
    }

    /** For the whole value; a newline is no {@code .}. */
    static String whole(String pattern) {
        return "(?p)^(?:" + pattern + ")$";
    }
}
