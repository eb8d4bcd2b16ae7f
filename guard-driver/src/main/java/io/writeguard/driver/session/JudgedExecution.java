package io.writeguard.driver.session;

import io.writeguard.driver.impact.Questions;
import io.writeguard.driver.impact.UpdateAnswer;
import io.writeguard.driver.judge.Judge;
import io.writeguard.driver.judge.Judgement;
import io.writeguard.driver.judge.KeyedClear;
import io.writeguard.driver.ledger.LedgerBook;
import io.writeguard.driver.mode.Mode;
import io.writeguard.driver.mode.ModeSwitch;
import io.writeguard.driver.schema.Catalog;
import io.writeguard.driver.schema.NameResolver;
import io.writeguard.driver.statement.BoundValue;
import io.writeguard.driver.statement.SubmittedStatement;
import io.writeguard.driver.transaction.Effects;
import io.writeguard.rules.check.Verdict;
import io.writeguard.rules.check.Violation;
import io.writeguard.rules.plan.StatementKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.postgresql.core.BaseConnection;

/** The way of a submission: judged, booked, sent, followed. One thread at a time; {@link #cancel} from any. */
final class JudgedExecution {

    /** Makes the exception of a refusal, of the kind that the JDBC call throws. */
    @FunctionalInterface
    interface RefusalOf {
        SQLException violations(List<Violation> violations);
    }

    private static final BoundValue[] NO_VALUES = {};

    private final Connection raw;
    private final BaseConnection server;
    private final GuardedDatabase database;
    private final NameResolver names;
    private final FollowedTransaction transaction;
    private final SessionCatalog catalogs;
    private final KeyReads keyReads;
    private final Questions questions;
    private final LedgerBook book;
    private final Judge judge;
    private final MeasuredExecution measuredExecution;
    private final ModeSwitch mode;
    private final SqlOverrides sqlOverrides;
    private final GuardFailures failures;
    private final Reports reports;
    private final AfterSending after;
    private final CopyStart copyStart;
    private final OneTrip oneTrip;
    private final RefusalOf repeatedRefusal;
    private ImplicitTransaction implicit;
    private VerdictClock clock;

    JudgedExecution(SessionParts parts) {
        this.raw = parts.raw();
        this.server = parts.server();
        this.database = parts.database();
        this.names = parts.names();
        this.transaction = parts.transaction();
        this.mode = parts.mode();
        this.reports = new Reports(parts.events());
        this.sqlOverrides = parts.sqlOverrides();
        this.failures = new GuardFailures(parts.refusals(), parts.events());
        this.repeatedRefusal = parts.refusals()::rejected;
        this.catalogs = new SessionCatalog(raw, parts.database(), transaction, names);
        this.after = new AfterSending(transaction, catalogs, names, sqlOverrides);
        this.keyReads = new KeyReads(database.knowledge(), names, transaction);
        this.questions = new Questions(raw, () -> implicit.open());
        this.book = new LedgerBook(database.knowledge().shared(), parts.ledgerConnections(), questions);
        this.judge = new Judge(
                database.knowledge(),
                names,
                questions,
                new LiveRowCounter(parts.ownConnections(), questions),
                book,
                parts.overrides(),
                mode,
                parts.events());
        this.copyStart = new CopyStart(server, transaction, judge, book, failures, reports);
        this.oneTrip = new OneTrip(server, judge, book, questions, transaction);
        this.measuredExecution = new MeasuredExecution(questions, judge, book, transaction, failures);
    }

    /** For a prepared statement that may be sent on another than the driver's own. */
    <T> T run(
            PreparedStatement statement,
            Submission submission,
            SqlCall<T> call,
            Session.Answered<T> answered,
            RefusalOf refusal)
            throws SQLException {
        return run(statement, List.of(submission), call, answered, refusal);
    }

    <T> T run(Statement statement, List<Submission> submissions, SqlCall<T> call, RefusalOf refusal)
            throws SQLException {
        return run(statement, submissions, call, null, refusal);
    }

