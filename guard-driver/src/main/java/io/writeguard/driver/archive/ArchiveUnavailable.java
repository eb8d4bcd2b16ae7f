package io.writeguard.driver.archive;

import java.sql.SQLException;

/** What goes can't be kept, or what was kept can't be read. Its message says what to do about it, and names no value. */
public final class ArchiveUnavailable extends SQLException {

    private static final long serialVersionUID = 1;

    private ArchiveUnavailable(String message, SQLException cause) {
        super(message, cause == null ? null : cause.getSQLState(), cause);
    }

    static ArchiveUnavailable because(String reason) {
        return new ArchiveUnavailable(reason, null);
    }

    static ArchiveUnavailable because(SQLException cause) {
        return new ArchiveUnavailable(
                ArchiveSchema.isUnusable(cause) ? ArchiveWording.noTable() : ArchiveWording.NOT_WRITTEN, cause);
    }
}
