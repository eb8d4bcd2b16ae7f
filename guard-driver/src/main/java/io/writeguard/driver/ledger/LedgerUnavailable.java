package io.writeguard.driver.ledger;

import java.sql.SQLException;

/** The window can't be read or written. Its message says what to do about it, and names no value. */
public final class LedgerUnavailable extends SQLException {

    private static final long serialVersionUID = 1;

    private LedgerUnavailable(String message, SQLException cause) {
        super(message, cause == null ? null : cause.getSQLState(), cause);
    }

    static LedgerUnavailable noConnection() {
        return new LedgerUnavailable(
                "the guard has no connection of its own where it stands around a pool; give it one with"
                        + " WriteGuard.builder().ledger(dataSource)",
                null);
    }

    static LedgerUnavailable because(SQLException cause) {
        String advice = LedgerSchema.isUnusable(cause)
                ? "run this as a role that may, and grant what its last lines say:\n" + LedgerSchema.script()
                : "the guard's own connection failed";
        return new LedgerUnavailable(
                "the losses that all instances share (budget: database) can't be counted; " + advice, cause);
    }
}
