package io.writeguard.driver.session;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The implicit transaction of what a connection is doing now; the guard's questions open it. One thread at a time. */
final class ImplicitTransactions {

    private final Connection raw;
    private ImplicitTransaction current;

    ImplicitTransactions(Connection raw) {
        this.raw = raw;
        this.current = new ImplicitTransaction(raw, null, false);
    }

    /** For a submission, as {@link ImplicitTransaction} says. */
    ImplicitTransaction start(Statement statement, boolean needed) {
        current = new ImplicitTransaction(raw, statement, needed);
        return current;
    }

    /** For what runs in the transaction as it is. */
    ImplicitTransaction startNone() {
        return start(null, false);
    }

    /** The one that was started last. */
    ImplicitTransaction current() {
        return current;
    }

    /** Opens the transaction that was started last. */
    void open() throws SQLException {
        current.open();
    }
}
