package io.writeguard.driver.ledger;

import io.writeguard.driver.later.Later;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one connection that a process has for the ledger of a database: used by one thread at a time, kept for some seconds in
 * case it is needed again, then closed. Creates the schema where it is missing and may be created. Thread-safe.
 */
final class OwnConnection {

    private static final Logger LOG = LoggerFactory.getLogger(OwnConnection.class);
    private static final Duration KEPT = Duration.ofSeconds(10);

    /** So long a connection is not asked whether it still lives. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    private static final int VALID_WITHIN_SECONDS = 5;

    private record Kept(OwnConnections source, Connection connection, long since) {
        boolean olderThan(Duration time) {
            return System.nanoTime() - since >= time.toNanos();
        }
    }

    /** What is done with the connection. */
    @FunctionalInterface
    interface Work<T> {
        /** Begins with no transaction open, and leaves none open. */
        T on(Connection connection) throws SQLException;
    }

    private final ReentrantLock turn = new ReentrantLock(true);
    private final ScheduledExecutorService timer = Later.timer("writeguard-ledger");
    private Kept kept;
    private boolean closeIsDue;

    /**
     * @throws LedgerUnavailable for whatever goes wrong
     */
    <T> T run(OwnConnections source, Work<T> work) throws LedgerUnavailable {
        turn.lock();
        try {
            return runOrCreate(source, work);
        } catch (LedgerUnavailable failure) {
            throw failure;
        } catch (SQLException failure) {
            throw LedgerUnavailable.because(failure);
        } finally {
            turn.unlock();
        }
    }

    private <T> T runOrCreate(OwnConnections source, Work<T> work) throws SQLException {
        try {
            return runOnce(source, work);
        } catch (SQLException failure) {
            if (!LedgerSchema.isMissing(failure)) {
                throw failure;
            }
        }
        runOnce(source, LedgerSchema::create);
        LOG.info("created the schema writeguard, for budget: database");
        return runOnce(source, work);
    }

    private <T> T runOnce(OwnConnections source, Work<T> work) throws SQLException {
        Connection connection = open(source);
        boolean clean = false;
        try {
            T result = work.on(connection);
            clean = true;
            return result;
        } finally {
            if (clean) {
                keep(new Kept(source, connection, System.nanoTime()));
            } else {
                close(connection);
            }
        }
    }

    private void keep(Kept used) {
        kept = used;
        if (!closeIsDue) {
            closeIsDue = true;
            closeLater();
        }
    }

    private void closeLater() {
        var unused = timer.schedule(this::closeWhereNotUsed, KEPT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void closeWhereNotUsed() {
        turn.lock();
        try {
            if (kept == null || kept.olderThan(KEPT)) {
                closeIsDue = false;
                closeKept();
            } else {
                closeLater();
            }
        } finally {
            turn.unlock();
        }
    }

    /** Closes what is kept; it is opened again where it is needed. */
    void close() {
        turn.lock();
        try {
            closeKept();
        } finally {
            turn.unlock();
        }
    }

    private void closeKept() {
        if (kept != null) {
            close(kept.connection());
            kept = null;
        }
    }

    private Connection open(OwnConnections source) throws SQLException {
        Kept before = kept;
        kept = null;
        if (before != null) {
            if (before.source() == source
                    && (!before.olderThan(FRESH) || before.connection().isValid(VALID_WITHIN_SECONDS))) {
                return before.connection();
            }
            close(before.connection());
        }
        Connection opened = source.open();
        if (opened == null) {
            throw LedgerUnavailable.noConnection();
        }
        return opened;
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException nothingLost) {
            LOG.debug("closing the guard's own connection failed (SQLState {})", nothingLost.getSQLState());
        }
    }
}
