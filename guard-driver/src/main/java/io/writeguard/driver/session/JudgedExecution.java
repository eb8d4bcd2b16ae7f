package io.writeguard.driver.session;

import io.writeguard.driver.event.Events;
import io.writeguard.driver.event.GuardEvent;
import io.writeguard.driver.impact.NotAskable;
import io.writeguard.driver.impact.Questions;
import io.writeguard.driver.judge.CopyJudge;
import io.writeguard.driver.judge.Judge;
import io.writeguard.driver.judge.Judgement;
import io.writeguard.driver.mode.Mode;
import io.writeguard.driver.mode.ModeSwitch;
import io.writeguard.driver.schema.Catalog;
import io.writeguard.driver.schema.NameResolver;
import io.writeguard.driver.statement.BoundValue;
import io.writeguard.driver.statement.SubmittedStatement;
import io.writeguard.rules.check.Verdict;
import io.writeguard.rules.check.Violation;
import io.writeguard.rules.plan.StatementKind;
import io.writeguard.rules.plan.StatementReading;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
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
    private final Judge judge;
    private final MeasuredExecution measuredExecution;
    private final ModeSwitch mode;
    private final Events events;
    private final SqlOverrides sqlOverrides;
    private final GuardFailures failures;
    private final RefusalOf repeatedRefusal;
    private ImplicitTransaction implicit;

    JudgedExecution(SessionParts parts) {
        this.raw = parts.raw();
        this.server = parts.server();
        this.database = parts.database();
        this.names = parts.names();
        this.transaction = parts.transaction();
        this.mode = parts.mode();
        this.events = parts.events();
        this.sqlOverrides = parts.sqlOverrides();
        this.failures = new GuardFailures(parts.refusals(), parts.events());
        this.repeatedRefusal = parts.refusals()::rejected;
        this.catalogs = new SessionCatalog(raw, parts.database(), transaction, names);
        this.keyReads = new KeyReads(database.knowledge(), names, transaction);
        this.questions = new Questions(raw, () -> implicit.open());
        this.judge = new Judge(
                database.knowledge(),
                names,
                questions,
                new LiveRowCounter(parts.ownConnections(), questions),
                parts.overrides(),
                mode,
                events);
        this.measuredExecution = new MeasuredExecution(questions, judge, transaction, failures);
    }

    <T> T run(Statement statement, List<Submission> submissions, SqlCall<T> call, RefusalOf refusal)
            throws SQLException {
        refreshCatalog(submissions);
        if (!concernsGuard(submissions)) {
            return call.run();
        }
        List<SubmittedStatement> statements = submitted(statement, submissions);
        if (transaction.failed()) {
            return runInFailedTransaction(statements, call);
        }
        SQLException overrideRefused = sqlOverrides.refusal(statements);
        if (overrideRefused != null) {
            throw overrideRefused;
        }
        if (mode.current() == Mode.OFF) {
            return sendUnjudged(statements, call);
        }
        implicit = new ImplicitTransaction(raw, statement, transaction.autoCommits());
        questions.timeout(statement.getQueryTimeout());
        int depth = transaction.current().depth();
        Judgement judgement =
                complete(statement, submissions) ? judgedAndBooked(statements) : Judgement.NOTHING_GUARDED;
        if (judgement.verdict() instanceof Verdict.Rejected rejected) {
            SQLException refused = refused(rejected.violations(), refusal);
            if (isCommit(statements)) {
                transaction.rollBack();
            }
            throw refused;
        }
        report(judgement);
        return send(statement, statements, judgement, depth, call, refusal);
    }

    void refuseUnlessHarmless(ReadSql text, String reason, RefusalOf refusal) throws SQLException {
        if (text.namesAny(catalogs.known().baseNames()) && !transaction.failed() && mode.current() != Mode.OFF) {
            implicit = new ImplicitTransaction(raw, null, false);
            Judgement judgement;
            try {
                judgement = judge.refuseUnlessHarmless(
                        submitted(null, List.of(new Submission(text, NO_VALUES))), reason, transaction.current());
            } catch (SQLException failure) {
                judgement = unanswered(failure);
            }
            if (judgement.verdict() instanceof Verdict.Rejected rejected) {
                throw refused(rejected.violations(), refusal);
            }
            report(judgement);
        }
    }

    /** Speaks the verdicts that were postponed to the end of the transaction; to be called before it is committed. */
    void judgeCommit(RefusalOf refusal) throws SQLException {
        if (mode.current() == Mode.OFF
                || transaction.failed()
                || !transaction.current().hasReservations()) {
            return;
        }
        implicit = new ImplicitTransaction(raw, null, false);
        questions.timeout(0);
        Judgement judgement;
        try {
            names.use(database.catalog());
            judgement = judge.judgeCommit(transaction.current());
        } catch (SQLException failure) {
            judgement = unanswered(failure);
        }
        if (judgement.verdict() instanceof Verdict.Rejected rejected) {
            reportRejected(rejected.violations());
            throw refusal.violations(rejected.violations());
        }
        report(judgement);
    }

    /** Judges a COPY … FROM STDIN before it starts; its rows are judged as they come. */
    CopyCheck startCopy(ReadSql text, RefusalOf refusal) throws SQLException {
        List<Submission> submissions = List.of(new Submission(text, NO_VALUES));
        if (transaction.failed() || !concernsGuard(submissions)) {
            return CopyCheck.NOTHING_GUARDED;
        }
        implicit = new ImplicitTransaction(raw, null, false);
        List<SubmittedStatement> statements = submitted(null, submissions);
        Judgement unjudged = Judgement.NOTHING_GUARDED;
        try {
            names.use(database.catalog());
            if (!server.getStandardConformingStrings()) {
                unjudged = judge.refuseUnlessHarmless(
                        statements, SessionWording.nonStandardStrings(), transaction.current());
            } else if (CopyCheck.isReadable(statements)) {
                Optional<CopyJudge> judgedCopy = judge.startCopy(statements.get(0), transaction.current());
                if (judgedCopy.isPresent()) {
                    return new CopyCheck(
                            judgedCopy.get(), transaction, violations -> refused(violations, refusal), this::report);
                }
            } else {
                unjudged = judge.refuseUnlessHarmless(
                        statements, SessionWording.sideDoor("CopyManager.copyIn"), transaction.current());
            }
        } catch (NotAskable reason) {
            unjudged = judge.refuseUnlessHarmless(statements, reason.getMessage(), transaction.current());
        } catch (SQLException failure) {
            throw failures.translate(failure);
        }
        if (unjudged.verdict() instanceof Verdict.Rejected rejected) {
            throw refused(rejected.violations(), refusal);
        }
        report(unjudged);
        return CopyCheck.NOTHING_GUARDED;
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

    /** Whether the application has set every parameter; where not, the driver says so better. */
    private static boolean complete(Statement statement, List<Submission> submissions) {
        if (!(statement instanceof PreparedStatement) || statement instanceof CallableStatement) {
            return true;
        }
        for (Submission submission : submissions) {
            int parameters = ((ReadSql) submission.text()).lexed().parameterCount();
            for (int i = 0; i < parameters; i++) {
                if (i >= submission.values().length || submission.values()[i] == null) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Judges again where other transactions have filled a window meanwhile. */
    private Judgement judgedAndBooked(List<SubmittedStatement> statements) throws SQLException {
        Judgement judgement = judged(statements);
        while (!transaction.current().apply(judgement.effects())) {
            judgement = judged(statements);
        }
        return judgement;
    }

    private Judgement judged(List<SubmittedStatement> statements) throws SQLException {
        try {
            names.use(catalogs.known());
            return server.getStandardConformingStrings()
                    ? judge.judge(statements, transaction.current(), implicit.needed())
                    : judge.refuseUnlessHarmless(
                            statements, SessionWording.nonStandardStrings(), transaction.current());
        } catch (SQLException failure) {
            return unanswered(failure);
        } catch (RuntimeException failure) {
            return unanswered(new SQLException(failure.getMessage(), failure));
        }
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
            forgetWhatMayHaveChanged(statements);
            throw failure;
        }
        follow(statements, false);
        return result;
    }

    private SQLException refused(List<Violation> violations, RefusalOf refusal) throws SQLException {
        implicit.rollback();
        reportRejected(violations);
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
        T result;
        try {
            reads = keyReads.of(statements);
            if (TransactionControl.in(statements)) {
                // the text opens and ends transactions itself
                implicit.rollback();
            }
            result = judgement.toBeMeasured() ? measured(statement, statements, call, refusal) : call.run();
            implicit.commit();
        } catch (SQLException failure) {
            implicit.rollbackAfter(failure);
            if (commits) {
                transaction.failedToCommit(failure, depth, TransactionControl.commitsPartly(statements));
            } else {
                transaction.current().undoTo(depth);
            }
            forgetWhatMayHaveChanged(statements);
            throw failure;
        } catch (RuntimeException failure) {
            implicit.rollback();
            if (transaction.autoCommits()) {
                transaction.rolledBack();
            } else {
                transaction.current().undoTo(depth);
            }
            forgetWhatMayHaveChanged(statements);
            throw failure;
        }
        keyReads.remember(reads);
        follow(statements, !judgement.effects().isEmpty() && !TransactionControl.takesAllBack(statements));
        return result;
    }

    private <T> T measured(Statement statement, List<SubmittedStatement> statements, SqlCall<T> call, RefusalOf refusal)
            throws SQLException {
        MeasuredExecution.Outcome<T> outcome = measuredExecution.run(statement, statements, implicit.needed(), call);
        if (outcome.judgement().verdict() instanceof Verdict.Rejected rejected) {
            throw refused(rejected.violations(), refusal);
        }
        report(outcome.judgement());
        return outcome.result();
    }

    private void reportRejected(List<Violation> violations) {
        for (Violation violation : violations) {
            events.raise(GuardEvent.Kind.REJECTED, violation, violation.message());
        }
    }

    private void report(Judgement judgement) {
        if (judgement.verdict() instanceof Verdict.Warned warned) {
            warned.violations().forEach(found -> events.raise(GuardEvent.Kind.WARNED, found, found.message()));
        }
    }

    private <T> T runInFailedTransaction(List<SubmittedStatement> statements, SqlCall<T> call) throws SQLException {
        List<Violation> refused = transaction.refusedAndAborted();
        T result = call.run();
        if (transaction.idle()) {
            transaction.rolledBack();
        } else {
            statements.forEach(statement -> transaction.follow(statement.sql(), statement.reading(), false));
        }
        names.forget();
        sqlOverrides.announce();
        boolean commits = statements.stream().anyMatch(sent -> sent.reading().kind() == StatementKind.COMMIT);
        if (refused != null && commits) {
            throw repeatedRefusal.violations(refused);
        }
        return result;
    }

    private void follow(List<SubmittedStatement> statements, boolean writesToo) throws SQLException {
        for (SubmittedStatement statement : statements) {
            transaction.follow(statement.sql(), statement.reading(), writesToo);
            sqlOverrides.follow(statement);
        }
        forgetWhatMayHaveChanged(statements);
        if (transaction.autoCommits()) {
            transaction.committed();
            definitionsMayHaveChanged();
        }
        sqlOverrides.announce();
    }

    private void forgetWhatMayHaveChanged(List<SubmittedStatement> statements) {
        for (SubmittedStatement statement : statements) {
            if (statement.reading().kind() == StatementKind.DDL) {
                catalogs.changed();
            }
            if (ReadSql.followed(statement.reading())) {
                names.forget();
            }
        }
    }

    /** A COMMIT that fails ends its transaction all the same (manual, COMMIT). */
    private static boolean isCommit(List<SubmittedStatement> statements) {
        StatementKind kind = statements.get(0).reading().kind();
        return statements.size() == 1 && (kind == StatementKind.COMMIT || kind == StatementKind.PREPARE_TRANSACTION);
    }

    private static List<SubmittedStatement> submitted(Statement statement, List<Submission> submissions) {
        List<SubmittedStatement> statements = new ArrayList<>();
        boolean prepared = statement instanceof PreparedStatement;
        for (Submission submission : submissions) {
            ReadSql text = (ReadSql) submission.text();
            for (StatementReading reading : text.readings()) {
                statements.add(new SubmittedStatement(text.lexed(), reading, submission.values(), prepared));
            }
        }
        return statements;
    }
}
