package io.writeguard.driver.session;

import io.writeguard.driver.impact.Questions;
import io.writeguard.driver.impact.UpdateAnswer;
import io.writeguard.driver.judge.Judge;
import io.writeguard.driver.judge.Judgement;
import io.writeguard.driver.judge.KeyedClear;
import io.writeguard.driver.ledger.LedgerBook;
import io.writeguard.driver.statement.SubmittedStatement;
import io.writeguard.rules.check.Verdict;
import io.writeguard.rules.check.Violation;
import io.writeguard.rules.plan.StatementKind;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Sends a submission that may be sent, looks at what only the sending shows, and follows what it has done. */
final class Sending {

    private final FollowedTransaction transaction;
    private final Questions questions;
    private final SessionCatalog catalogs;
    private final KeyReads keyReads;
    private final Judge judge;
    private final LedgerBook book;
    private final MeasuredExecution measuredExecution;
    private final OneTrip oneTrip;
    private final AfterSending after;
    private final Refusing refusing;
    private final Reports reports;
    private final Archiving archiving;

    Sending(
            FollowedTransaction transaction,
            Questions questions,
            SessionCatalog catalogs,
            KeyReads keyReads,
            Judge judge,
            LedgerBook book,
            MeasuredExecution measuredExecution,
            OneTrip oneTrip,
            AfterSending after,
            Refusing refusing,
            Reports reports,
            Archiving archiving) {
        this.transaction = transaction;
        this.questions = questions;
        this.catalogs = catalogs;
        this.keyReads = keyReads;
        this.judge = judge;
        this.book = book;
        this.measuredExecution = measuredExecution;
        this.oneTrip = oneTrip;
        this.after = after;
        this.refusing = refusing;
        this.reports = reports;
        this.archiving = archiving;
    }

    /**
     * What has been judged.
     *
     * @param depth of the savepoint at which the losses of the submission were booked
     */
    <T> T send(Attempt<T> attempt, Judgement judgement, int depth) throws SQLException {
        ImplicitTransaction implicit = attempt.implicit();
        List<SubmittedStatement> statements = attempt.statements();
        boolean commits = transaction.autoCommits() || implicit.isOpen() || TransactionControl.commits(statements);
        WayBack wayBack = new WayBack(questions);
        List<KeyReads.Found> reads;
        MeasuredExecution.Outcome<T> outcome;
        try {
            if (!commits && !TransactionControl.in(statements) && transaction.autosaves()) {
                wayBack.open(judgement);
            }
            reads = catalogs.ask(() -> keyReads.of(statements));
            if (TransactionControl.in(statements)) {
                leaveToTheText(implicit);
            }
            outcome = judgement.toBeMeasured()
                    ? measured(attempt, judgement)
                    : MeasuredExecution.Outcome.of(attempt.call(), judgement);
            long updateCount = UpdateCounts.of(outcome.result(), attempt.statement());
            judgeUnseen(attempt, judgement, updateCount);
            archiving.verify(judgement, statements, updateCount);
            wayBack.close();
            if (implicit.isOpen()) {
                transaction.current().beforeCommit(book);
            }
            implicit.commit();
        } catch (SQLException failure) {
            implicit.rollbackAfter(failure);
            wayBack.take(failure);
            takenBack(failure, commits, depth, statements);
            after.forgetWhatMayHaveChanged(statements);
            throw heldByDatabase(failure, attempt);
        } catch (RuntimeException failure) {
            implicit.rollback();
            wayBack.take(failure);
            if (transaction.autoCommits()) {
                transaction.rolledBack();
            } else {
                transaction.current().undoTo(depth);
            }
            after.forgetWhatMayHaveChanged(statements);
            throw failure;
        }
        keyReads.remember(reads);
        archiving.tidy(judgement);
        after.succeeded(statements, !judgement.effects().isEmpty() && !TransactionControl.takesAllBack(statements));
        if (outcome.lateError() != null) {
            throw outcome.lateError();
        }
        return outcome.result();
    }

