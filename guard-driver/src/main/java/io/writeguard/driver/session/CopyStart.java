package io.writeguard.driver.session;

import io.writeguard.driver.impact.NotAskable;
import io.writeguard.driver.judge.CopyJudge;
import io.writeguard.driver.judge.Judge;
import io.writeguard.driver.judge.Judgement;
import io.writeguard.driver.ledger.LedgerBook;
import io.writeguard.driver.schema.OutdatedCatalog;
import io.writeguard.driver.statement.SubmittedStatement;
import io.writeguard.rules.check.Verdict;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.postgresql.core.BaseConnection;

/** Judges a COPY … FROM STDIN before it starts; its rows are judged as they come. */
final class CopyStart {

    private final BaseConnection server;
    private final FollowedTransaction transaction;
    private final Judge judge;
    private final LedgerBook book;
    private final GuardFailures failures;
    private final Reports reports;
    private final Measured measured;

    CopyStart(
            BaseConnection server,
            FollowedTransaction transaction,
            Judge judge,
            LedgerBook book,
            GuardFailures failures,
            Reports reports,
            Measured measured) {
        this.server = server;
        this.transaction = transaction;
        this.judge = judge;
        this.book = book;
        this.failures = failures;
        this.reports = reports;
        this.measured = measured;
    }

    /** Starts to measure a COPY. */
    @FunctionalInterface
    interface Measured {
        /**
         * @throws NotAskable where nothing can be measured
         */
        CopyCheck start(List<SubmittedStatement> copy, CopyCheck.Refuser refuser) throws SQLException;
    }

    /**
     * @throws SQLException the refusal, where nothing of the COPY may be sent
     */
    CopyCheck start(List<SubmittedStatement> statements, CopyCheck.Refuser refuser) throws SQLException {
        Judgement unjudged;
        try {
            if (!StandardStrings.in(statements, server)) {
                unjudged = judge.refuseMisread(statements, SessionWording.nonStandardStrings(), transaction.current());
            } else if (!CopyCheck.isReadable(statements)) {
                unjudged = refuseUnlessHarmless(statements, SessionWording.sideDoor("CopyManager"));
            } else {
                Optional<CopyJudge> copy = judge.startCopy(statements.get(0), transaction.current());
                return copy.isEmpty()
                        ? CopyCheck.NOTHING_GUARDED
                        : new StreamedCopy(copy.get(), book, transaction, refuser, reports::passed);
            }
        } catch (NotAskable toBeMeasured) {
            try {
                return measured.start(statements, refuser);
            } catch (NotAskable reason) {
                unjudged = refuseUnlessHarmless(statements, reason.getMessage());
            }
        } catch (OutdatedCatalog outdated) {
            throw outdated;
        } catch (SQLException failure) {
            throw failures.translate(failure);
        }
        if (unjudged.verdict() instanceof Verdict.Rejected rejected) {
            throw refuser.refuse(rejected.violations());
        }
        reports.passed(unjudged);
        return CopyCheck.NOTHING_GUARDED;
    }

    private Judgement refuseUnlessHarmless(List<SubmittedStatement> statements, String reason) throws SQLException {
        return judge.refuseUnlessHarmless(statements, reason, transaction.current());
    }
}
