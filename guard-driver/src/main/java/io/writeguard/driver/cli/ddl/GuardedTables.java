package io.writeguard.driver.cli.ddl;

import io.writeguard.driver.schema.Catalog;
import io.writeguard.driver.schema.Counted;
import io.writeguard.driver.schema.DocumentType;
import io.writeguard.driver.schema.GuardedColumn;
import io.writeguard.driver.schema.GuardedTable;
import io.writeguard.driver.schema.TableColumn;
import io.writeguard.driver.schema.ValueType;
import io.writeguard.rules.Action;
import io.writeguard.rules.Rules;
import io.writeguard.rules.SecretColumn;
import io.writeguard.rules.TableRules;
import io.writeguard.rules.check.ValueChecker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * The tables that the rules file declares, each with its partitions and children.
 *
 * @param declared the table itself
 * @param family it, and all partitions and children
 */
record GuardedTables(GuardedTable declared, List<GuardedTable> family) {

    GuardedTables {
        family = List.copyOf(family);
    }

    /** As the database has them. */
    static List<GuardedTables> of(Catalog catalog) {
        List<GuardedTables> tables = new ArrayList<>();
        for (GuardedTable table : sorted(catalog)) {
            if (table.oid() == table.counted().oid()) {
                List<GuardedTable> family = sorted(catalog).stream()
                        .filter(other -> other.counted().oid() == table.oid())
                        .toList();
                tables.add(new GuardedTables(table, family));
            }
        }
        return tables;
    }

    private static List<GuardedTable> sorted(Catalog catalog) {
        return catalog.tables().stream()
                .sorted(Comparator.comparing(table -> table.name().toString()))
                .toList();
    }

    /** As far as the rules file alone tells: columns are taken for text, and partitions are not known. */
    static List<GuardedTables> of(Rules rules) {
        List<GuardedTables> tables = new ArrayList<>();
        for (TableRules table : rules.tables()) {
            if (table.action() != Action.OFF) {
                GuardedTable assumed = assumed(rules, table, tables.size() + 1L);
                tables.add(new GuardedTables(assumed, List.of(assumed)));
            }
        }
        return tables;
    }

    private static GuardedTable assumed(Rules rules, TableRules table, long oid) {
        List<GuardedColumn> secrets = table.secretColumns().stream()
                .map(secret -> assumed(rules, secret))
                .toList();
        List<TableColumn> columns =
                secrets.stream().map(GuardedColumn::column).distinct().toList();
        Counted counted = new Counted(oid, table.name());
        return new GuardedTable(oid, table.name(), counted, table, columns, secrets, List.of(), Set.of(), true);
    }

    private static GuardedColumn assumed(Rules rules, SecretColumn secret) {
        boolean member = secret.member() != null;
        return new GuardedColumn(
                secret,
                new TableColumn(secret.name(), "text", null),
                member ? ValueType.ARRAY : ValueType.TEXT,
                member ? DocumentType.UNCHECKED : null,
                new ValueChecker(secret, rules.placeholders()),
                Set.of());
    }
}
