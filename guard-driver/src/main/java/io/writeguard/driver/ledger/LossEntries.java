package io.writeguard.driver.ledger;

import io.writeguard.driver.budget.Reservation;
import io.writeguard.driver.impact.Alongside;
import io.writeguard.driver.row.KeyedHash;
import io.writeguard.driver.statement.BoundValue;
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

    private static final String LOCK = "pg_catalog.pg_try_advisory_xact_lock_shared(?, ?)";
    private static final String RESERVE = "SELECT " + LOCK + ";";

    private static final String INSERT =
            "INSERT INTO writeguard.losses (guarded, secret, instance, at, kept_until, lost_row, change)";

    private static final String WRITE_ONE = INSERT + " SELECT ?, ?, ?, ?, ?, ?, 1";

    private static final String WRITE = INSERT
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

    /** Where it does not hold, the whole trip fails, so that nothing of it counts. */
    private static final String TIGHT = "writeguard: tight";

    private static final String FAIL_IF_TIGHT = "CAST(CASE WHEN"
            + " pg_catalog.current_setting('transaction_isolation') <> 'read committed'"
            + " OR EXISTS (SELECT FROM writeguard.tight WHERE guarded = ? AND secret = ?)"
            + " THEN '" + TIGHT + "' ELSE '1' END AS pg_catalog.int4) = 1";

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
            entries.lost += Math.max(0, -gained);
        }
        return entries;
    }

    /** The loss of one row, to be written where the row turns out to be live, by a transaction that loses nothing else. */
    static Alongside alongside(SharedWindow window, KeyedHash row, SharedBudget shared) {
        int step = ReservedLocks.step(1);
        Instant now = shared.clock().instant();
        Timestamp at = Timestamp.from(now);
        Timestamp until = Timestamp.from(now.plus(window.ledger().limits().window()));
        List<BoundValue> name = List.of(
                BoundValue.ofText(window.ledger().name().table()),
                BoundValue.ofText(window.ledger().name().secret()));
        List<BoundValue> entry = new ArrayList<>(name);
        entry.add(object(shared.instance()));
        entry.add(time(at));
        entry.add(time(until));
        entry.add(object(row.toUuid()));
        return new Alongside(
                new Alongside.Part(
                        LOCK,
                        List.of(
                                number(window.locks().firstKey()),
                                number(window.locks().secondKey(step)))),
                new Alongside.Part(WRITE_ONE, entry),
                new Alongside.Part(FAIL_IF_TIGHT, name));
    }

    /** Whether the failure is that of a trip {@link #alongside} which losses, or something else, kept from being written. */
    static boolean isKeptFromWriting(SQLException failure) {
        boolean tight = "22P02".equals(failure.getSQLState())
                && failure.getMessage() != null
                && failure.getMessage().contains(TIGHT);
        return tight || LedgerSchema.isUnusable(failure) || "25006".equals(failure.getSQLState());
    }

    private static BoundValue number(int number) {
        return BoundValue.of(number, (statement, index) -> statement.setInt(index, number));
    }

    private static BoundValue object(UUID id) {
        return BoundValue.of(id, (statement, index) -> statement.setObject(index, id));
    }

    private static BoundValue time(Timestamp time) {
        return BoundValue.of(time, (statement, index) -> statement.setTimestamp(index, time));
    }

    /** The loss of one row. */
    static LossEntries of(KeyedHash row) {
        LossEntries entries = new LossEntries();
        entries.add(List.of(row), 1);
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

    /** How many are lost, those among them that had been gained before. */
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
