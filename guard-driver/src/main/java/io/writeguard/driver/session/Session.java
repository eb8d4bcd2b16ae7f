package io.writeguard.driver.session;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/**
 * One guarded connection, as the JDBC edge sees it. As thread-safe as a connection of the driver's: threads that share it
 * wait for one another, but for {@link #cancel} and {@link #close}.
 */
public interface Session {

    /** Reads a text; never fails. What can't be read is refused when it is submitted, if it names a guarded table. */
    SqlText read(String sql);

    /** As {@link #read}, of a text that is prepared, so that it is likely to come again as it is. */
    default SqlText readPrepared(String sql) {
        return read(sql);
    }

    /**
     * Whether the text may be sent as it is, without being judged. Then the connection is the caller's alone until it has sent
     * the text and called {@link #passed}.
     */
    default boolean passes(SqlText text) throws SQLException {
        return false;
    }

    /** The text that {@link #passes} has been sent, whatever came of it. */
    default void passed() {}

    /**
     * Judges the submission and, unless it is refused, runs the call that sends it.
     *
     * @param raw the driver's statement that {@code call} executes
     * @throws SQLException the refusal, the guard's own failure, or whatever the driver throws, untouched
     */
    <T> T execute(Statement raw, Submission submission, SqlCall<T> call) throws SQLException;

    /**
     * The same for a prepared statement that returns neither rows nor generated keys. The guard may send it together with
     * a question of its own, on another statement; then {@code call} isn't run, and {@code answered} gets what came of it.
     */
    default <T> T execute(PreparedStatement raw, Submission submission, SqlCall<T> call, Answered<T> answered)
            throws SQLException {
        return execute(raw, submission, call);
    }

    /** Takes what came of a statement that was sent on another than the driver's own. */
    @FunctionalInterface
    interface Answered<T> {
        T by(long updateCount, SQLWarning warningsOrNull);
    }

    /**
     * Judges a batch as a whole and, unless it is refused, runs the call that sends it. A refusal arrives as a
     * BatchUpdateException whose update counts are all EXECUTE_FAILED; the caller then clears the driver's queue.
     */
    <T> T executeBatch(Statement raw, List<Submission> batch, SqlCall<T> call) throws SQLException;

    /**
     * By which unique keys a statement can name a row of the relation, for a row that is changed through a ResultSet.
     *
     * @param relation as a statement would write it
     * @return the columns of each key; empty where nothing that is done to the relation concerns the guard
     */
    Optional<List<List<String>>> keysToJudge(String relation) throws SQLException;

    /**
     * Refuses what the guard can't judge (replication, or a row of an updatable ResultSet that no key names) where the text
     * names a guarded table; returns quietly where it does not.
     *
     * @param route what the application did, for the message: {@code "ResultSet.updateRow"}
     */
    void refuseUnlessHarmless(SqlText text, String route) throws SQLException;

    /**
     * Judges a COPY … FROM STDIN before it starts.
     *
     * @return judges its rows as they come
     * @throws SQLException the refusal
     */
    CopyCheck startCopy(SqlText text) throws SQLException;

    /** What {@code unwrap} hands out for its type: the guard that this connection belongs to. */
    Object guard();

    /** The error for an object that would lead to the unguarded connection; the caller throws it. */
    SQLException refuseUnwrap(Class<?> requested);

    /** {@code overrides.allow-raw-unwrap}; logs and reports the use when it is asked and true. */
    boolean mayUnwrapRaw(Class<?> requested);

    /** Forwards a cancel to a question of the guard's own that runs on behalf of this statement. */
    void cancel(Statement raw) throws SQLException;

    void commit() throws SQLException;

    void rollback() throws SQLException;

    void rollback(Savepoint savepoint) throws SQLException;

    Savepoint setSavepoint(String nameOrNull) throws SQLException;

    void releaseSavepoint(Savepoint savepoint) throws SQLException;

    void setAutoCommit(boolean autoCommit) throws SQLException;

    void setSchema(String schema) throws SQLException;

    /** Runs the driver's close (or abort) and releases what the connection had reserved. */
    void close(SqlCall<Void> call) throws SQLException;
}
