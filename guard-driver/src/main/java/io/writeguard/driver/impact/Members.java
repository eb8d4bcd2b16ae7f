package io.writeguard.driver.impact;

import io.writeguard.driver.schema.DocumentType;
import io.writeguard.driver.schema.Identifiers;
import io.writeguard.rules.JsonPath;

/** Members of JSON documents in the guard's own SQL (manual, "The SQL/JSON Path Language"). */
final class Members {

    private Members() {}

    /**
     * The texts to which the path leads, as an array: NULL where it leads nowhere, or to nulls alone. An object or array
     * without content is empty. Text that is no JSON has no members.
     */
    static String values(DocumentType type, JsonPath path, String expression) {
        return "(SELECT pg_catalog.array_agg(CASE WHEN wg_member.value IN ('{}', '[]') THEN ''"
                + " ELSE wg_member.value #>> '{}' END) FROM pg_catalog.jsonb_path_query("
                + document(type, expression) + ", " + Identifiers.literal(written(path))
                + ") AS wg_member(value) WHERE wg_member.value <> 'null')";
    }

    private static String document(DocumentType type, String expression) {
        String text = "(" + expression + ")::pg_catalog.text";
        return switch (type) {
            case JSONB -> "(" + expression + ")::pg_catalog.jsonb";
            case CHECKED ->
                "CASE WHEN pg_catalog.pg_input_is_valid(" + text + ", 'pg_catalog.jsonb') THEN " + text
                        + "::pg_catalog.jsonb END";
            case UNCHECKED -> text + "::pg_catalog.jsonb";
        };
    }

    private static String written(JsonPath path) {
        StringBuilder written = new StringBuilder("$");
        for (JsonPath.Step step : path.steps()) {
            if (step.key() != null) {
                // a ? in a question would be taken for a parameter, or doubled
                written.append(".\"").append(step.key().replace("?", "\\u003f")).append('"');
            } else {
                written.append('[')
                        .append(step.index() == null ? "*" : step.index())
                        .append(']');
            }
        }
        return written.toString();
    }
}
