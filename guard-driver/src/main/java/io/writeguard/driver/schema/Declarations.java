package io.writeguard.driver.schema;

import io.writeguard.rules.Action;
import io.writeguard.rules.Rules;
import io.writeguard.rules.TableName;
import io.writeguard.rules.TableRules;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The names of the rules file, and the tables that they stood for when they were looked up. Immutable.
 *
 * @param path in which names without schema are looked up
 * @param roots by the table that its name stood for; partitions and children are not among them
 * @param unfit what keeps one of them from being guarded, by its oid
 */
record Declarations(List<TableRules> tables, SearchPath path, Map<Root, TableRules> roots, Map<Long, String> unfit) {

    /** A table that a name of the rules file stands for. */
    record Root(long oid, TableName name) {}

    Declarations {
        tables = List.copyOf(tables);
        roots = Map.copyOf(roots);
        unfit = Map.copyOf(unfit);
    }

    /** The tables that the rules file wants guarded: those that it names before those of a pattern. */
    static List<TableRules> wanted(Rules rules) {
        return rules.tables().stream()
                .filter(table -> table.action() != Action.OFF)
                .sorted(Comparator.comparing(table -> table.name().isPattern()))
                .toList();
    }

    /** Without schema. */
    Set<String> names() {
        return tables.stream().map(table -> table.name().name()).collect(Collectors.toSet());
    }

    /**
     * Whether a name of the rules file stands for that table, and did not when the names were looked up.
     *
     * @param name with its schema
     */
    boolean miss(long oid, TableName name) {
        return !roots.containsKey(new Root(oid, name)) && tables.stream().anyMatch(rules -> standsFor(rules, name));
    }

    private boolean standsFor(TableRules rules, TableName table) {
        TableName declared = rules.name();
        if (declared.schema() != null) {
            return declared.names(table);
        }
        return declared.name().equals(table.name()) && path.has(table.schema()) && comesFirst(rules, table);
    }

    private boolean comesFirst(TableRules rules, TableName table) {
        return roots.entrySet().stream()
                .filter(root -> root.getValue().equals(rules)
                        && root.getKey().name().name().equals(table.name()))
                .allMatch(root -> path.place(table.schema())
                        <= path.place(root.getKey().name().schema()));
    }
}
