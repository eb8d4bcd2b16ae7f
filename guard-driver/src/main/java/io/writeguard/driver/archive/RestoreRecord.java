package io.writeguard.driver.archive;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/** The row of {@code writeguard.restores} that tells of one restore: written before it, and with each part of it. */
final class RestoreRecord {

    private final Connection connection;
    private final UUID id = UUID.randomUUID();

    RestoreRecord(Connection connection) {
        this.connection = connection;
    }

    UUID id() {
        return id;
    }

    void begin(String reason, RestoreFilter filter) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO writeguard.restores"
                + " (id, started, by_role, reason, asked_for, restored, renewed, missing_rows, failed)"
                + " VALUES (?, pg_catalog.now(), session_user, ?, ?, 0, 0, 0, 0)")) {
            insert.setObject(1, id);
            insert.setString(2, reason);
            insert.setString(3, filter.inWords());
            insert.executeUpdate();
        }
        connection.commit();
    }

    /** In the transaction that restores them. */
    void add(long restored, long renewed, long missingRows, long failed) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE writeguard.restores SET"
                + " restored = restored + ?, renewed = renewed + ?, missing_rows = missing_rows + ?,"
                + " failed = failed + ? WHERE id = ?")) {
            update.setLong(1, restored);
            update.setLong(2, renewed);
            update.setLong(3, missingRows);
            update.setLong(4, failed);
            update.setObject(5, id);
            update.executeUpdate();
        }
    }

    void end() throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE writeguard.restores SET ended = pg_catalog.clock_timestamp() WHERE id = ?")) {
            update.setObject(1, id);
            update.executeUpdate();
        }
        connection.commit();
    }
}
