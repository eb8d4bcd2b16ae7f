package io.writeguard.driver.schema;

import io.writeguard.rules.FunctionRules;
import io.writeguard.rules.Location;
import io.writeguard.rules.NearestName;
import io.writeguard.rules.TableName;
import java.sql.SQLException;
import java.util.List;

/** What a user reads where the rules file does not fit the schema. */
final class SchemaWording {

    private SchemaWording() {}

    static String noTable(TableName wanted, List<TableName> existing) {
        if (wanted.isPattern()) {
            List<String> names = existing.stream().map(TableName::name).toList();
            return "table " + wanted + " exists in no such schema" + nearest(wanted.name(), names);
        }
        List<String> names = existing.stream()
                .map(table -> wanted.schema() == null ? table.name() : table.toString())
                .toList();
        return "table " + wanted + " does not exist" + (wanted.schema() == null ? " in the search_path" : "")
                + nearest(wanted.toString(), names);
    }

    static String declaredTwice(TableName table, Location first) {
        return "this is table " + table + " again; expected it once, and the first is in line " + first.line()
                + ", column " + first.column();
    }

    static String noFunction(FunctionRules function, List<String> existing) {
        return "function " + function + " does not exist" + nearest(function.toString(), existing);
    }

    static String outdated(TableName table) {
        return table + " has appeared, or has taken another one's place, and could not be looked up";
    }

    static String guardedNow(TableName declared, TableName table) {
        return table + " is guarded from now on, by the rules for " + declared;
    }

    static String renamed(TableName before, TableName now) {
        return before + " is called " + now + " now, and stays guarded while it exists";
    }

    static String gone(TableName table) {
        return table + " does not exist any more";
    }

    static String unfit(TableName table, String problems) {
        return table + " can't be guarded, so writes to it are refused: " + problems;
    }

    static String asKnown(TableName table) {
        return table + " does not fit the rules file any more, and is guarded as it was known";
    }

    static String columnsMissing(TableName table, List<String> columns) {
        return String.join(", ", columns) + " of " + table
                + ": there is no such column, so it is not guarded until there is";
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
