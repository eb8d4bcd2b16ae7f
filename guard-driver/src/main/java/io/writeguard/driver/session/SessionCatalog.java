package io.writeguard.driver.session;

import io.writeguard.driver.schema.Catalog;
import io.writeguard.driver.schema.NameResolver;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;

/**
 * The catalog by which one connection's statements are judged: the one that all connections share, or, in a transaction
 * that has changed definitions itself, one of its own. One thread at a time.
 */
final class SessionCatalog {

    private final Connection raw;
    private final GuardedDatabase database;
    private final FollowedTransaction transaction;
    private final NameResolver names;
    private boolean definitionsChanged;
    private Catalog inTransaction;

    SessionCatalog(Connection raw, GuardedDatabase database, FollowedTransaction transaction, NameResolver names) {
        this.raw = raw;
        this.database = database;
        this.transaction = transaction;
        this.names = names;
    }

    Catalog known() {
        return inTransaction == null ? database.catalog() : inTransaction;
    }

    /** Looks definitions up again where those known may have changed. */
    void refresh() throws SQLException {
        if (transaction.idle()) {
            inTransaction = null;
            if (database.refreshDue()) {
                refreshOutside();
            }
        } else if (definitionsChanged && inTransaction == null && !transaction.failed()) {
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
            definitionsChanged = false;
            database.definitionsChanged();
            names.forget();
        }
    }

    /** Leaves no transaction open, so that the application can still choose its isolation level. */
    private void refreshOutside() throws SQLException {
        try {
            database.refresh(raw);
        } finally {
            if (!raw.getAutoCommit()) {
                raw.rollback();
            }
        }
    }

    private void refreshInside() throws SQLException {
        Savepoint savepoint = raw.setSavepoint();
        try {
            inTransaction = database.catalogInside(raw);
            raw.releaseSavepoint(savepoint);
        } catch (SQLException failure) {
            raw.rollback(savepoint);
            throw failure;
        }
    }
}
