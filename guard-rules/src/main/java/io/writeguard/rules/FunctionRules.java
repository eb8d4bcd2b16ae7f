package io.writeguard.rules;

import java.util.List;

/**
 * A function or procedure of which the rules file says what the catalog can't tell.
 *
 * @param schema null where not written: then in any schema
 * @param name never null
 * @param location the line of the rules file that declares it
 * @param reaches the tables that it writes, in the order of the file
 * @param onMissing what happens where there is no such function, or no such table
 */
public record FunctionRules(String schema, String name, Location location, List<Reached> reaches, OnMissing onMissing) {

    /** A table that the function writes, and where the rules file says so. */
    public record Reached(TableName table, Location location) {}

    public FunctionRules {
        reaches = List.copyOf(reaches);
    }

    /** {@code schema.name}, or {@code name} alone; for messages, not for SQL. */
    @Override
    public String toString() {
        return schema == null ? name : schema + "." + name;
    }
}
