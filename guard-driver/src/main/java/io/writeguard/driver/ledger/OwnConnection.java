package io.writeguard.driver.ledger;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Scheduler;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
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

    private record Kept(Connection connection, long since) {}

    /** What is done with the connection. */
    @FunctionalInterface
    interface Work<T> {
        /** Begins with no transaction open, and leaves none open. */
        T on(Connection connection) throws SQLException;
    }

    private final ReentrantLock turn = new ReentrantLock(true);
    private final Cache<OwnConnections, Kept> kept = Caffeine.newBuilder()
            .expireAfterWrite(KEPT)
            .maximumSize(1)
            .scheduler(Scheduler.systemScheduler())
            .evictionListener((OwnConnections source, Kept kept, RemovalCause cause) -> close(kept.connection()))
            .build();

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
                kept.put(source, new Kept(connection, System.nanoTime()));
            } else {
                close(connection);
            }
        }
    }

    private Connection open(OwnConnections source) throws SQLException {
        Kept before = kept.asMap().remove(source);
        if (before != null) {
            boolean fresh = System.nanoTime() - before.since() < FRESH.toNanos();
            if (fresh || before.connection().isValid(VALID_WITHIN_SECONDS)) {
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
