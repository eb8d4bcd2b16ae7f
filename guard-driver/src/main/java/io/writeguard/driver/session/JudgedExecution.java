package io.writeguard.driver.session;

import io.writeguard.driver.archive.ArchiveBook;
import io.writeguard.driver.impact.NotAskable;
import io.writeguard.driver.impact.Questions;
import io.writeguard.driver.impact.UpdateAnswer;
import io.writeguard.driver.judge.Judge;
import io.writeguard.driver.judge.Judgement;
import io.writeguard.driver.judge.KeyedClear;
import io.writeguard.driver.judge.Knowledge;
import io.writeguard.driver.judge.Rotations;
import io.writeguard.driver.ledger.LedgerBook;
import io.writeguard.driver.mode.Mode;
import io.writeguard.driver.mode.ModeSwitch;
import io.writeguard.driver.schema.NameResolver;
import io.writeguard.driver.schema.RowKeys;
import io.writeguard.driver.statement.SubmittedStatement;
import io.writeguard.rules.check.Verdict;
import io.writeguard.rules.check.Violation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/** The way of a submission: judged, booked, sent, followed. One thread at a time; {@link #cancel} from any. */
final class JudgedExecution {

    private final Connection raw;
    private final Concerns concerns;
    private final NameResolver names;
    private final FollowedTransaction transaction;
    private final SessionCatalog catalogs;
    private final Questions questions;
    private final LedgerBook book;
    private final MeasuredExecution measuredExecution;
    private final ModeSwitch mode;
    private final SqlOverrides sqlOverrides;
    private final GuardFailures failures;
    private final Reports reports;
    private final CopyStart copyStart;
    private final RefusalOf repeatedRefusal;
    private final ImplicitTransactions implicits;
    private final Judging judging;
    private final Sending sending;
    private final Refusing refusing;

    JudgedExecution(SessionParts parts) {
        this.raw = parts.raw();
        this.names = parts.names();
        this.transaction = parts.transaction();
        this.mode = parts.mode();
        this.sqlOverrides = parts.sqlOverrides();
        this.repeatedRefusal = parts.refusals()::rejected;
        this.reports = new Reports(parts.events(), parts.database().archive().history(), parts.ledgerConnections());
        this.failures = new GuardFailures(parts.refusals(), parts.events());
        this.catalogs = new SessionCatalog(raw, parts.database(), transaction, names, parts.events());
        this.concerns = new Concerns(parts.server(), catalogs, failures);
        this.implicits = new ImplicitTransactions(raw);
        this.questions = new Questions(raw, implicits::open);
        Knowledge knowledge = parts.database().knowledge();
        this.book = new LedgerBook(knowledge.shared(), parts.ledgerConnections(), questions);
        Judge judge = new Judge(
                knowledge,
                names,
                questions,
                new LiveRowCounter(parts.ownConnections(), questions),
                book,
                parts.overrides(),
                mode,
                parts.events());
        OneTrip oneTrip = new OneTrip(parts.server(), judge, book, questions, transaction);
        Archiving archiving = archiving(parts);
        this.measuredExecution = new MeasuredExecution(questions, judge, book, transaction, failures, archiving);
        this.refusing = new Refusing(raw, transaction, reports);
        this.judging = new Judging(
                parts.server(),
                transaction,
                catalogs,
                new Rotations(knowledge, names),
                judge,
                book,
                oneTrip,
                mode,
                failures,
                archiving);
        this.sending = new Sending(
                transaction,
                questions,
                catalogs,
                new KeyReads(knowledge, names, transaction),
                judge,
                book,
                measuredExecution,
                oneTrip,
                new AfterSending(transaction, catalogs, names, sqlOverrides),
                refusing,
                reports,
                archiving);
        this.copyStart = new CopyStart(parts.server(), transaction, judge, book, failures, reports, this::measuredCopy);
    }

    private Archiving archiving(SessionParts parts) {
        ArchiveBook archive =
                new ArchiveBook(parts.database().archive(), questions, parts.ledgerConnections(), parts.events());
        return new Archiving(archive, names, transaction, failures);
    }

    boolean passes(ReadSql text) throws SQLException {
        return concerns.passes(text);
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
        if (concerns.pass(submissions)) {
            return call.run();
        }
        if (concerns.onlyRead(submissions)) {
            new VerdictClock(reports, questions).judged(Judgement.NOTHING_GUARDED);
            return sending.sendRead(call);
        }
        List<SubmittedStatement> statements = Submitted.statements(statement, submissions);
        if (transaction.failed()) {
            return sending.sendInFailedTransaction(statements, call, repeatedRefusal);
        }
        List<Violation> overrideRefused = sqlOverrides.violations(statements);
        if (!overrideRefused.isEmpty()) {
            throw refusal.violations(overrideRefused);
        }
        if (mode.current() == Mode.OFF) {
            return sending.sendUnjudged(statements, call);
        }
        ImplicitTransaction implicit = implicits.start(statement, transaction.autoCommits());
        questions.timeout(statement.getQueryTimeout());
        reports.about(statements);
        VerdictClock clock = new VerdictClock(reports, questions);
        Attempt<T> attempt = new Attempt<>(statement, statements, call, refusal, implicit, clock);
        if (!Submitted.isComplete(statement, submissions)) {
            clock.judged(Judgement.NOTHING_GUARDED);
            return sending.send(
                    attempt, Judgement.NOTHING_GUARDED, transaction.current().depth());
        }
        return judgeAndSend(attempt, answered);
    }