    private <T> T run(
            Statement statement,
            List<Submission> submissions,
            SqlCall<T> call,
            Session.Answered<T> answered,
            RefusalOf refusal)
            throws SQLException {
        refreshCatalog(submissions);
        if (!concernsGuard(submissions)) {
            return call.run();
        }
        List<SubmittedStatement> statements = Submitted.statements(statement, submissions);
        if (transaction.failed()) {
            return runInFailedTransaction(statements, call);
        }
        List<Violation> overrideRefused = sqlOverrides.violations(statements);
        if (!overrideRefused.isEmpty()) {
            throw refusal.violations(overrideRefused);
        }
        if (mode.current() == Mode.OFF) {
            return sendUnjudged(statements, call);
        }
        implicit = new ImplicitTransaction(raw, statement, transaction.autoCommits());
        questions.timeout(statement.getQueryTimeout());
        reports.about(statements);
        clock = new VerdictClock(reports, questions);
        int depth = transaction.current().depth();
        if (answered != null && statements.size() == 1 && Submitted.isComplete(statement, submissions)) {
            KeyedClear clear = booked(statements.get(0));
            if (clear != null) {
                clock.judged(Judgement.NOTHING_GUARDED);
                UpdateAnswer answer = sendWithQuestion(statements, clear, depth);
                return answered.by(answer.updateCount(), answer.warnings());
            }
        }
        Judgement judgement = Submitted.isComplete(statement, submissions)
                ? judgedAndBooked(statements, call)
                : Judgement.NOTHING_GUARDED;
        if (!judgement.toBeMeasured()) {
            clock.judged(judgement);
        }
        if (judgement.verdict() instanceof Verdict.Rejected rejected) {
            SQLException refused = refused(rejected.violations(), refusal);
            if (TransactionControl.isCommitAlone(statements)) {
                transaction.rollBack();
            }
            throw refused;
        }
        reports.passed(judgement);
        if (TransactionControl.commits(statements)) {
            tellOthers(implicit);
        }
        return send(statement, statements, judgement, depth, call, refusal);
    }

    private void tellOthers(ImplicitTransaction within) throws SQLException {
        implicit = within;
        try {
            transaction.current().beforeCommit(book);
        } catch (SQLException failure) {
            throw failures.translate(failure);
        }
    }

    void refuseUnlessHarmless(ReadSql text, String reason, RefusalOf refusal) throws SQLException {
        if (text.namesAny(catalogs.known().baseNames()) && !transaction.failed() && mode.current() != Mode.OFF) {
            implicit = new ImplicitTransaction(raw, null, false);
            List<SubmittedStatement> statements = Submitted.statements(null, List.of(new Submission(text, NO_VALUES)));
            reports.about(statements);
            Judgement judgement;
            try {
                judgement = judge.refuseUnlessHarmless(statements, reason, transaction.current());
            } catch (SQLException failure) {
                judgement = unanswered(failure);
            }
            if (judgement.verdict() instanceof Verdict.Rejected rejected) {
                throw refused(rejected.violations(), refusal);
            }
            reports.passed(judgement);
        }
    }

    /** Speaks the verdicts that were postponed to the end of the transaction; to be called before it is committed. */
    void judgeCommit(RefusalOf refusal) throws SQLException {
        if (!transaction.failed()) {
            tellOthers(new ImplicitTransaction(raw, null, false));
        }
        if (mode.current() == Mode.OFF
                || transaction.failed()
                || !transaction.current().hasReservations()) {
            return;
        }
        implicit = new ImplicitTransaction(raw, null, false);
        questions.timeout(0);
        reports.about(List.of());
        Judgement judgement;
        try {
            names.use(database.catalog());
            judgement = judge.judgeCommit(transaction.current());
        } catch (SQLException failure) {
            judgement = unanswered(failure);
        }
        if (judgement.verdict() instanceof Verdict.Rejected rejected) {
            reports.rejected(rejected.violations());
            throw refusal.violations(rejected.violations());
        }
        reports.passed(judgement);
    }

    /** Judges a COPY … FROM STDIN before it starts; its rows are judged as they come. */
    CopyCheck startCopy(ReadSql text, RefusalOf refusal) throws SQLException {
        List<Submission> submissions = List.of(new Submission(text, NO_VALUES));
        if (transaction.failed() || !concernsGuard(submissions)) {
            return CopyCheck.NOTHING_GUARDED;
        }
        implicit = new ImplicitTransaction(raw, null, false);
        names.use(catalogs.known());
        List<SubmittedStatement> statements = Submitted.statements(null, submissions);
        reports.about(statements);
        return copyStart.start(statements, violations -> refused(violations, refusal));
    }

