package io.writeguard.driver.impact;

import io.writeguard.driver.row.RowIdentity;
import io.writeguard.driver.schema.GuardedColumn;
import io.writeguard.driver.schema.GuardedTable;
import io.writeguard.driver.schema.Identifiers;
import io.writeguard.driver.schema.RowIdentities;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The written table's row in a question: its identity, its columns, its lock. */
final class TargetRow {

    private final GuardedTable table;
    private final String reference;
    private final List<String> identityColumns;
    private final List<String> archivedColumns;

    /**
     * @param reference the name by which the statement refers to the table
     */
    TargetRow(GuardedTable table, String reference) {
        this.table = table;
        this.reference = Identifiers.quoted(reference);
        this.identityColumns = table.identityColumns();
        this.archivedColumns = !table.isArchived()
                ? List.of()
                : table.secrets().stream()
                        .map(secret -> secret.column().name())
                        .distinct()
                        .toList();
    }

    GuardedTable table() {
        return table;
    }

    String column(String name) {
        return reference + "." + Identifiers.quoted(name);
    }

    /** What {@link #identity} and {@link #stored} read, first in the select list. */
    String identityList() {
        List<String> list = new ArrayList<>();
        if (!table.hasKey()) {
            // a place is used again once its row is gone, so the transaction that put the row there belongs to it
            list.add("pg_catalog.concat_ws(' ', " + reference + ".tableoid, " + reference + ".ctid, " + reference
                    + ".xmin)");
        }
        identityColumns.forEach(name -> list.add(column(name) + "::pg_catalog.text"));
        archivedColumns.forEach(name -> list.add(column(name) + "::pg_catalog.text"));
        return String.join(", ", list);
    }

    int identityWidth() {
        return identityColumns.size() + archivedColumns.size() + (table.hasKey() ? 0 : 1);
    }

    /**
     * What the row holds in the columns of its unique keys and in its secret columns; null without {@code archive}.
     *
     * @param before how many columns come before the identity's
     */
    Map<String, String> stored(ResultSet row, int before) throws SQLException {
        if (archivedColumns.isEmpty()) {
            return null;
        }
        int index = before + (table.hasKey() ? 0 : 1);
        Map<String, String> texts = new HashMap<>();
        for (String name : identityColumns) {
            texts.put(name, row.getString(++index));
        }
        for (String name : archivedColumns) {
            texts.put(name, row.getString(++index));
        }
        return texts;
    }

    /**
     * @param before how many columns come before the identity's
     */
    RowIdentity identity(ResultSet row, int before, RowIdentities identities) throws SQLException {
        int index = before + 1;
        String place = table.hasKey() ? null : row.getString(index++);
        String[] texts = new String[identityColumns.size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = row.getString(index++);
        }
        return identities.of(texts, place);
    }

    /** {@code live-when} over the row as it is. */
    String accepted() {
        return over(table.rules().liveWhen(), reference + ".*");
    }

    /** {@code live-when} over the row with other values in some columns. */
    String acceptedWith(Map<String, String> replaced) {
        return over(table.rules().liveWhen(), columnsWith(replaced));
    }

    private String columnsWith(Map<String, String> replaced) {
        List<String> columns = table.columns().stream()
                .map(column -> replaced.getOrDefault(column.name(), column(column.name())) + " AS "
                        + Identifiers.quoted(column.name()))
                .toList();
        return String.join(", ", columns);
    }

    /** The secret's {@code only-rows} over the row as it is. */
    String holds(GuardedColumn secret) {
        return over(secret.rules().onlyRows(), reference + ".*");
    }

    /** The secret's {@code only-rows} over the row with other values in some columns. */
    String holdsWith(GuardedColumn secret, Map<String, String> replaced) {
        return over(secret.rules().onlyRows(), columnsWith(replaced));
    }

    private String over(String predicate, String columns) {
        return predicate == null
                ? "true"
                : "coalesce((SELECT (" + predicate + "\n) FROM (SELECT " + columns + ") AS "
                        + Identifiers.quoted(table.name().name()) + "), false)";
    }

    /** Holds where one of these transactions has written the row, or has locked it last. */
    String writerIn(String transactionIds) {
        return "(" + reference + ".xmin = ANY (" + transactionIds + ") OR " + reference + ".xmax = ANY ("
                + transactionIds + "))";
    }

    /**
     * Locks the rows that the question finds, so that no other transaction changes them before the write. A role that may
     * not lock is not refused for it.
     */
    String lock() {
        return table.lockable() ? "FOR NO KEY UPDATE OF " + reference : "";
    }
}
