package io.writeguard.driver.jdbc;

import io.writeguard.driver.session.Session;
import io.writeguard.driver.session.SqlCall;
import io.writeguard.driver.session.SqlText;
import io.writeguard.driver.session.Submission;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What stands in the driver's batch, entry by entry. */
final class BatchQueue {

    private List<Submission> entries = List.of();

    void add(Submission entry) {
        if (entries.isEmpty()) {
            entries = new ArrayList<>();
        }
        entries.add(entry);
    }

    /** The text that was queued last; null where nothing is queued. */
    SqlText last() {
        return entries.isEmpty() ? null : entries.get(entries.size() - 1).text();
    }

    void clear() {
        entries = List.of();
    }

    /**
     * Sends the batch and leaves both queues empty, as the driver does. A refused batch never reaches the driver, which
     * would keep its entries and write them with the next one.
     */
    <T> T send(Session session, Statement raw, SqlCall<T> call) throws SQLException {
        List<Submission> batch = entries;
        if (batch.isEmpty()) {
            return call.run();
        }
        clear();
        try {
            return session.executeBatch(raw, batch, call);
        } catch (SQLException | RuntimeException | Error failure) {
            clearDriverQueue(raw, failure);
            throw failure;
        }
    }

    private static void clearDriverQueue(Statement raw, Throwable failure) {
        try {
            raw.clearBatch();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }
}
