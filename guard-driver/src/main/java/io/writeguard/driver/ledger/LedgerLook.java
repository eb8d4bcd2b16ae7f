package io.writeguard.driver.ledger;

import io.writeguard.driver.budget.LedgerName;
import io.writeguard.driver.row.KeyedHash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * What the ledger has of other processes, as of one moment.
 *
 * @param reset up to when losses count no more, as one of the others has said since the look before; null for none
 * @param snapshot what of it was visible; a later look brings only what was not
 * @param transactions that have lost rows and been committed, oldest first
 * @param reserved rows that open transactions may lose
 * @param askedFor rows that others are about to reserve, or to be refused
 * @param tight whether losses are counted one by one
 */
record LedgerLook(
        Instant reset,
        String snapshot,
        Collection<TransactionLosses> transactions,
        long reserved,
        long askedFor,
        boolean tight) {

    /** A transaction's locks: one for each step that it went up, of which the highest counts. */
    private record Held(long reserved, long askedFor) {}

    /** Locks first: a transaction that has gone from there by then is seen in the table. */
    private static final String SQL = """
            SELECT virtualtransaction, classid::pg_catalog.int8, objid::pg_catalog.int8 FROM pg_catalog.pg_locks
            WHERE locktype = 'advisory' AND mode = 'ShareLock' AND granted AND objsubid = 2
              AND database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
              AND classid::pg_catalog.int8 BETWEEN ? AND ?;
            SELECT EXISTS (SELECT FROM writeguard.tight WHERE guarded = ? AND secret = ?);
            SELECT s.taken, l.transaction, l.lost_row, l.change, l.at
            FROM (SELECT pg_catalog.pg_current_snapshot() AS taken, CAST(? AS pg_catalog.pg_snapshot) AS before) s
            LEFT JOIN writeguard.losses l
              ON l.guarded = ? AND l.secret = ? AND l.instance <> ? AND l.at > ?
              AND l.transaction >= coalesce(pg_catalog.pg_snapshot_xmin(s.before), '0'::pg_catalog.xid8)
              AND NOT coalesce(pg_catalog.pg_visible_in_snapshot(l.transaction, s.before), false)
            ORDER BY l.at
            """;

    /**
     * @param connection in a transaction of the level READ COMMITTED, so that each question sees what is committed by then
     * @param before the snapshot of the look before; null for the first
     * @param since losses before this are none any more
     */
    static LedgerLook at(
            Connection connection, LedgerName name, UUID instance, ReservedLocks locks, String before, Instant since)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            statement.setLong(1, Integer.toUnsignedLong(locks.firstKeyFrom()));
            statement.setLong(2, Integer.toUnsignedLong(locks.firstKeyFrom() + 255));
            statement.setString(3, name.table());
            statement.setString(4, name.secret());
            statement.setString(5, before);
            statement.setString(6, name.table());
            statement.setString(7, name.secret());
            statement.setObject(8, instance);
            statement.setTimestamp(9, Timestamp.from(since));
            statement.execute();
            Held held = held(statement.getResultSet(), locks);
            statement.getMoreResults();
            boolean tight = single(statement.getResultSet());
            statement.getMoreResults();
            return losses(statement.getResultSet(), held, tight);
        }
    }

    private static Held held(ResultSet answer, ReservedLocks locks) throws SQLException {
        Map<String, Long> reserved = new HashMap<>();
        Map<String, Long> askedFor = new HashMap<>();
        while (answer.next()) {
            int first = (int) answer.getLong(2);
            int second = (int) answer.getLong(3);
            if (!locks.isOwn(first, second)) {
                (ReservedLocks.isAskedFor(second) ? askedFor : reserved)
                        .merge(answer.getString(1), ReservedLocks.rows(second), Math::max);
            }
        }
        return new Held(sum(reserved), sum(askedFor));
    }

    private static long sum(Map<String, Long> rows) {
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }

    private static boolean single(ResultSet answer) throws SQLException {
        answer.next();
        return answer.getBoolean(1);
    }

    private static LedgerLook losses(ResultSet entries, Held held, boolean tight) throws SQLException {
        Instant reset = null;
        String snapshot = null;
        Map<String, TransactionLosses> transactions = new LinkedHashMap<>();
        while (entries.next()) {
            snapshot = entries.getString(1);
            String transaction = entries.getString(2);
            if (transaction != null) {
                UUID row = entries.getObject(3, UUID.class);
                if (row == null && entries.getLong(4) == 0) {
                    reset = entries.getTimestamp(5).toInstant();
                }
                transactions
                        .computeIfAbsent(transaction, first -> new TransactionLosses())
                        .add(
                                row == null ? null : KeyedHash.of(row),
                                entries.getLong(4),
                                entries.getTimestamp(5).toInstant());
            }
        }
        return new LedgerLook(reset, snapshot, transactions.values(), held.reserved(), held.askedFor(), tight);
    }

    /**
     * The rows that they have lost, oldest first.
     *
     * @param inWindow whether the window held a row before
     */
    Map<KeyedHash, Instant> lost(Predicate<KeyedHash> inWindow) {
        Map<KeyedHash, Instant> lost = new LinkedHashMap<>();
        transactions.forEach(losses -> losses.addTo(lost, inWindow));
        return lost;
    }
}
