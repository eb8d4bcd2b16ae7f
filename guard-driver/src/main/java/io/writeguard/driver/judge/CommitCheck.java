package io.writeguard.driver.judge;

import io.writeguard.driver.budget.Ledger;
import io.writeguard.driver.budget.LedgerState;
import io.writeguard.driver.budget.Reservation;
import io.writeguard.driver.impact.LiveCount;
import io.writeguard.driver.schema.GuardedColumn;
import io.writeguard.driver.schema.GuardedTable;
import io.writeguard.rules.MassInvalidation;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * {@code check: commit}: what a whole transaction has lost, less what it has gained, is held against the limits when it is
 * about to be committed. DDL is judged at once all the same: nothing can be gained in what it takes away.
 */
final class CommitCheck {

    private CommitCheck() {}

    static boolean postpones(SecretLosses losses) {
        return losses.ledger().limits().check() == MassInvalidation.Check.COMMIT
                && (losses.operation() == null || !losses.operation().definition());
    }

    /**
     * Speaks the verdicts that were postponed.
     *
     * @param inquiry into what has not been sent yet; together with what its transaction has done before
     */
    static void run(Inquiry inquiry, Collection<GuardedTable> tables) throws SQLException {
        Set<Ledger> judged = new HashSet<>();
        for (GuardedTable table : tables) {
            if (table.rules().massInvalidation().check() == MassInvalidation.Check.COMMIT) {
                for (GuardedColumn secret : table.secrets()) {
                    SecretLosses losses = inquiry.findings().losses(table, secret);
                    if (judged.add(losses.ledger())) {
                        judge(inquiry, losses);
                    }
                }
            }
        }
    }

    private static void judge(Inquiry inquiry, SecretLosses losses) throws SQLException {
        Reservation own = inquiry.transaction().reservation(losses.ledger());
        if (own != null || !losses.lost().isEmpty()) {
            inquiry.book().lookNow(losses.ledger());
        }
        LedgerState state = losses.ledger().stateAtCommit(own, losses.changes());
        if (state.adding() > 0) {
            boolean tookLast = losses.takesLast() || inquiry.transaction().tookLast(losses.ledger());
            boolean takesLast = tookLast && state.adding() > 1 && leavesNone(inquiry, losses);
            MassCheck.judge(
                    inquiry,
                    losses,
                    WriteOperation.COMMIT,
                    () -> losses.ledger().stateAtCommit(own, losses.changes()),
                    takesLast);
        }
    }

    /** Whether no live row is left once what has not been sent yet has run. */
    private static boolean leavesNone(Inquiry inquiry, SecretLosses losses) throws SQLException {
        long lost = losses.lost().size();
        long live = inquiry.questions().number(LiveCount.of(losses.table(), losses.secret(), lost + 1));
        return live - lost + losses.gained() <= 0;
    }
}
