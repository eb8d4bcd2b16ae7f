package io.writeguard.driver.ledger;

import io.writeguard.driver.row.KeyedHash;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Secrets that were written, as other processes see them. */
final class RenewalEntries {

    /** Clocks may differ, and a transaction is noted a moment before it is committed. */
    static final Duration MARGIN = Duration.ofSeconds(2);

    static final String WRITE = "INSERT INTO writeguard.renewals"
            + " (guarded, secret, instance, at, kept_until, written_row)"
            + " SELECT ?, ?, ?, ?, ?, r FROM pg_catalog.unnest(CAST(? AS pg_catalog.uuid[])) AS r";

    static final String FIND = "SELECT written_row, pg_catalog.max(at) FROM writeguard.renewals"
            + " WHERE guarded = ? AND secret = ? AND instance <> ? AND at > ?"
            + " AND written_row = ANY (CAST(? AS pg_catalog.uuid[])) GROUP BY written_row";

    private RenewalEntries() {}

    static boolean write(
            PreparedStatement statement,
            SharedRenewals renewals,
            UUID instance,
            Instant now,
            Collection<KeyedHash> rows)
            throws SQLException {
        statement.setString(1, renewals.name().table());
        statement.setString(2, renewals.name().secret());
        statement.setObject(3, instance);
        statement.setTimestamp(4, Timestamp.from(now));
        statement.setTimestamp(5, Timestamp.from(now.plus(renewals.within()).plus(MARGIN)));
        statement.setArray(6, statement.getConnection().createArrayOf("uuid", ids(rows)));
        return statement.executeUpdate() > 0;
    }

    /** When each of the rows was last written by other processes, where it was so lately that it matters. */
    static Map<KeyedHash, Instant> find(
            PreparedStatement statement,
            SharedRenewals renewals,
            UUID instance,
            Instant now,
            Collection<KeyedHash> rows)
            throws SQLException {
        statement.setString(1, renewals.name().table());
        statement.setString(2, renewals.name().secret());
        statement.setObject(3, instance);
        statement.setTimestamp(4, Timestamp.from(now.minus(renewals.within()).minus(MARGIN)));
        statement.setArray(5, statement.getConnection().createArrayOf("uuid", ids(rows)));
        Map<KeyedHash, Instant> found = new HashMap<>();
        try (ResultSet answer = statement.executeQuery()) {
            while (answer.next()) {
                found.put(
                        KeyedHash.of(answer.getObject(1, UUID.class)),
                        answer.getTimestamp(2).toInstant());
            }
        }
        return found;
    }

    private static Object[] ids(Collection<KeyedHash> rows) {
        return rows.stream().map(KeyedHash::toUuid).toArray();
    }
}
