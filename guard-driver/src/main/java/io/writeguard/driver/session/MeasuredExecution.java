package io.writeguard.driver.session;

import io.writeguard.driver.impact.Measurement;
import io.writeguard.driver.impact.NotAskable;
import io.writeguard.driver.impact.Questions;
import io.writeguard.driver.judge.Judge;
import io.writeguard.driver.judge.Judgement;
import io.writeguard.driver.ledger.LedgerBook;
import io.writeguard.driver.statement.SubmittedStatement;
import io.writeguard.driver.transaction.Effects;
import io.writeguard.rules.check.Verdict;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Runs a submission inside a savepoint, looks at what it did, and goes back to the savepoint if that is refused. */
final class MeasuredExecution {

    private static final String SAVEPOINT = "writeguard_measured";

    private final Questions questions;
    private final Judge judge;
    private final LedgerBook book;
    private final FollowedTransaction transaction;
    private final GuardFailures failures;
    private final Archiving archiving;

    MeasuredExecution(
            Questions questions,
            Judge judge,
            LedgerBook book,
            FollowedTransaction transaction,
            GuardFailures failures,
            Archiving archiving) {
        this.archiving = archiving;
        this.questions = questions;
        this.judge = judge;
        this.book = book;
        this.transaction = transaction;
        this.failures = failures;
    }

    /**
     * What came of it.
     *
     * @param result of the call; of no use where the judgement rejects it
     * @param lateError to be thrown instead of a result, see {@link LateErrors}; null for none
     */
    record Outcome<T>(T result, SQLException lateError, Judgement judgement) {

        /** Runs the call; an error that leaves undone what the statement did is thrown. */
        static <T> Outcome<T> of(SqlCall<T> call, Judgement judgement) throws SQLException {
            try {
                return new Outcome<>(call.run(), null, judgement);
            } catch (SQLException failure) {
                if (LateErrors.isOne(failure)) {
                    return new Outcome<>(null, failure, judgement);
                }
                throw failure;
            }
        }
    }

    /**
     * @param booked what the text of the statements has told already
     * @param autoCommit whether the statements are a transaction of their own
     */
    <T> Outcome<T> run(
            Statement statement,
            List<SubmittedStatement> statements,
            Effects booked,
            boolean autoCommit,
            SqlCall<T> call)
            throws SQLException {
        Measurement measurement;
        try {
            measurement = begin();
        } catch (NotAskable reason) {
            Judgement unmeasured = refusedUnmeasured(statements, reason.getMessage());
            boolean rejected = unmeasured.verdict() instanceof Verdict.Rejected;
            return rejected ? new Outcome<>(null, null, unmeasured) : Outcome.of(call, unmeasured);
        }
        Outcome<T> unjudged;
        try {
            unjudged = runToItsEnd(statement, call);
        } catch (SQLException failure) {
            if (!measurement.isInTheWay(failure)) {
                throw failure;
            }
            letGo(measurement);
            if (!call.isRepeatable() || !statements.stream().allMatch(MeasuredExecution::canBeSentAgain)) {
                return new Outcome<>(null, null, refusedUnmeasured(statements, SessionWording.KEPT_ROWS_IN_THE_WAY));
            }
            unjudged = runToItsEnd(statement, call);
        }
        return new Outcome<>(
                unjudged.result(), unjudged.lateError(), judge(statements, measurement, booked, autoCommit));
    }

    /**
     * To be called just before what is measured is sent, in its transaction.
     *
     * @throws NotAskable where nothing can be measured
     */
    Measurement begin() throws SQLException {
        try {
            Measurement measurement = judge.startMeasuring();
            questions.runAboutSavepoint("SAVEPOINT " + SAVEPOINT);
            return measurement;
        } catch (SQLException failure) {
            throw failures.translate(failure);
        }
    }

    /** Judges what has been done since {@link #begin}, and undoes it where that is refused. */
    Judgement judge(List<SubmittedStatement> statements, Measurement measurement, Effects booked, boolean autoCommit)
            throws SQLException {
        fireDeferredTriggers();
        try {
            Judgement judgement;
            do {
                judgement = judge.judgeMeasured(statements, measurement, booked, transaction.current(), autoCommit);
            } while (!transaction.current().apply(judgement.effects(), book));
            boolean rejected = judgement.verdict() instanceof Verdict.Rejected;
            if (!rejected) {
                archiving.keep(judgement.kept(), statements);
            }
            measurement.end(questions);
            questions.runAboutSavepoint((rejected ? "ROLLBACK TO SAVEPOINT " : "RELEASE SAVEPOINT ") + SAVEPOINT);
            return judgement;
        } catch (SQLException failure) {
            throw failures.translate(failure);
        }
    }

    /** A stream that was too long to be kept has been read by now. */
    private static boolean canBeSentAgain(SubmittedStatement statement) {
        return Arrays.stream(statement.values()).allMatch(value -> value == null || value.known());
    }

    private void letGo(Measurement measurement) throws SQLException {
        try {
            questions.runAboutSavepoint("ROLLBACK TO SAVEPOINT " + SAVEPOINT);
            measurement.end(questions);
        } catch (SQLException failure) {
            throw failures.translate(failure);
        }
    }

    private Judgement refusedUnmeasured(List<SubmittedStatement> statements, String reason) throws SQLException {
        try {
            return judge.refuseUnlessHarmless(statements, reason, transaction.current());
        } catch (SQLException failure) {
            throw failures.translate(failure);
        }
    }

    /** What waits for the end of the transaction could only be judged when it is too late. */
    private void fireDeferredTriggers() throws SQLException {
        Set<String> triggers = judge.deferredTriggers();
        if (!triggers.isEmpty()) {
            String names = String.join(", ", triggers);
            questions.run("SET CONSTRAINTS " + names + " IMMEDIATE; SET CONSTRAINTS " + names + " DEFERRED");
        }
    }

    /** Without a cursor: what has not been fetched has not been done. */
    private static <T> Outcome<T> runToItsEnd(Statement statement, SqlCall<T> call) throws SQLException {
        int fetchSize = statement.getFetchSize();
        statement.setFetchSize(0);
        try {
            return Outcome.of(call, Judgement.NOTHING_GUARDED);
        } finally {
            statement.setFetchSize(fetchSize);
        }
    }
}
