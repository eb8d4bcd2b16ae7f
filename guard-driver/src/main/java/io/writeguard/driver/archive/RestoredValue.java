package io.writeguard.driver.archive;

import io.writeguard.driver.schema.GuardedColumn;
import io.writeguard.rules.JsonPath.Step;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a column is set to when a secret of it is restored: the value that was kept; of a document that is still there, and
 * may have other new contents, the one member.
 */
final class RestoredValue {

    private final GuardedColumn secret;
    private final String now;
    private final String kept;

    /**
     * @param now the column, as it is
     * @param kept the column's value as it was, in the column's type
     */
    RestoredValue(GuardedColumn secret, String now, String kept) {
        this.secret = secret;
        this.now = now;
        this.kept = kept;
    }

    /** SQL, in the column's type. */
    String expression() {
        if (!secret.isMember()) {
            return kept;
        }
        if (hasWildcard()) {
            return "CASE WHEN " + nothingThere() + " THEN " + kept + " ELSE " + now + " END";
        }
        return "CASE WHEN " + nothingThere() + " THEN " + kept + " ELSE CAST(pg_catalog.jsonb_set(" + json(now) + ", "
                + path(steps()) + ", " + json(kept) + " #> " + path(steps()) + ", true) AS "
                + secret.column().type() + ") END";
    }

    /** SQL: whether the row can take it. An array's elements have no name, so one can't be told from another. */
    String condition() {
        if (!secret.isMember()) {
            return "true";
        }
        if (hasWildcard()) {
            return nothingThere();
        }
        String parent = json(now) + " #> " + path(steps().subList(0, steps().size() - 1));
        return "(" + nothingThere() + " OR coalesce(pg_catalog.jsonb_typeof(" + parent
                + ") IN ('object', 'array'), false))";
    }

    private String nothingThere() {
        return "coalesce(pg_catalog.btrim(" + now + "::pg_catalog.text) IN ('', 'null', '{}', '[]'), true)";
    }

    private List<Step> steps() {
        return secret.rules().member().steps();
    }

    private boolean hasWildcard() {
        return steps().stream().anyMatch(step -> step.key() == null && step.index() == null);
    }

    private static String json(String expression) {
        return "(" + expression + ")::pg_catalog.jsonb";
    }

    private static String path(List<Step> steps) {
        return steps.stream()
                .map(step -> step.key() == null ? step.index().toString() : step.key())
                .map(step -> "'" + step.replace("'", "''") + "'")
                .collect(Collectors.joining(", ", "ARRAY[", "]::pg_catalog.text[]"));
    }
}
