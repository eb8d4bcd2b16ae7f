package io.writeguard.driver.impact;

/**
 * Whether a text is JSON, as an expression for a server before version 16, which can only try and fail. Strings and
 * scalars are replaced by a character each, then the innermost arrays and objects by another, until one is left.
 */
final class JsonText {

    private static final int DEEPEST = 100;

    /** Any code but 0000. */
    private static final String CODE =
            "([1-9a-fA-F][0-9a-fA-F]{3}|0[1-9a-fA-F][0-9a-fA-F]{2}" + "|00[1-9a-fA-F][0-9a-fA-F]|000[1-9a-fA-F])";

    private static final String STRING = "'\"([^\"\\\\\\x01-\\x1f]|\\\\[\"\\\\/bfnrt]|\\\\u" + CODE + ")*\"'";
    private static final String SCALAR =
            "'\\m(true|false|null)\\M|-{0,1}(0|[1-9][0-9]*)(\\.[0-9]+){0,1}([eE][-+]{0,1}[0-9]+){0,1}'";
    private static final String INNERMOST = "'\\[([@#](,[@#])*){0,1}\\]|\\{(@:[@#](,@:[@#])*){0,1}\\}'";

    private JsonText() {}

    /** @param column of type text */
    static String isValid(String column) {
        String withoutStrings = replaced(column, STRING, "");
        String tokens = replaced(replaced(replaced(column, STRING, "@"), SCALAR, "#"), "'[ \\t\\n\\r]+'", "");
        return "(" + withoutStrings + " !~ '[@#]' AND (WITH RECURSIVE wg_step(text, depth) AS (SELECT " + tokens
                + ", 0 UNION ALL SELECT " + replaced("wg_step.text", INNERMOST, "#")
                + ", wg_step.depth + 1 FROM wg_step WHERE wg_step.depth < " + DEEPEST
                + " AND pg_catalog.strpos(pg_catalog.translate(wg_step.text, '{', '['), '[') > 0)"
                + " SELECT pg_catalog.bool_or(wg_step.text IN ('@', '#')) FROM wg_step))";
    }

    private static String replaced(String text, String pattern, String by) {
        return "pg_catalog.regexp_replace(" + text + ", " + pattern + ", '" + by + "', 'g')";
    }
}
