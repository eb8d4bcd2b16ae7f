package io.writeguard.rules;

import com.google.re2j.Pattern;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A table as PostgreSQL names it, folded and without quotes.
 *
 * @param schema null where the name is found by the search_path; in a rules file, {@code *} in it stands for any characters
 * @param name never null
 */
public record TableName(String schema, String name) {

    private static final char ANY = '*';

    /** Whether it names a table in every schema of a kind: {@code tenant_*.users}. */
    public boolean isPattern() {
        return schema != null && schema.indexOf(ANY) >= 0;
    }

    /**
     * Whether this pattern, or this name with a schema, names that table. A pattern names none of a system schema, nor a
     * temporary table.
     *
     * @param table with its schema
     */
    public boolean names(TableName table) {
        if (!name.equals(table.name)) {
            return false;
        }
        return isPattern()
                ? !isSystem(table.schema) && schemaPattern().matches(table.schema)
                : table.schema.equals(schema);
    }

    private static boolean isSystem(String schema) {
        return schema.startsWith("pg_") || schema.equals("information_schema");
    }

    private Pattern schemaPattern() {
        return Pattern.compile(
                Arrays.stream(schema.split("\\" + ANY, -1)).map(Pattern::quote).collect(Collectors.joining("(?s:.*)")));
    }

    /** {@code schema.name}, or {@code name} alone; for messages, not for SQL. */
    @Override
    public String toString() {
        return schema == null ? name : schema + "." + name;
    }
}