    private <T> T judgeAndSend(Attempt<T> attempt, Session.Answered<T> answered) throws SQLException {
        List<SubmittedStatement> statements = attempt.statements();
        VerdictClock clock = attempt.clock();
        int depth = transaction.current().depth();
        Judgement rotation = judging.rotation(attempt);
        if (rotation != null) {
            clock.judged(rotation);
            return sending.send(attempt, rotation, depth);
        }
        if (answered != null && statements.size() == 1) {
            KeyedClear.Booked clear = judging.booked(statements.get(0), attempt.implicit());
            if (clear != null) {
                UpdateAnswer answer = clock.stoppedDuring(() -> sending.sendWithQuestion(attempt, clear, depth))
                        .run();
                if (answer != null) {
                    clock.judged(Judgement.NOTHING_GUARDED);
                    return answered.by(answer.updateCount(), answer.warnings());
                }
            }
        }
        Judgement judgement = judging.judgedAndBooked(attempt);
        if (!judgement.toBeMeasured()) {
            clock.judged(judgement);
        }
        if (judgement.verdict() instanceof Verdict.Rejected rejected) {
            SQLException refused = refusing.refused(rejected.violations(), attempt);
            if (TransactionControl.isCommitAlone(statements)) {
                transaction.rollBack();
            }
            throw refused;
        }
        reports.passed(judgement);
        if (TransactionControl.commits(statements)) {
            tellOthers();
        }
        return sending.send(attempt, judgement, depth);
    }

    private void tellOthers() throws SQLException {
        try {
            transaction.current().beforeCommit(book);
        } catch (SQLException failure) {
            throw failures.translate(failure);
        }
    }

    /**
     * The unique keys of a relation, a row of which is about to be changed; empty where that does not concern the guard.
     *
     * @param write of the relation
     */
    Optional<List<List<String>>> keysToJudge(String relation, ReadSql write) throws SQLException {
        if (passes(write) || transaction.failed() || mode.current() == Mode.OFF) {
            return Optional.empty();
        }
        try {
            return Optional.of(RowKeys.of(raw, relation));
        } catch (SQLException failure) {
            throw failures.translate(failure);
        }
    }

    void refuseUnlessHarmless(ReadSql text, String reason, RefusalOf refusal) throws SQLException {
        if (text.namesAny(catalogs.known().baseNames()) && !transaction.failed() && mode.current() != Mode.OFF) {
            ImplicitTransaction implicit = implicits.startNone();
            List<SubmittedStatement> statements = Submitted.statements(null, List.of(Submission.of(text)));
            reports.about(statements);
            Judgement judgement = judging.refuseUnlessHarmless(statements, reason, implicit);
            if (judgement.verdict() instanceof Verdict.Rejected rejected) {
                throw refusing.refused(rejected.violations(), implicit, refusal);
            }
            reports.passed(judgement);
        }
    }

    /** Speaks the verdicts that were postponed to the end of the transaction; to be called before it is committed. */
    void judgeCommit(RefusalOf refusal) throws SQLException {
        ImplicitTransaction implicit = implicits.startNone();
        if (!transaction.failed()) {
            tellOthers();
        }
        if (mode.current() == Mode.OFF
                || transaction.failed()
                || !transaction.current().hasReservations()) {
            return;
        }
        questions.timeout(0);
        reports.about(List.of());
        Judgement judgement = judging.atCommit(implicit);
        if (judgement.verdict() instanceof Verdict.Rejected rejected) {
            reports.rejected(rejected.violations());
            throw refusal.violations(rejected.violations());
        }
        reports.passed(judgement);
    }

    /** Judges a COPY … FROM STDIN before it starts; its rows are judged as they come. */
    CopyCheck startCopy(ReadSql text, RefusalOf refusal) throws SQLException {
        if (passes(text) || transaction.failed() || mode.current() == Mode.OFF) {
            return CopyCheck.NOTHING_GUARDED;
        }
        implicits.startNone();
        List<SubmittedStatement> statements = Submitted.statements(null, List.of(Submission.of(text)));
        reports.about(statements);
        return catalogs.ask(() ->
                copyStart.start(statements, violations -> refusing.refused(violations, implicits.current(), refusal)));
    }

    private CopyCheck measuredCopy(List<SubmittedStatement> copy, CopyCheck.Refuser refuser) throws SQLException {
        ImplicitTransaction implicit = implicits.start(null, transaction.autoCommits());
        try {
            return new MeasuredCopy(copy, measuredExecution, implicit, transaction, refuser, reports);
        } catch (SQLException | NotAskable failure) {
            implicit.rollback();
            throw failure;
        }
    }

    void cancel() throws SQLException {
        questions.cancel();
    }

    /** The connection has been closed. */
    void closed() {
        reports.closed();
    }

    /** A transaction has been committed that may hold DDL. */
    void definitionsMayHaveChanged() {
        catalogs.committed();
    }
}
