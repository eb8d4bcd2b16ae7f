package io.writeguard.driver.session;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/**
 * Holds a question of the guard's and the statement that it is about together in one transaction, where the connection is
 * in auto-commit mode. Does nothing until the first question, and nothing at all inside a transaction.
 */
final class ImplicitTransaction {

    private final Connection raw;
    private final Statement statement;
    private final boolean needed;
    private boolean open;
    private int fetchSize;

    /**
     * @param needed whether no transaction is open
     */
    ImplicitTransaction(Connection raw, Statement statement, boolean needed) {
        this.raw = raw;
        this.statement = statement;
        this.needed = needed;
    }

    /** Whether the submission is a transaction of its own. */
    boolean needed() {
        return needed;
    }

    void open() throws SQLException {
        if (needed && !open) {
            raw.setAutoCommit(false);
            open = true;
            followReadOnly();
            // a cursor would not outlive the commit that follows the statement
            fetchSize = statement.getFetchSize();
            statement.setFetchSize(0);
        }
    }

    /** In auto-commit mode the driver's read-only flag says nothing to the server; the BEGIN that it sends does. */
    private void followReadOnly() throws SQLException {
        String byDefault = raw.unwrap(PGConnection.class).getParameterStatus("default_transaction_read_only");
        if (raw.isReadOnly() && !"on".equals(byDefault)) {
            try (Statement readWrite = raw.createStatement()) {
                readWrite.execute("SET TRANSACTION READ WRITE");
            }
        }
    }

    boolean isOpen() {
        return open;
    }

    /** Ends it also where that fails: a deferred constraint may refuse it. */
    void commit() throws SQLException {
        end(raw::commit);
    }

    void rollback() throws SQLException {
        end(raw::rollback);
    }

    /** Rolls back for a failure that the application will hear of, whatever becomes of the connection. */
    void rollbackAfter(SQLException failure) {
        try {
            rollback();
        } catch (SQLException consequence) {
            failure.addSuppressed(consequence);
        }
    }

    private interface End {
        void run() throws SQLException;
    }

    private void end(End end) throws SQLException {
        if (!open) {
            return;
        }
        open = false;
        try {
            end.run();
        } finally {
            if (!raw.isClosed()) {
                raw.setAutoCommit(true);
            }
            if (!statement.isClosed()) {
                statement.setFetchSize(fetchSize);
            }
        }
    }
}
