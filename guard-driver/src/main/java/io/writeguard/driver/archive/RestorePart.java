package io.writeguard.driver.archive;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Some rows, in one transaction; where that fails, one by one, so that a bad one keeps no other. */
final class RestorePart {

    private final Connection connection;
    private final RestoreTally tally;
    private final SecretArchive archive;
    private final RestoreRecord record;
    private final Set<String> problems = new LinkedHashSet<>();

    /** @param record null for counting alone */
    RestorePart(Connection connection, RestoreTally tally, SecretArchive archive, RestoreRecord record) {
        this.connection = connection;
        this.tally = tally;
        this.archive = archive;
        this.record = record;
    }

    /** Why some failed. */
    Set<String> problems() {
        return problems;
    }

    void run(List<KeptRow> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        SQLException failure = attempt(rows);
        if (failure == null) {
            return;
        }
        for (KeptRow row : rows) {
            row.startAgain();
            failure = attempt(List.of(row));
            if (failure != null) {
                tally.failed++;
                record(0, 0, 0, 1);
                problems.add(
                        failure instanceof ArchiveUnavailable
                                ? failure.getMessage()
                                : ArchiveWording.notRestored(tally.table.name(), tally.secret.name(), failure));
            }
        }
    }

    /** Null where it succeeded, else nothing was done. */
    private SQLException attempt(List<KeptRow> rows) throws SQLException {
        RestoreTally done = new RestoreTally(tally.table, tally.secret);
        try {
            new WriteBack(connection, done, archive).restore(rows, record != null);
            record(done.restored, done.renewed, done.missingRows, done.failed);
        } catch (SQLException failure) {
            connection.rollback();
            return failure;
        }
        tally.add(done);
        return null;
    }

    private void record(long restored, long renewed, long missingRows, long failed) throws SQLException {
        if (record != null) {
            record.add(restored, renewed, missingRows, failed);
            connection.commit();
        } else {
            connection.rollback();
        }
    }
}
