package io.writeguard.rules;

/**
 * A table as PostgreSQL names it, folded and without quotes.
 *
 * @param schema null where the name is found by the search_path
 * @param name never null
 */
public record TableName(String schema, String name) {

    /** {@code schema.name}, or {@code name} alone; for messages, not for SQL. */
    @Override
    public String toString() {
        return schema == null ? name : schema + "." + name;
    }
}