    void cancel() throws SQLException {
        questions.cancel();
    }

    /** A transaction has been committed that may hold DDL. */
    void definitionsMayHaveChanged() {
        catalogs.committed();
    }

    /** What the known catalog says is in no one's reach passes, whatever becomes of the look at a newer one. */
    private void refreshCatalog(List<Submission> submissions) throws SQLException {
        try {
            catalogs.refresh();
        } catch (SQLException failure) {
            if (concernsGuard(submissions)) {
                throw failures.translate(failure);
            }
        }
    }

    private boolean concernsGuard(List<Submission> submissions) {
        Catalog catalog = catalogs.known();
        for (Submission submission : submissions) {
            if (((ReadSql) submission.text()).concerns(catalog)) {
                return true;
            }
        }
        return false;
    }

    /** Null where it has to be judged first, as it also is where that can't be found out. */
    private KeyedClear booked(SubmittedStatement statement) throws SQLException {
        try {
            names.use(catalogs.known());
            return server.getStandardConformingStrings() ? oneTrip.book(statement, implicit) : null;
        } catch (SQLException failure) {
            unanswered(failure);
            return null;
        }
    }

    private UpdateAnswer sendWithQuestion(List<SubmittedStatement> statements, KeyedClear clear, int depth)
            throws SQLException {
        boolean commits = transaction.autoCommits();
        UpdateAnswer answer;
        try {
            answer = oneTrip.send(statements.get(0), clear, depth);
        } catch (SQLException failure) {
            if (commits) {
                transaction.failedToCommit(failure, depth, false);
            } else {
                transaction.current().undoTo(depth);
            }
            throw failure;
        } catch (RuntimeException failure) {
            transaction.current().undoTo(depth);
            throw failure;
        }
        after.succeeded(statements, true);
        return answer;
    }

    /** Judges again where other transactions have filled a window meanwhile. */
    private Judgement judgedAndBooked(List<SubmittedStatement> statements, SqlCall<?> call) throws SQLException {
        Judgement judgement = judged(statements, call);
        try {
            while (!transaction.current().apply(judgement.effects(), book)) {
                judgement = judged(statements, call);
            }
            return judgement;
        } catch (SQLException failure) {
            return unanswered(failure);
        }
    }

    private Judgement judged(List<SubmittedStatement> statements, SqlCall<?> call) throws SQLException {
        try {
            names.use(catalogs.known());
            return server.getStandardConformingStrings()
                    ? judge.judge(statements, transaction.current(), implicit.needed())
                    : judge.refuseUnlessHarmless(
                            statements, SessionWording.nonStandardStrings(), transaction.current());
        } catch (SQLException failure) {
            SQLException ownWords = inTheStatementsOwnWords(failure, call);
            if (ownWords != null) {
                throw ownWords;
            }
            return unanswered(failure);
        } catch (RuntimeException failure) {
            return unanswered(new SQLException(failure.getMessage(), failure));
        }
    }

    /**
     * What the statement itself says of an error that a question about it has met first; found out in a transaction that is
     * rolled back. Null where it says nothing, and inside a transaction of the application's, which the question has ended.
     */
    private SQLException inTheStatementsOwnWords(SQLException failure, SqlCall<?> call) throws SQLException {
        if (!implicit.isOpen() || !failures.isTheStatements(failure)) {
            return null;
        }
        implicit.rollback();
        implicit.open();
        try {
            call.run();
        } catch (SQLException ownWords) {
            return ownWords;
        } finally {
            implicit.rollback();
        }
        return null;
    }

    /** The guard's own failure stops a write where the rules are enforced, else only where the transaction is lost too. */
    private Judgement unanswered(SQLException failure) throws SQLException {
        implicit.rollback();
        if (mode.current() == Mode.ENFORCE || transaction.failed()) {
            throw failures.translate(failure);
        }
        failures.reportSent(failure);
        return Judgement.NOTHING_GUARDED;
    }