    /**
     * The clear of one row by its key, booked by {@link Judging#booked}, in one trip with the look at that row; null where it
     * has to be judged in another way after all.
     */
    UpdateAnswer sendWithQuestion(Attempt<?> attempt, KeyedClear.Booked clear, int depth) throws SQLException {
        List<SubmittedStatement> statements = attempt.statements();
        boolean commits = transaction.autoCommits();
        UpdateAnswer answer;
        try {
            answer = oneTrip.send(clear, depth);
        } catch (SQLException failure) {
            takenBack(failure, commits, depth, statements);
            throw heldByDatabase(failure, attempt);
        } catch (RuntimeException failure) {
            transaction.current().undoTo(depth);
            throw failure;
        }
        if (answer != null) {
            after.succeeded(statements, true);
        }
        return answer;
    }

    /** What only reads; that a name is not known to the database may mean that the catalog is old. */
    <T> T sendRead(SqlCall<T> call) throws SQLException {
        try {
            return call.run();
        } catch (SQLException failure) {
            catalogs.failed(failure);
            throw failure;
        }
    }

    /** Transactions are followed even so: the guard has to know where it stands when it is switched on again. */
    <T> T sendUnjudged(List<SubmittedStatement> statements, SqlCall<T> call) throws SQLException {
        T result;
        try {
            result = call.run();
        } catch (SQLException | RuntimeException failure) {
            after.forgetWhatMayHaveChanged(statements);
            throw failure;
        }
        after.succeeded(statements, false);
        return result;
    }

    /** A commit of what a refusal has aborted says so again. */
    <T> T sendInFailedTransaction(List<SubmittedStatement> statements, SqlCall<T> call, RefusalOf repeatedRefusal)
            throws SQLException {
        List<Violation> refused = transaction.refusedAndAborted();
        T result = call.run();
        after.ranInFailedTransaction(statements);
        boolean commits = statements.stream().anyMatch(sent -> sent.reading().kind() == StatementKind.COMMIT);
        if (refused != null && commits) {
            throw repeatedRefusal.violations(refused);
        }
        return result;
    }

    /** For a text that opens and ends transactions itself; what other processes have been told stays told. */
    private void leaveToTheText(ImplicitTransaction implicit) throws SQLException {
        if (transaction.current().hasToldOthers()) {
            implicit.commit();
        } else {
            implicit.rollback();
        }
    }

    private void takenBack(SQLException failure, boolean commits, int depth, List<SubmittedStatement> statements) {
        catalogs.failed(failure);
        if (commits) {
            transaction.failedToCommit(failure, depth, TransactionControl.commitsPartly(statements));
        } else {
            transaction.current().undoTo(depth);
        }
    }

    private <T> MeasuredExecution.Outcome<T> measured(Attempt<T> attempt, Judgement judgement) throws SQLException {
        MeasuredExecution.Outcome<T> outcome = measuredExecution.run(
                attempt.statement(),
                attempt.statements(),
                judgement.effects(),
                attempt.implicit().needed(),
                attempt.clock().stoppedDuring(attempt.call()));
        attempt.clock().measured(outcome.judgement());
        passOrRefuse(outcome.judgement(), attempt);
        return outcome;
    }

    /** Other sessions may have made more rows match between the look and the write. */
    private void judgeUnseen(Attempt<?> attempt, Judgement sent, long updateCount) throws SQLException {
        long unseen = sent.toBeMeasured() ? 0 : sent.matched().unseen(updateCount);
        if (unseen == 0) {
            return;
        }
        boolean ownTransaction = attempt.implicit().needed();
        Judgement judgement;
        do {
            judgement = judge.judgeUnseen(sent.matched(), unseen, transaction.current(), ownTransaction);
        } while (!transaction.current().apply(judgement.effects(), book));
        passOrRefuse(judgement, attempt);
    }

    private void passOrRefuse(Judgement judgement, Attempt<?> attempt) throws SQLException {
        if (judgement.verdict() instanceof Verdict.Rejected rejected) {
            throw refusing.refused(rejected.violations(), attempt);
        }
        reports.passed(judgement);
    }

    /** What the database has refused for a rule that it holds by itself is refused as the guard does. */
    private SQLException heldByDatabase(SQLException failure, Attempt<?> attempt) throws SQLException {
        Optional<Violation> held = DatabaseRefusals.of(failure, catalogs.known(), attempt.statements());
        return held.isPresent() ? refusing.refused(List.of(held.get()), attempt) : failure;
    }
}
