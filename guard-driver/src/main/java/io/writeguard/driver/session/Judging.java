package io.writeguard.driver.session;

import io.writeguard.driver.judge.Judge;
import io.writeguard.driver.judge.Judgement;
import io.writeguard.driver.judge.KeyedClear;
import io.writeguard.driver.judge.Rotations;
import io.writeguard.driver.ledger.LedgerBook;
import io.writeguard.driver.mode.Mode;
import io.writeguard.driver.mode.ModeSwitch;
import io.writeguard.driver.statement.SubmittedStatement;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.core.BaseConnection;

/** From a submission to its verdict, before it is sent; what it may lose is booked. */
final class Judging {

    private final BaseConnection server;
    private final FollowedTransaction transaction;
    private final SessionCatalog catalogs;
    private final Rotations rotations;
    private final Judge judge;
    private final LedgerBook book;
    private final OneTrip oneTrip;
    private final ModeSwitch mode;
    private final GuardFailures failures;
    private final Archiving archiving;

    Judging(
            BaseConnection server,
            FollowedTransaction transaction,
            SessionCatalog catalogs,
            Rotations rotations,
            Judge judge,
            LedgerBook book,
            OneTrip oneTrip,
            ModeSwitch mode,
            GuardFailures failures,
            Archiving archiving) {
        this.server = server;
        this.transaction = transaction;
        this.catalogs = catalogs;
        this.rotations = rotations;
        this.judge = judge;
        this.book = book;
        this.oneTrip = oneTrip;
        this.mode = mode;
        this.failures = failures;
        this.archiving = archiving;
    }

    /** Of what {@link Rotations} judges, booked; null where that is for the {@link Judge}. */
    Judgement rotation(Attempt<?> attempt) throws SQLException {
        if (!StandardStrings.in(attempt.statements(), server)) {
            return null;
        }
        try {
            Judgement judgement = catalogs.ask(() -> rotations.judge(attempt.statements(), transaction.current()));
            boolean booked = judgement != null && transaction.current().apply(judgement.effects(), book);
            return booked ? judgement : null;
        } catch (SQLException failure) {
            return unanswered(failure, attempt.implicit());
        }
    }

    /** Null where it has to be judged first, as it also is where that can't be found out. */
    KeyedClear.Booked booked(SubmittedStatement statement, ImplicitTransaction implicit) throws SQLException {
        try {
            return catalogs.ask(
                    () -> StandardStrings.in(statement.sql().sql(), server) ? oneTrip.book(statement, implicit) : null,
                    implicit::rollback);
        } catch (SQLException failure) {
            unanswered(failure, implicit);
            return null;
        }
    }

    /** Judges again where other transactions have filled a window meanwhile; keeps what is to be kept. */
    Judgement judgedAndBooked(Attempt<?> attempt) throws SQLException {
        int depth = transaction.current().depth();
        Judgement judgement = judged(attempt);
        try {
            while (!transaction.current().apply(judgement.effects(), book)) {
                judgement = judged(attempt);
            }
            archiving.keep(judgement, attempt.statements());
            return judgement;
        } catch (SQLException failure) {
            transaction.current().undoTo(depth);
            return unanswered(failure, attempt.implicit());
        }
    }

    /** Whether the statements, which can't be judged, may be sent nevertheless. */
    Judgement refuseUnlessHarmless(List<SubmittedStatement> statements, String reason, ImplicitTransaction implicit)
            throws SQLException {
        try {
            return catalogs.ask(() -> judge.refuseUnlessHarmless(statements, reason, transaction.current()));
        } catch (SQLException failure) {
            return unanswered(failure, implicit);
        }
    }

    /** The verdicts that were postponed to the end of the transaction. */
    Judgement atCommit(ImplicitTransaction implicit) throws SQLException {
        try {
            catalogs.refresh();
            return catalogs.ask(() -> judge.judgeCommit(transaction.current()));
        } catch (SQLException failure) {
            return unanswered(failure, implicit);
        }
    }

    private Judgement judged(Attempt<?> attempt) throws SQLException {
        ImplicitTransaction implicit = attempt.implicit();
        List<SubmittedStatement> statements = attempt.statements();
        try {
            return catalogs.ask(
                    () -> StandardStrings.in(statements, server)
                            ? judge.judge(statements, transaction.current(), implicit.needed())
                            : judge.refuseMisread(
                                    statements, SessionWording.nonStandardStrings(), transaction.current()),
                    implicit::rollback);
        } catch (SQLException failure) {
            SQLException ownWords = inTheStatementsOwnWords(failure, attempt);
            if (ownWords != null) {
                throw ownWords;
            }
            return unanswered(failure, implicit);
        } catch (RuntimeException failure) {
            return unanswered(new SQLException(failure.getMessage(), failure), implicit);
        }
    }

    /**
     * What the statement itself says of an error that a question about it has met first; found out in a transaction that is
     * rolled back. Null where it says nothing, where it would end that transaction itself, and inside a transaction of the
     * application's, which the question has ended.
     */
    private SQLException inTheStatementsOwnWords(SQLException failure, Attempt<?> attempt) throws SQLException {
        ImplicitTransaction implicit = attempt.implicit();
        boolean rollsBack = implicit.isOpen() && !TransactionControl.in(attempt.statements());
        if (!rollsBack || !failures.isTheStatements(failure)) {
            return null;
        }
        implicit.rollback();
        implicit.open();
        try {
            attempt.call().run();
        } catch (SQLException ownWords) {
            return ownWords;
        } finally {
            implicit.rollback();
        }
        return null;
    }

    /** The guard's own failure stops a write where the rules are enforced, else only where the transaction is lost too. */
    private Judgement unanswered(SQLException failure, ImplicitTransaction implicit) throws SQLException {
        implicit.rollback();
        if (mode.current() == Mode.ENFORCE || transaction.failed()) {
            throw failures.translate(failure);
        }
        failures.reportSent(failure);
        return Judgement.NOTHING_GUARDED;
    }
}
