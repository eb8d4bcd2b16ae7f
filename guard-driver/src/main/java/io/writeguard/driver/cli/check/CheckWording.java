package io.writeguard.driver.cli.check;

import io.writeguard.rules.Rule;

/** What a reader is told about a file, beyond the guard's own words. */
final class CheckWording {

    static final String DEPENDS = " (refused above the limits)";

    private CheckWording() {}

    static String override(Rule rule, boolean allowSql) {
        String named = rule.judgesValues() ? rule.id() + ": " : "";
        String set = "SET LOCAL writeguard.override = '" + named + "why';  -- before it, in the same transaction";
        return allowSql ? set : set + ", with overrides.allow-sql: true in the rules file";
    }

    static String rule(Rule rule) {
        return switch (rule) {
            case EMPTY_SECRET -> "An empty or blank value would be written into a secret column.";
            case PLACEHOLDER_SECRET -> "What stands in for a secret on a screen would be written in its place.";
            case MALFORMED_SECRET -> "A value breaks the format or length that is declared for its column.";
            case STALE_CLEAR -> "A secret would be cleared that may just have been renewed.";
            case MASS_INVALIDATION -> "Too large a part of the live secrets would be lost.";
            case DESTRUCTIVE_DDL -> "DROP or ALTER would discard live secrets.";
            case UNANALYSABLE_WRITE -> "What a statement does to secrets cannot be established.";
        };
    }
}
