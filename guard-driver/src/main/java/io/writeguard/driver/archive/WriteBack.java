package io.writeguard.driver.archive;

import io.writeguard.driver.impact.StoredSecrets;
import io.writeguard.driver.schema.GuardedColumn;
import io.writeguard.driver.schema.GuardedTable;
import io.writeguard.driver.schema.Identifiers;
import io.writeguard.rules.check.SecretValue;
import io.writeguard.rules.check.ValueChecker;
import io.writeguard.rules.check.ValueState;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks at rows as they are now, under a lock, and writes back the values of those whose secret is missing or poisoned. The
 * database reads the values that were kept, in the column's type.
 */
final class WriteBack {

    private static final String KEPT = "wg_kept";

    /** What a row is now, against the value that was kept of it. */
    private enum Need {
        RESTORE,
        RENEWED,
        /** What was kept is not a secret that works either. */
        OLDER
    }

    private final Connection connection;
    private final GuardedTable table;
    private final GuardedColumn secret;
    private final RestoreTally tally;
    private final SecretArchive archive;

    /** @param connection not in auto-commit mode */
    WriteBack(Connection connection, RestoreTally tally, SecretArchive archive) {
        this.connection = connection;
        this.table = tally.table;
        this.secret = tally.secret;
        this.tally = tally;
        this.archive = archive;
    }

    /**
     * Does it with some rows; the caller commits.
     *
     * @param write whether to lock and write, or to count alone
     */
    void restore(List<KeptRow> rows, boolean write) throws SQLException {
        List<KeptRow> left = rows;
        while (!left.isEmpty()) {
            left = restoreNewest(left, write);
        }
    }

    /** Returns the rows of which an older value has to be tried. */
    private List<KeptRow> restoreNewest(List<KeptRow> rows, boolean write) throws SQLException {
        List<String> values = new ArrayList<>();
        for (KeptRow row : rows) {
            values.add(row.open(archive, tally));
        }
        Map<Integer, Need> needs = needs(rows, values, write);
        List<KeptRow> older = new ArrayList<>();
        List<KeptRow> restorable = new ArrayList<>();
        List<String> restored = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Need need = needs.get(i);
            if (need == null) {
                tally.missingRows++;
            } else if (need == Need.RENEWED) {
                tally.renewed++;
            } else if (need == Need.RESTORE) {
                restorable.add(rows.get(i));
                restored.add(values.get(i));
            } else if (rows.get(i).hasMore()) {
                older.add(rows.get(i));
            } else {
                tally.failed++;
            }
        }
        long done = write && !restorable.isEmpty() ? update(restorable, restored) : restorable.size();
        tally.restored += done;
        tally.failed += restorable.size() - done;
        return older;
    }

    private Map<Integer, Need> needs(List<KeptRow> rows, List<String> values, boolean write) throws SQLException {
        StoredSecrets stored = new StoredSecrets(table);
        String sql = "SELECT " + KEPT + ".n, " + stored.concerned(secret) + ", " + stored.comparable(secret) + ", "
                + StoredSecrets.readable(secret, kept()) + " " + stored.from() + " JOIN " + keptRows()
                + " ON " + sameKey() + (write ? " FOR NO KEY UPDATE OF " + name() : "");
        Map<Integer, Need> needs = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            bind(query, rows, values);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    SecretValue now = StoredSecrets.valueAt(row, 3, secret);
                    SecretValue before = StoredSecrets.valueAt(row, 4, secret);
                    needs.put(row.getInt(1) - 1, need(row.getBoolean(2), now, before));
                }
            }
        }
        return needs;
    }

    private Need need(boolean concerned, SecretValue now, SecretValue before) {
        boolean works = secret.checker().check(now) == ValueState.GOOD && !ValueChecker.isMaskOf(now, before);
        if (!concerned || works) {
            return Need.RENEWED;
        }
        return secret.checker().check(before) == ValueState.GOOD ? Need.RESTORE : Need.OLDER;
    }

    /** Returns how many rows have taken the value. */
    private long update(List<KeptRow> rows, List<String> values) throws SQLException {
        RestoredValue value = new RestoredValue(secret, name() + "." + column(), kept());
        String sql = "UPDATE " + Identifiers.quoted(table.name()) + " AS " + name() + " SET " + column() + " = "
                + value.expression() + " FROM " + keptRows() + " WHERE " + sameKey() + " AND " + value.condition();
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            bind(update, rows, values);
            return update.executeUpdate();
        }
    }

    private String name() {
        return Identifiers.quoted(table.name().name());
    }

    private String column() {
        return Identifiers.quoted(secret.column().name());
    }

    private String kept() {
        return "CAST(" + KEPT + ".value AS " + secret.column().type() + ")";
    }

    private String keptRows() {
        StringBuilder arrays = new StringBuilder();
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < table.key().size(); i++) {
            arrays.append("pg_catalog.unnest(?::pg_catalog.text[]), ");
            names.append('k').append(i).append(", ");
        }
        return "ROWS FROM (" + arrays + "pg_catalog.unnest(?::pg_catalog.text[])) WITH ORDINALITY AS " + KEPT + "("
                + names + "value, n)";
    }

    private String sameKey() {
        List<String> same = new ArrayList<>();
        for (int i = 0; i < table.key().size(); i++) {
            String column = table.key().get(i);
            same.add(name() + "." + Identifiers.quoted(column) + " = CAST(" + KEPT + ".k" + i + " AS "
                    + table.column(column).type() + ")");
        }
        return String.join(" AND ", same);
    }

    private void bind(PreparedStatement statement, List<KeptRow> rows, List<String> values) throws SQLException {
        int width = table.key().size();
        for (int i = 0; i < width; i++) {
            int column = i;
            statement.setArray(
                    i + 1, texts(rows.stream().map(row -> row.key().get(column)).toArray()));
        }
        statement.setArray(width + 1, texts(values.toArray()));
    }

    private Array texts(Object[] texts) throws SQLException {
        return connection.createArrayOf("text", texts);
    }
}
