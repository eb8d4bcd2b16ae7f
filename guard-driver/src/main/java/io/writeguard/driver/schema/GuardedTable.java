package io.writeguard.driver.schema;

import io.writeguard.rules.TableName;
import io.writeguard.rules.TableRules;
import java.util.List;
import java.util.Set;

/**
 * A guarded table.
 *
 * @param oid of the relation
 * @param name schema and name as they are in the database
 * @param counted the table whose limits and window its rows fall under
 * @param columns in order, dropped ones left out
 * @param secrets in the order of the rules file
 * @param uniqueKeys every valid, immediate unique index without predicate or expression; the one that tells rows apart
 *     (the primary key, else the narrowest whose columns are NOT NULL) first
 * @param liveWhenColumns columns that {@code live-when} mentions
 * @param lockable whether the role may lock rows, that is, holds UPDATE on some column (manual, SELECT: "The Locking
 *     Clause")
 */
public record GuardedTable(
        long oid,
        TableName name,
        Counted counted,
        TableRules rules,
        List<TableColumn> columns,
        List<GuardedColumn> secrets,
        List<UniqueKey> uniqueKeys,
        Set<String> liveWhenColumns,
        boolean lockable) {

    public GuardedTable {
        columns = List.copyOf(columns);
        secrets = List.copyOf(secrets);
        uniqueKeys = List.copyOf(uniqueKeys);
        liveWhenColumns = Set.copyOf(liveWhenColumns);
    }

    /** The columns that tell rows apart; empty where the table has no such key. */
    public List<String> key() {
        return hasKey() ? uniqueKeys.get(0).columns() : List.of();
    }

    /** Whether the first of the unique keys tells every row apart. */
    public boolean hasKey() {
        return !uniqueKeys.isEmpty() && uniqueKeys.get(0).notNull();
    }

    /** The columns of all unique keys, each once. */
    public List<String> identityColumns() {
        return uniqueKeys.stream()
                .flatMap(key -> key.columns().stream())
                .distinct()
                .toList();
    }

    /** The column of that name, or null. */
    public TableColumn column(String columnName) {
        for (TableColumn column : columns) {
            if (column.name().equals(columnName)) {
                return column;
            }
        }
        return null;
    }

    /** The secrets that the column of that name holds. */
    public List<GuardedColumn> secretsIn(String columnName) {
        return secrets.stream()
                .filter(secret -> secret.column().name().equals(columnName))
                .toList();
    }

    /** Whether what its secrets hold is kept before it goes ({@code archive}). */
    public boolean isArchived() {
        return rules.archive() != null;
    }

    /** Whether {@code live-when} or an {@code only-rows} mentions the column. */
    public boolean decides(String columnName) {
        return liveWhenColumns.contains(columnName)
                || secrets.stream().anyMatch(secret -> secret.onlyRowsColumns().contains(columnName));
    }
}
