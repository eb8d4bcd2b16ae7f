package io.writeguard.driver.session;

import io.writeguard.driver.budget.Budget;
import io.writeguard.driver.renewal.Renewals;
import io.writeguard.driver.transaction.OpenTransaction;
import io.writeguard.rules.check.Violation;
import io.writeguard.rules.plan.StatementReading;
import io.writeguard.rules.sql.LexedSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;
import org.postgresql.jdbc.AutoSave;

/**
 * The transaction of one connection, as the server has it: whether one is open or has failed is asked of the driver, which
 * the server tells with every answer; how it ended is read from what was sent.
 */
final class FollowedTransaction {

    /** connection_does_not_exist: the driver's word for a connection that is closed already. */
    private static final String NEVER_SENT = "08003";

    private final Connection raw;
    private final BaseConnection server;
    private final Renewals renewals;
    private final Budget budget;
    private OpenTransaction current;
    private List<Violation> refused;

    FollowedTransaction(Connection raw, BaseConnection server, Renewals renewals, Budget budget) {
        this.raw = raw;
        this.server = server;
        this.renewals = renewals;
        this.budget = budget;
        this.current = new OpenTransaction(renewals);
    }

    OpenTransaction current() {
        return current;
    }

    boolean failed() {
        return server.getTransactionState() == TransactionState.FAILED;
    }

    /** Whether nothing is open and each statement commits by itself. */
    boolean autoCommits() throws SQLException {
        return raw.getAutoCommit() && idle();
    }

    /** Whether no transaction is open on the server. */
    boolean idle() {
        return server.getTransactionState() == TransactionState.IDLE;
    }

    /** Whether the driver answers an error by going back to before the last statement, {@code autosave=always}. */
    boolean autosaves() {
        return server.getAutosave() == AutoSave.ALWAYS;
    }

    /**
     * Aborts the open transaction, truly, by a statement that fails; with autosave the driver goes back to before it.
     *
     * @param violations what commit() will have to say if the application commits nevertheless
     */
    void abort(List<Violation> violations) {
        refused = violations;
        fail("refused by Write Guard: " + violations.get(0).rule().id());
    }

    /** Aborts the open transaction, for a failure of the guard's own. */
    void fail() {
        fail("failed in Write Guard");
    }

    private void fail(String note) {
        try (Statement statement = raw.createStatement()) {
            statement.execute("SELECT CAST('" + note + "' AS pg_catalog.int4)");
        } catch (SQLException asIntended) {
            // the server answers invalid_text_representation, and the transaction is aborted
        }
    }

    /** Ends the open transaction as ROLLBACK does, whatever mode the connection is in. */
    void rollBack() throws SQLException {
        try (Statement statement = raw.createStatement()) {
            statement.execute("ROLLBACK");
        }
        rolledBack();
    }

    /** What was refused in a transaction that is aborted for it; null for none. */
    List<Violation> refusedAndAborted() {
        return failed() ? refused : null;
    }

    /**
     * A submission that commits by itself has failed: what it did was rolled back if the server says so, else it counts as
     * committed.
     *
     * @param depth of what was booked before it
     * @param partly whether some of its statements may have been committed before another failed
     */
    void failedToCommit(SQLException error, int depth, boolean partly) {
        if (failed()) {
            current.undoTo(depth);
        } else if (saysRolledBack(error) && !partly) {
            rolledBack();
        } else {
            committed();
        }
    }

    /** Whether the error of a COMMIT is the server's own word that nothing was committed; without it, it may have been. */
    boolean saysRolledBack(SQLException error) {
        String state = error.getSQLState() == null ? "" : error.getSQLState();
        boolean lost = state.isEmpty() || state.startsWith("08") || state.startsWith("57P");
        return idle() && (!lost || state.equals(NEVER_SENT));
    }

    void committed() {
        current.commit();
        renew();
    }

    void rolledBack() {
        current.rollback();
        renew();
    }

    void savepoint(String name) {
        current.savepoint(name);
    }

    void rolledBackTo(String name) {
        current.rollbackTo(name);
        refused = null;
    }

    void released(String name) {
        current.release(name);
    }

    /**
     * Follows transaction control in a text that has run without an error.
     *
     * @param writesToo whether the text also writes to guarded tables: then a ROLLBACK in it does not say which of them it
     *     took back, and none is taken for undone
     */
    void follow(LexedSql sql, StatementReading reading, boolean writesToo) {
        switch (reading.kind()) {
            case PREPARE_TRANSACTION -> {
                current.prepare(lastText(sql, reading));
                renew();
            }
            case END_PREPARED -> budget.endPrepared(lastText(sql, reading));
            case COMMIT -> committed();
            case ROLLBACK -> {
                if (writesToo) {
                    committed();
                } else {
                    rolledBack();
                }
            }
            case SAVEPOINT -> savepoint(lastName(sql, reading));
            case RELEASE -> released(lastName(sql, reading));
            case ROLLBACK_TO -> {
                if (!writesToo) {
                    rolledBackTo(lastName(sql, reading));
                }
            }
            default -> {
                return;
            }
        }
    }

    private void renew() {
        current = new OpenTransaction(renewals);
        refused = null;
    }

    private static String lastText(LexedSql sql, StatementReading reading) {
        return sql.literal(reading.span().to() - 1);
    }

    private static String lastName(LexedSql sql, StatementReading reading) {
        return sql.word(reading.span().to() - 1);
    }
}
