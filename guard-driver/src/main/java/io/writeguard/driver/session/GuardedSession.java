package io.writeguard.driver.session;

import io.writeguard.driver.event.Events;
import io.writeguard.driver.event.GuardEvent;
import io.writeguard.driver.schema.NameResolver;
import io.writeguard.rules.check.Violation;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** One guarded connection to one database. */
final class GuardedSession implements Session {

    private static final String UNNAMED_SAVEPOINT = "JDBC_SAVEPOINT_";

    private final Connection raw;
    private final GuardedDatabase database;
    private final Readings readings;
    private final Events events;
    private final Refusals refusals;
    private final NameResolver names;
    private final FollowedTransaction transaction;
    private final SqlOverrides sqlOverrides;
    private final JudgedExecution execution;
    private final Object guard;
    private final ReentrantLock lock = new ReentrantLock();

    GuardedSession(
            Connection raw,
            GuardedDatabase database,
            Readings readings,
            Events events,
            Refusals refusals,
            NameResolver names,
            FollowedTransaction transaction,
            SqlOverrides sqlOverrides,
            JudgedExecution execution,
            Object guard) {
        this.raw = raw;
        this.database = database;
        this.readings = readings;
        this.events = events;
        this.refusals = refusals;
        this.names = names;
        this.transaction = transaction;
        this.sqlOverrides = sqlOverrides;
        this.execution = execution;
        this.guard = guard;
    }

    /** As a connection of the driver's does, this one takes its callers one by one; close, abort and cancel need not wait. */
    private <T> T alone(SqlCall<T> work) throws SQLException {
        lock.lock();
        try {
            return work.run();
        } finally {
            lock.unlock();
        }
    }

    /** Work without an answer. */
    @FunctionalInterface
    private interface Step {
        void take() throws SQLException;
    }

    private void takeAlone(Step step) throws SQLException {
        alone(() -> {
            step.take();
            return null;
        });
    }

    @Override
    public SqlText read(String sql) {
        return readings.read(sql);
    }

    @Override
    public SqlText readPrepared(String sql) {
        return readings.readPrepared(sql);
    }

    /** Waits for nobody, unless another thread is at work: it may be changing what names stand for. */
    @Override
    public boolean passes(SqlText text) throws SQLException {
        lock.lock();
        boolean passes = false;
        try {
            passes = execution.passes((ReadSql) text);
            return passes;
        } finally {
            if (!passes) {
                lock.unlock();
            }
        }
    }

    /** Held until here, or what passes could become part of a question's transaction, and be rolled back with it. */
    @Override
    public void passed() {
        lock.unlock();
    }

    @Override
    public <T> T execute(Statement statement, Submission submission, SqlCall<T> call) throws SQLException {
        return alone(() -> execution.run(statement, List.of(submission), call, refusals::rejected));
    }

    @Override
    public <T> T execute(PreparedStatement statement, Submission submission, SqlCall<T> call, Answered<T> answered)
            throws SQLException {
        return alone(() -> execution.run(statement, submission, call, answered, refusals::rejected));
    }

    @Override
    public <T> T executeBatch(Statement statement, List<Submission> batch, SqlCall<T> call) throws SQLException {
        // the driver's queue is empty afterwards
        return alone(() -> execution.run(
                statement, batch, SqlCall.once(call), violations -> batchRefused(batch.size(), violations)));
    }

    private SQLException batchRefused(int entries, List<Violation> violations) {
        SQLException refusal = refusals.rejected(violations);
        int[] counts = new int[entries];
        Arrays.fill(counts, Statement.EXECUTE_FAILED);
        return new BatchUpdateException(
                SessionWording.batchRefused(entries, refusal.getMessage()), refusal.getSQLState(), counts, refusal);
    }

    @Override
    public Optional<List<List<String>>> keysToJudge(String relation) throws SQLException {
        return alone(() -> execution.keysToJudge(relation, readings.read("DELETE FROM " + relation)));
    }

    @Override
    public void refuseUnlessHarmless(SqlText text, String route) throws SQLException {
        takeAlone(() -> {
            execution.refuseUnlessHarmless((ReadSql) text, SessionWording.sideDoor(route), refusals::rejected);
        });
    }

