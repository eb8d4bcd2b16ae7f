package io.writeguard.driver.schema;

import io.writeguard.rules.NearestName;
import io.writeguard.rules.TableName;
import java.sql.SQLException;
import java.util.List;

/** What a user reads where the rules file does not fit the schema. */
final class SchemaWording {

    private SchemaWording() {}

    static String noTable(TableName wanted, List<TableName> existing) {
        List<String> names = existing.stream()
                .map(table -> wanted.schema() == null ? table.name() : table.toString())
                .toList();
        return "table " + wanted + " does not exist" + (wanted.schema() == null ? " in the search_path" : "")
                + nearest(wanted.toString(), names);
    }

    static String notATable(TableName relation) {
        return relation
                + " is not a table; expected a table or a partitioned table (a view's tables are what to guard)";
    }

    static String noColumn(TableName table, String wanted, List<String> existing) {
        return "column " + wanted + " does not exist in " + table + nearest(wanted, existing);
    }

    static String notASecretType(TableName table, TableColumn column) {
        return "column " + column.name() + " of " + table + " has type " + column.type()
                + "; expected text, varchar, char, citext, bytea, json, jsonb, uuid or an array of them";
    }

    static String rowSecurity(TableName table) {
        return "row-level security of " + table
                + " cuts what this role sees, so live secrets can't be counted; expected a role with BYPASSRLS";
    }

    static String noPrivilege(TableName table, List<String> columns, String role) {
        return "role " + role + " may not read " + String.join(", ", columns) + " of " + table
                + "; expected: GRANT SELECT (" + String.join(", ", columns) + ") ON " + table + " TO " + role;
    }

    static String notADocument(TableName table, TableColumn column) {
        return "column " + column.name() + " of " + table + " has type " + column.type()
                + ", which holds no JSON document; expected text, varchar, json or jsonb for json-members";
    }

    static String predicateDoesNotRun(String key, TableName table, SQLException failure) {
        return key + " of " + table + " does not run (SQLState " + failure.getSQLState()
                + "); expected a predicate over columns of that table";
    }

    private static String nearest(String wrong, List<String> names) {
        return NearestName.of(wrong, names)
                .map(name -> "; did you mean " + name + "?")
                .orElse("");
    }
}
