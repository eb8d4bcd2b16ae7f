package io.writeguard.driver.archive;

import io.writeguard.driver.event.Events;
import io.writeguard.driver.event.GuardEvent;
import io.writeguard.driver.ledger.OwnConnections;
import io.writeguard.driver.schema.GuardedTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes what has been kept long enough, and the oldest of what is too much. A failure is logged, and no more. */
final class ArchiveTidying {

    private static final Logger LOG = LoggerFactory.getLogger(ArchiveTidying.class);
    private static final int ROWS_AT_ONCE = 10_000;

    private static final String TIDY =
            "SELECT expired, displaced FROM writeguard.tidy_archive(?, ?, " + ROWS_AT_ONCE + ")";

    private final OwnConnections beside;
    private final Events events;

    ArchiveTidying(OwnConnections beside, Events events) {
        this.beside = beside;
        this.events = events;
    }

    void run(List<GuardedTable> tables) {
        try (Connection connection = beside.open()) {
            if (connection == null) {
                LOG.debug("no connection of the guard's own, so the archive is not tidied by this process");
                return;
            }
            for (GuardedTable table : tables) {
                run(connection, table);
            }
        } catch (SQLException failure) {
            LOG.warn(
                    "the archive was not tidied (SQLState {}); what has been kept long enough stays until it is",
                    failure.getSQLState());
        }
    }

    private void run(Connection connection, GuardedTable table) throws SQLException {
        String name = table.counted().name().toString();
        long most = table.rules().archive().maxRows();
        try (PreparedStatement tidy = connection.prepareStatement(TIDY)) {
            tidy.setString(1, name);
            tidy.setLong(2, most);
            try (ResultSet answer = tidy.executeQuery()) {
                answer.next();
                if (answer.getLong(2) > 0) {
                    events.raise(GuardEvent.Kind.ARCHIVE_FULL, ArchiveWording.displaced(name, answer.getLong(2), most));
                }
            }
        }
    }
}
