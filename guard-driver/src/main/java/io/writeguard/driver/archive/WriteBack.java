package io.writeguard.driver.archive;

import io.writeguard.driver.impact.StoredSecrets;
import io.writeguard.driver.schema.GuardedColumn;
import io.writeguard.driver.schema.GuardedTable;
import io.writeguard.driver.schema.Identifiers;
import io.writeguard.rules.check.SecretValue;
import io.writeguard.rules.check.ValueChecker;
import io.writeguard.rules.check.ValueState;
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
    private final KeyedValues kept;

    /** @param connection not in auto-commit mode */
    WriteBack(Connection connection, RestoreTally tally, SecretArchive archive) {
        this.connection = connection;
        this.table = tally.table;
        this.secret = tally.secret;
        this.tally = tally;
        this.archive = archive;
        this.kept = new KeyedValues(tally.table);
    }

    /** A row and the one of its values that is tried. */
    private record Tried(KeptRow row, String value) {}

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
        List<Tried> newest = new ArrayList<>();
        for (KeptRow row : rows) {
            newest.add(new Tried(row, row.open(archive, tally)));
        }
        Map<Integer, Need> needs = needs(newest, write);
        List<KeptRow> older = new ArrayList<>();
        List<Tried> restorable = new ArrayList<>();
        for (int i = 0; i < newest.size(); i++) {
            Need need = needs.get(i);
            if (need == null) {
                tally.missingRows++;
            } else if (need == Need.RENEWED) {
                tally.renewed++;
            } else if (need == Need.RESTORE) {
                restorable.add(newest.get(i));
            } else if (rows.get(i).hasMore()) {
                older.add(rows.get(i));
            } else {
                tally.failed++;
            }
        }
        long done = write && !restorable.isEmpty() ? update(restorable) : restorable.size();
        tally.restored += done;
        tally.failed += restorable.size() - done;
        return older;
    }

    private Map<Integer, Need> needs(List<Tried> rows, boolean write) throws SQLException {
        StoredSecrets stored = new StoredSecrets(table);
        String sql = "SELECT " + KeyedValues.NUMBER + ", " + stored.concerned(secret) + ", " + stored.comparable(secret)
                + ", " + StoredSecrets.readable(secret, keptValue()) + " " + stored.from() + " JOIN "
                + kept.relation() + " ON " + kept.sameKey(name()) + (write ? " FOR NO KEY UPDATE OF " + name() : "");
        Map<Integer, Need> needs = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            bind(query, rows);
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
    private long update(List<Tried> rows) throws SQLException {
        RestoredValue value = new RestoredValue(secret, name() + "." + column(), keptValue());
        String sql = "UPDATE " + Identifiers.quoted(table.name()) + " AS " + name() + " SET " + column() + " = "
                + value.expression() + " FROM " + kept.relation() + " WHERE " + kept.sameKey(name()) + " AND "
                + value.condition();
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            bind(update, rows);
            return update.executeUpdate();
        }
    }

    private String name() {
        return Identifiers.quoted(table.name().name());
    }

    private String column() {
        return Identifiers.quoted(secret.column().name());
    }

    private String keptValue() {
        return "CAST(" + KeyedValues.VALUE + " AS " + secret.column().type() + ")";
    }

    private void bind(PreparedStatement statement, List<Tried> rows) throws SQLException {
        kept.bind(statement, rows, tried -> tried.row().key(), Tried::value);
    }
}
