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
                + " ELSE wg_member.value #>> '{}' END) FROM " + document(type, expression)
                + ", LATERAL pg_catalog.jsonb_path_query(wg_document.json, " + Identifiers.literal(written(path))
                + ") AS wg_member(value) WHERE wg_member.value <> 'null')";
    }

    /** The document as a relation; OFFSET keeps the planner from casting a constant before it is checked. */
    private static String document(DocumentType type, String expression) {
        String text = "(SELECT (" + expression + ")::pg_catalog.text AS text OFFSET 0) AS wg_text";
        return switch (type) {
            case JSONB -> "(SELECT (" + expression + ")::pg_catalog.jsonb AS json) AS wg_document";
            case CHECKED -> checked("pg_catalog.pg_input_is_valid(wg_text.text, 'pg_catalog.jsonb')", text);
            case UNCHECKED -> checked(JsonText.isValid("wg_text.text"), text);
        };
    }

    private static String checked(String check, String text) {
        return text + ", LATERAL (SELECT CASE WHEN " + check
                + " THEN wg_text.text::pg_catalog.jsonb END AS json) AS wg_document";
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
