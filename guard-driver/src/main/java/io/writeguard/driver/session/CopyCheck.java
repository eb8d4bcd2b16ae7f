package io.writeguard.driver.session;

import io.writeguard.driver.judge.CopyJudge;
import io.writeguard.driver.judge.Judgement;
import io.writeguard.driver.ledger.LedgerBook;
import io.writeguard.driver.statement.SubmittedStatement;
import io.writeguard.driver.transaction.Effects;
import io.writeguard.rules.check.Verdict;
import io.writeguard.rules.check.Violation;
import io.writeguard.rules.plan.StatementKind;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Goes along with one COPY … FROM STDIN. Once {@link #accepts} or {@link #acceptsEnd} has answered false, the caller cancels
 * the COPY and throws {@link #refusal}.
 */
public final class CopyCheck {

    /** Accepts everything. */
    public static final CopyCheck NOTHING_GUARDED = new CopyCheck(null, null, null, null, null);

    /** Aborts the transaction and makes the exception. */
    @FunctionalInterface
    interface Refuser {
        SQLException refuse(List<Violation> violations) throws SQLException;
    }

    private final CopyJudge judge;
    private final LedgerBook book;
    private final FollowedTransaction transaction;
    private final Refuser refuser;
    private final Consumer<Judgement> report;
    private List<Violation> refused = List.of();
    private Effects effects = Effects.NONE;

    CopyCheck(
            CopyJudge judge,
            LedgerBook book,
            FollowedTransaction transaction,
            Refuser refuser,
            Consumer<Judgement> report) {
        this.judge = judge;
        this.book = book;
        this.transaction = transaction;
        this.refuser = refuser;
        this.report = report;
    }

    /** Whether it is one COPY of a table, and nothing else. */
    static boolean isReadable(List<SubmittedStatement> statements) {
        return statements.size() == 1
                && statements.get(0).reading().readable()
                && statements.get(0).reading().kind() == StatementKind.COPY_FROM;
    }

    /** Whether there is anything to check. */
    public boolean isNeeded() {
        return judge != null;
    }

    /** Whether these bytes may be sent. */
    public boolean accepts(byte[] bytes, int from, int length) {
        return !isNeeded() || accept(judge.read(bytes, from, length));
    }

    /** Whether the COPY may be ended. */
    public boolean acceptsEnd() {
        if (!isNeeded()) {
            return true;
        }
        Judgement judgement = judge.end();
        effects = judgement.effects();
        if (judgement.verdict() instanceof Verdict.Rejected rejected) {
            refused = rejected.violations();
            return false;
        }
        return true;
    }

    /** To be called once the COPY has been cancelled. */
    public SQLException refusal() throws SQLException {
        return refuser.refuse(refused);
    }

    /** To be called once the server has taken the rows. */
    public void ended() throws SQLException {
        if (isNeeded()) {
            transaction.current().apply(effects, book);
            if (transaction.autoCommits()) {
                transaction.committed();
            }
        }
    }

    private boolean accept(Judgement judgement) {
        if (judgement.verdict() instanceof Verdict.Rejected rejected) {
            refused = rejected.violations();
            return false;
        }
        report.accept(judgement);
        return true;
    }
}