    @Override
    public CopyCheck startCopy(SqlText text) throws SQLException {
        return alone(() -> execution.startCopy((ReadSql) text, refusals::rejected));
    }

    @Override
    public Object guard() {
        return guard;
    }

    @Override
    public SQLException refuseUnwrap(Class<?> requested) {
        return new SQLException(SessionWording.unwrapRefused(requested), "42501");
    }

    @Override
    public boolean mayUnwrapRaw(Class<?> requested) {
        if (!database.rules().allowRawUnwrap()) {
            return false;
        }
        events.raise(GuardEvent.Kind.RAW_UNWRAPPED, SessionWording.rawUnwrapped(requested));
        return true;
    }

    @Override
    public void cancel(Statement statement) throws SQLException {
        execution.cancel();
    }

    @Override
    public void commit() throws SQLException {
        takeAlone(() -> end(raw::commit));
    }

    @Override
    public void setAutoCommit(boolean autoCommit) throws SQLException {
        takeAlone(() -> switchAutoCommit(autoCommit));
    }

    private void switchAutoCommit(boolean autoCommit) throws SQLException {
        if (autoCommit && !raw.getAutoCommit()) {
            end(() -> raw.setAutoCommit(true));
        } else {
            raw.setAutoCommit(autoCommit);
        }
    }

    /** Runs what ends the transaction; pgjdbc alone would return normally where a refusal has aborted it. */
    private void end(Step ending) throws SQLException {
        List<Violation> refused = transaction.refusedAndAborted();
        if (refused != null) {
            rollBack();
            throw refusals.rejected(refused);
        }
        try {
            execution.judgeCommit(refusals::rejected);
        } catch (SQLException refusal) {
            rollBack();
            throw refusal;
        }
        boolean rolledBack = transaction.failed();
        try {
            ending.take();
        } catch (SQLException error) {
            rolledBack |= transaction.saysRolledBack(error);
            throw error;
        } finally {
            if (rolledBack) {
                transaction.rolledBack();
                names.forget();
            } else {
                transaction.committed();
                execution.definitionsMayHaveChanged();
            }
            sqlOverrides.announce();
        }
    }

    @Override
    public void rollback() throws SQLException {
        takeAlone(this::rollBack);
    }

    private void rollBack() throws SQLException {
        raw.rollback();
        transaction.rolledBack();
        sqlOverrides.announce();
        names.forget();
    }

    @Override
    public void rollback(Savepoint savepoint) throws SQLException {
        takeAlone(() -> {
            raw.rollback(savepoint);
            transaction.rolledBackTo(nameOf(savepoint));
            sqlOverrides.announce();
            names.forget();
        });
    }

    @Override
    public Savepoint setSavepoint(String nameOrNull) throws SQLException {
        return alone(() -> {
            Savepoint savepoint = nameOrNull == null ? raw.setSavepoint() : raw.setSavepoint(nameOrNull);
            transaction.savepoint(nameOf(savepoint));
            return savepoint;
        });
    }

    @Override
    public void releaseSavepoint(Savepoint savepoint) throws SQLException {
        takeAlone(() -> {
            // the driver tells no name of a savepoint that has been released
            String name = nameOf(savepoint);
            raw.releaseSavepoint(savepoint);
            transaction.released(name);
        });
    }

    @Override
    public void setSchema(String schema) throws SQLException {
        takeAlone(() -> {
            raw.setSchema(schema);
            names.forget();
        });
    }

    @Override
    public void close(SqlCall<Void> call) throws SQLException {
        try {
            call.run();
        } finally {
            transaction.rolledBack();
            sqlOverrides.announce();
            execution.closed();
        }
    }

    /** The savepoint as SQL names it: the driver numbers those without a name. */
    private static String nameOf(Savepoint savepoint) throws SQLException {
        try {
            return savepoint.getSavepointName();
        } catch (SQLException unnamed) {
            return UNNAMED_SAVEPOINT + savepoint.getSavepointId();
        }
    }
}
