package io.writeguard.driver.schema;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Guarded tables of which a secret, or what the rules file asks of a row, is computed from other columns: a write of those
 * changes it, though its text does not say so.
 */
final class GeneratedColumns {

    private final Collection<GuardedTable> tables;
    private final ReachedRelations relations;

    GeneratedColumns(Collection<GuardedTable> tables, ReachedRelations relations) {
        this.tables = tables;
        this.relations = relations;
    }

    /** Has writes of what they are computed from measured. */
    void hideSources(List<ReachQueries.GeneratedColumn> columns) {
        for (ReachQueries.GeneratedColumn column : columns) {
            for (GuardedTable table : tables) {
                if (table.oid() == column.relation().oid()) {
                    hideSources(table, column);
                }
            }
        }
    }

    private void hideSources(GuardedTable table, ReachQueries.GeneratedColumn generated) {
        String column = generated.column();
        boolean ofNewRows = !table.secretsIn(column).isEmpty()
                || table.secrets().stream()
                        .anyMatch(secret -> secret.onlyRowsColumns().contains(column));
        if (ofNewRows) {
            relations.hide(generated.relation(), WriteEvent.INSERT, Set.of());
        }
        if (ofNewRows || table.decides(column)) {
            relations.hide(generated.relation(), WriteEvent.UPDATE, BodyWords.in(generated.definition()));
        }
    }
}
