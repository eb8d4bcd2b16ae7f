package io.writeguard.driver.cli.offline;

import io.writeguard.rules.Action;
import io.writeguard.rules.Rules;
import io.writeguard.rules.TableName;
import io.writeguard.rules.TableRules;
import io.writeguard.rules.sql.RelationName;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Finds the guarded table of a name without a catalog: where one of two has no schema, the name alone tells. */
final class RulesByName {

    private static final String EVERY_RELATION = "*";

    private final List<TableRules> tables;

    RulesByName(Rules rules) {
        this.tables = rules.tables().stream()
                .filter(table -> table.action() != Action.OFF)
                .toList();
    }

    Optional<TableRules> find(RelationName relation) {
        return tables.stream()
                .filter(table -> table.name().name().equals(relation.name()) && sameSchema(table.name(), relation))
                .findFirst();
    }

    /** Those that DDL of this name is about; {@code *} stands for all of its schema, or for all. */
    List<TableRules> changed(RelationName relation) {
        return tables.stream()
                .filter(table -> relation.name().equals(EVERY_RELATION)
                        || table.name().name().equals(relation.name()))
                .filter(table -> sameSchema(table.name(), relation))
                .toList();
    }

    List<TableRules> mentioned(Collection<String> identifiers) {
        return tables.stream()
                .filter(table -> identifiers.contains(table.name().name()))
                .toList();
    }

    private static boolean sameSchema(TableName table, RelationName relation) {
        return table.schema() == null
                || relation.schema() == null
                || table.schema().equals(relation.schema());
    }
}
