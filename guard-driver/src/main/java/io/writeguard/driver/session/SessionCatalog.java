package io.writeguard.driver.session;

import io.writeguard.driver.event.Events;
import io.writeguard.driver.event.GuardEvent;
import io.writeguard.driver.schema.Catalog;
import io.writeguard.driver.schema.NameResolver;
import io.writeguard.driver.schema.OutdatedCatalog;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Set;

/**
 * The catalog by which one connection's statements are judged: the one that all connections share, or, in a transaction
 * that has changed definitions itself, one of its own. One thread at a time.
 */
final class SessionCatalog {

    /** Goes back to before a question. */
    @FunctionalInterface
    interface Recovery {
        void run() throws SQLException;
    }

    private static final int MOST_LOOKS = 3;

    /** undefined_table, undefined_column, invalid_schema_name (manual, appendix A). */
    private static final Set<String> UNDEFINED = Set.of("42P01", "42703", "3F000");

    private final Connection raw;
    private final GuardedDatabase database;
    private final FollowedTransaction transaction;
    private final NameResolver names;
    private final Events events;
    private boolean definitionsChanged;
    private Catalog inTransaction;

    SessionCatalog(
            Connection raw,
            GuardedDatabase database,
            FollowedTransaction transaction,
            NameResolver names,
            Events events) {
        this.raw = raw;
        this.database = database;
        this.transaction = transaction;
        this.names = names;
        this.events = events;
    }

    Catalog known() {
        return inTransaction == null ? database.catalog() : inTransaction;
    }

    /** Looks definitions up again where those known may have changed. */
    void refresh() throws SQLException {
        boolean due = database.refreshDue();
        if (!due && !definitionsChanged && inTransaction == null) {
            return;
        }
        if (transaction.idle()) {
            inTransaction = null;
            if (due) {
                refreshOutside();
            }
        } else if (definitionsChanged && inTransaction == null && !transaction.failed()) {
            refreshInside();
        }
    }

    /** As {@link #ask(SqlCall, Recovery)}, where there is nothing to go back to. */
    <T> T ask(SqlCall<T> question) throws SQLException {
        return ask(question, () -> {});
    }

    /**
     * Answers by the catalog that is known, and by a newer one where a name stands for a table that it misses, or the
     * question says that it does.
     *
     * @param recovery ends the transaction that a failed question has spoilt, where that is the guard's own
     */
    <T> T ask(SqlCall<T> question, Recovery recovery) throws SQLException {
        for (int look = 1; ; look++) {
            names.use(known());
            try {
                return question.run();
            } catch (SQLException failure) {
                if (!failed(failure) || look == MOST_LOOKS) {
                    throw failure;
                }
                recovery.run();
                if (transaction.failed()) {
                    throw failure;
                }
                lookAgain();
            }
        }
    }

    /**
     * Takes note of an error.
     *
     * @return whether another session may have changed what a name stands for
     */
    boolean failed(SQLException failure) {
        boolean changed = failure instanceof OutdatedCatalog
                || (failure.getSQLState() != null && UNDEFINED.contains(failure.getSQLState()));
        if (changed) {
            database.definitionsChanged();
            names.forget();
        }
        return changed;
    }

    private void lookAgain() throws SQLException {
        if (transaction.idle()) {
            refresh();
        } else {
            refreshInside();
        }
    }

    /** DDL has been sent. */
    void changed() {
        definitionsChanged = true;
        inTransaction = null;
    }

    /** A transaction has been committed that may hold DDL. */
    void committed() {
        inTransaction = null;
        if (definitionsChanged) {
            database.definitionsChanged();
            names.forget();
            definitionsChanged = false;
        }
    }

    /** Leaves no transaction open, so that the application can still choose its isolation level. */
    private void refreshOutside() throws SQLException {
        try {
            database.refresh(raw).forEach(change -> events.raise(GuardEvent.Kind.SCHEMA_CHANGED, change));
        } catch (SQLException failure) {
            try {
                endOwnTransaction();
            } catch (SQLException consequence) {
                failure.addSuppressed(consequence);
            }
            throw failure;
        }
        endOwnTransaction();
    }

    private void endOwnTransaction() throws SQLException {
        if (!raw.getAutoCommit()) {
            raw.rollback();
        }
    }

    private void refreshInside() throws SQLException {
        Savepoint savepoint = raw.setSavepoint();
        try {
            inTransaction = database.catalogInside(raw);
            names.forget();
            raw.releaseSavepoint(savepoint);
        } catch (SQLException failure) {
            raw.rollback(savepoint);
            throw failure;
        }
    }
}
