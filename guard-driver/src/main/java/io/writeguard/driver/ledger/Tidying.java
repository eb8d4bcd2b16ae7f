package io.writeguard.driver.ledger;

import io.writeguard.driver.budget.LedgerName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes entries that are in no window any more. */
final class Tidying {

    private static final Logger LOG = LoggerFactory.getLogger(Tidying.class);
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private Tidying() {}

    /**
     * @param connection outside a transaction
     */
    static void run(Connection connection, LedgerName name, Instant now) throws SQLException {
        try {
            delete(connection, "losses", name, now);
            delete(connection, "renewals", name, now);
        } catch (SQLException failure) {
            if (!INSUFFICIENT_PRIVILEGE.equals(failure.getSQLState())) {
                throw failure;
            }
            LOG.warn("the role may not delete from the schema writeguard, so entries that are out of every window stay:"
                    + " grant DELETE, or delete where kept_until is past");
        }
    }

    private static void delete(Connection connection, String table, LedgerName name, Instant now) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "DELETE FROM writeguard." + table + " WHERE guarded = ? AND secret = ? AND kept_until <= ?")) {
            statement.setString(1, name.table());
            statement.setString(2, name.secret());
            statement.setTimestamp(3, Timestamp.from(now));
            statement.executeUpdate();
        }
    }
}
