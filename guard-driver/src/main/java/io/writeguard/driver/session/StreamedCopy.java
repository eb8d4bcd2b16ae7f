package io.writeguard.driver.session;

import io.writeguard.driver.judge.CopyJudge;
import io.writeguard.driver.judge.Judgement;
import io.writeguard.driver.ledger.LedgerBook;
import io.writeguard.driver.transaction.Effects;
import io.writeguard.rules.check.Verdict;
import io.writeguard.rules.check.Violation;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;

/** Judges the rows of a COPY … FROM STDIN as they are streamed. */
final class StreamedCopy extends CopyCheck {

    private final CopyJudge judge;
    private final LedgerBook book;
    private final FollowedTransaction transaction;
    private final Refuser refuser;
    private final Consumer<Judgement> report;
    private List<Violation> refused = List.of();
    private Effects effects = Effects.NONE;

    StreamedCopy(
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

    @Override
    public boolean isNeeded() {
        return true;
    }

    @Override
    public boolean accepts(byte[] bytes, int from, int length) {
        return accept(judge.read(bytes, from, length));
    }

    @Override
    public boolean acceptsEnd() {
        Judgement judgement = judge.end();
        effects = judgement.effects();
        if (judgement.verdict() instanceof Verdict.Rejected rejected) {
            refused = rejected.violations();
            return false;
        }
        return true;
    }

    @Override
    public SQLException refusal() throws SQLException {
        return refuser.refuse(refused);
    }

    @Override
    public void ended() throws SQLException {
        transaction.current().apply(effects, book);
        if (transaction.autoCommits()) {
            transaction.committed();
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
