package io.writeguard.driver.ledger;

import io.writeguard.driver.budget.Reservation;
import io.writeguard.driver.row.KeyedHash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** The entries that one statement adds to a ledger, written on the application's connection in one round trip. */
final class LossEntries {

    private static final String RESERVE = "SELECT pg_catalog.pg_try_advisory_xact_lock_shared(?, ?);";

    private static final String WRITE = "INSERT INTO writeguard.losses"
            + " (guarded, secret, instance, at, kept_until, lost_row, change)"
            + " SELECT ?, ?, ?, ?, ?, e.lost_row, e.change"
            + " FROM ROWS FROM (pg_catalog.unnest(CAST(? AS pg_catalog.uuid[])),"
            + " pg_catalog.unnest(CAST(? AS pg_catalog.int8[]))) AS e(lost_row, change)";

    /** A snapshot taken earlier would not show it. */
    private static final String UNLESS_TIGHT =
            " WHERE pg_catalog.current_setting('transaction_isolation') = 'read committed'"
                    + " AND NOT EXISTS (SELECT FROM writeguard.tight WHERE guarded = ? AND secret = ?)";

    /** On what condition entries are written. */
    enum When {
        ALWAYS,
        /** Only if other processes need not be waited for. */
        NOT_TIGHT
    }

    private final List<UUID> rows = new ArrayList<>();
    private final List<Long> changes = new ArrayList<>();
    private long lost;

    private LossEntries() {}

    /**
     * @param gained rows gained that have not been written yet
     * @param lostBefore whether losses of the transaction have been written; gains are only written against losses
     */
    static LossEntries of(Reservation.Entry entry, long gained, boolean lostBefore) {
        LossEntries entries = new LossEntries();
        entries.add(entry.lost(), 1);
        entries.lost = entries.rows.size();
        entries.add(entry.regained(), -1);
        if (gained != 0 && (lostBefore || entries.lost > 0)) {
            entries.rows.add(null);
            entries.changes.add(-gained);
        }
        return entries;
    }

    private void add(Collection<KeyedHash> some, long change) {
        for (KeyedHash row : some) {
            rows.add(row.toUuid());
            changes.add(change);
        }
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** How many are lost. */
    long rows() {
        return lost;
    }

    String writing(When when) {
        return RESERVE + (when == When.NOT_TIGHT ? WRITE + UNLESS_TIGHT : WRITE);
    }

    /** An entry that is neither a loss nor a gain, in an open transaction. */
    static void writeReset(Connection connection, SharedWindow window, UUID instance, Instant now) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("INSERT INTO writeguard.losses"
                + " (guarded, secret, instance, at, kept_until, change) VALUES (?, ?, ?, ?, ?, 0)")) {
            statement.setString(1, window.ledger().name().table());
            statement.setString(2, window.ledger().name().secret());
            statement.setObject(3, instance);
            statement.setTimestamp(4, Timestamp.from(now));
            statement.setTimestamp(
                    5, Timestamp.from(now.plus(window.ledger().limits().window())));
            statement.executeUpdate();
        }
    }

    /** Returns whether they were written. */
    boolean write(PreparedStatement statement, SharedWindow window, int step, SharedBudget shared, When when)
            throws SQLException {
        statement.setInt(1, window.locks().firstKey());
        statement.setInt(2, window.locks().secondKey(step));
        Instant now = shared.clock().instant();
        String table = window.ledger().name().table();
        String secret = window.ledger().name().secret();
        statement.setString(3, table);
        statement.setString(4, secret);
        statement.setObject(5, shared.instance());
        statement.setTimestamp(6, Timestamp.from(now));
        statement.setTimestamp(
                7, Timestamp.from(now.plus(window.ledger().limits().window())));
        statement.setArray(8, statement.getConnection().createArrayOf("uuid", rows.toArray()));
        statement.setArray(9, statement.getConnection().createArrayOf("int8", changes.toArray()));
        if (when == When.NOT_TIGHT) {
            statement.setString(10, table);
            statement.setString(11, secret);
        }
        statement.execute();
        statement.getMoreResults();
        return statement.getUpdateCount() > 0;
    }
}