    /** Transactions are followed even so: the guard has to know where it stands when it is switched on again. */
    private <T> T sendUnjudged(List<SubmittedStatement> statements, SqlCall<T> call) throws SQLException {
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

    private SQLException refused(List<Violation> violations, RefusalOf refusal) throws SQLException {
        implicit.rollback();
        reports.rejected(violations);
        if (!transaction.idle() || !raw.getAutoCommit()) {
            transaction.abort(violations);
        }
        return refusal.violations(violations);
    }

    private <T> T send(
            Statement statement,
            List<SubmittedStatement> statements,
            Judgement judgement,
            int depth,
            SqlCall<T> call,
            RefusalOf refusal)
            throws SQLException {
        boolean commits = transaction.autoCommits() || implicit.isOpen() || TransactionControl.commits(statements);
        List<KeyReads.Found> reads;
        MeasuredExecution.Outcome<T> outcome;
        try {
            reads = keyReads.of(statements);
            if (TransactionControl.in(statements)) {
                // the text opens and ends transactions itself; what other processes have been told stays told
                if (transaction.current().hasToldOthers()) {
                    implicit.commit();
                } else {
                    implicit.rollback();
                }
            }
            outcome = judgement.toBeMeasured()
                    ? measured(statement, statements, judgement.effects(), call, refusal)
                    : MeasuredExecution.Outcome.of(call, judgement);
            judgeUnseen(judgement, UpdateCounts.of(outcome.result(), statement), refusal);
            if (implicit.isOpen()) {
                transaction.current().beforeCommit(book);
            }
            implicit.commit();
        } catch (SQLException failure) {
            implicit.rollbackAfter(failure);
            if (commits) {
                transaction.failedToCommit(failure, depth, TransactionControl.commitsPartly(statements));
            } else {
                transaction.current().undoTo(depth);
            }
            after.forgetWhatMayHaveChanged(statements);
            throw heldByDatabase(failure, statements, refusal);
        } catch (RuntimeException failure) {
            implicit.rollback();
            if (transaction.autoCommits()) {
                transaction.rolledBack();
            } else {
                transaction.current().undoTo(depth);
            }
            after.forgetWhatMayHaveChanged(statements);
            throw failure;
        }
        keyReads.remember(reads);
        after.succeeded(statements, !judgement.effects().isEmpty() && !TransactionControl.takesAllBack(statements));
        if (outcome.lateError() != null) {
            throw outcome.lateError();
        }
        return outcome.result();
    }

    /** Other sessions may have made more rows match between the look and the write. */
    private void judgeUnseen(Judgement sent, long updateCount, RefusalOf refusal) throws SQLException {
        long unseen = sent.toBeMeasured() ? 0 : sent.matched().unseen(updateCount);
        if (unseen == 0) {
            return;
        }
        Judgement judgement;
        do {
            judgement = judge.judgeUnseen(sent.matched(), unseen, transaction.current(), implicit.needed());
        } while (!transaction.current().apply(judgement.effects(), book));
        if (judgement.verdict() instanceof Verdict.Rejected rejected) {
            throw refused(rejected.violations(), refusal);
        }
        reports.passed(judgement);
    }

    /** What the database has refused for a rule that it holds by itself is refused as the guard does. */
    private SQLException heldByDatabase(SQLException failure, List<SubmittedStatement> statements, RefusalOf refusal)
            throws SQLException {
        Optional<Violation> held = DatabaseRefusals.of(failure, catalogs.known(), statements);
        return held.isPresent() ? refused(List.of(held.get()), refusal) : failure;
    }

    private <T> MeasuredExecution.Outcome<T> measured(
            Statement statement,
            List<SubmittedStatement> statements,
            Effects booked,
            SqlCall<T> call,
            RefusalOf refusal)
            throws SQLException {
        MeasuredExecution.Outcome<T> outcome =
                measuredExecution.run(statement, statements, booked, implicit.needed(), clock.stoppedDuring(call));
        clock.measured(outcome.judgement());
        if (outcome.judgement().verdict() instanceof Verdict.Rejected rejected) {
            throw refused(rejected.violations(), refusal);
        }
        reports.passed(outcome.judgement());
        return outcome;
    }

    private <T> T runInFailedTransaction(List<SubmittedStatement> statements, SqlCall<T> call) throws SQLException {
        List<Violation> refused = transaction.refusedAndAborted();
        T result = call.run();
        after.ranInFailedTransaction(statements);
        boolean commits = statements.stream().anyMatch(sent -> sent.reading().kind() == StatementKind.COMMIT);
        if (refused != null && commits) {
            throw repeatedRefusal.violations(refused);
        }
        return result;
    }
}
