package io.writeguard.driver.judge;

import io.writeguard.driver.budget.Ledger;
import io.writeguard.driver.budget.LedgerState;
import io.writeguard.driver.budget.LiveFloor;
import io.writeguard.driver.budget.Reservation;
import io.writeguard.driver.budget.Room;
import io.writeguard.driver.impact.LiveCount;
import io.writeguard.rules.Action;
import io.writeguard.rules.MassInvalidation;
import io.writeguard.rules.check.Counts;
import io.writeguard.rules.check.DestructiveDdlRule;
import io.writeguard.rules.check.MassInvalidationRule;
import io.writeguard.rules.check.Violation;
import io.writeguard.rules.check.WriteContext;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;

/** Holds the losses of a column against its limits; counts live rows only as far as the verdict needs it. */
final class MassCheck {

    /** Rows counted beyond those needed, so that the next losses need no count of their own. */
    private static final long COUNTED_AHEAD = 2000;

    /** Where other processes count too: they need not wait for one another as long as much room is proven. */
    private static final long COUNTED_AHEAD_FOR_ALL = 200_000;

    private MassCheck() {}

    /** Speaks the verdict on everything that has been lost so far, under what is permitted now. */
    static void settle(Inquiry inquiry) throws SQLException {
        boolean counted = !inquiry.permissions().permitLosses();
        for (SecretLosses losses : inquiry.findings().losses()) {
            if (!losses.lost().isEmpty()) {
                fails(inquiry, losses);
            }
            losses.settle(counted);
        }
    }

    /** Adds a violation where the limits are exceeded; says whether that is the end of the statement. */
    static boolean fails(Inquiry inquiry, SecretLosses losses) throws SQLException {
        if (CommitCheck.postpones(losses)) {
            return false;
        }
        Reservation own = inquiry.transaction().reservation(losses.ledger());
        return judge(
                inquiry,
                losses,
                losses.operation(),
                () -> losses.ledger().state(own, losses.changes()),
                losses.takesLast());
    }

    /** Adds a violation where this state of the ledger exceeds the limits. */
    static boolean judge(
            Inquiry inquiry,
            SecretLosses losses,
            WriteOperation operation,
            Supplier<LedgerState> state,
            boolean takesLast)
            throws SQLException {
        WriteContext context = Findings.context(losses.table(), operation);
        inquiry.book().refresh(losses.ledger());
        Counts counts;
        Optional<Violation> violation;
        long lostAgain;
        do {
            lostAgain = losses.ledger().lostAgain();
            counts = counts(inquiry, losses, operation, state, takesLast);
            violation = operation.definition()
                    ? DestructiveDdlRule.judge(context, losses.secret().rules(), counts, takesLast)
                    : MassInvalidationRule.judge(context, losses.secret().rules(), counts, takesLast);
        } while (violation.isPresent() && inquiry.book().hasNews(losses.ledger()));
        inquiry.findings().add(violation);
        boolean blocks = losses.table().rules().action() == Action.BLOCK;
        if (blocks) {
            long allowed =
                    MassInvalidationRule.allowed(losses.ledger().limits(), counts.liveBefore(), counts.inWindow());
            if (counts.lost() > 0) {
                losses.hasRoom(violation.isEmpty() || allowed > 0, violation.isEmpty());
            }
            if (violation.isEmpty()) {
                losses.holdsUpTo(new Room(counts.inWindow() + allowed, lostAgain));
            }
        }
        boolean all = losses.table().isArchived() && !inquiry.findings().enforced();
        return blocks
                && !all
                && violation
                        .filter(found -> !inquiry.permissions().permit(found.rule()))
                        .isPresent();
    }

    private static Counts counts(
            Inquiry inquiry,
            SecretLosses losses,
            WriteOperation operation,
            Supplier<LedgerState> ledgerState,
            boolean takesLast)
            throws SQLException {
        MassInvalidation limits = losses.ledger().limits();
        LedgerState state = ledgerState.get();
        LedgerState judged;
        long live;
        do {
            judged = state;
            long needed = MassInvalidationRule.liveNeeded(limits, state.total(), state.committed());
            live = takesLast && needed == 0
                    ? state.adding() + state.reserved()
                    : liveAtLeast(inquiry, losses, operation, needed);
            state = ledgerState.get();
        } while (!state.equals(judged));
        return new Counts(state.adding(), state.committed() + state.reserved(), Math.max(0, live - state.reserved()));
    }

    /** As many live rows as others see, at least; exact where there are fewer than needed. */
    private static long liveAtLeast(Inquiry inquiry, SecretLosses losses, WriteOperation operation, long needed)
            throws SQLException {
        Ledger ledger = losses.ledger();
        Reservation own = inquiry.transaction().reservation(ledger);
        if (!ledger.provesLive(needed) && !ledger.deniesLiveFreshly(own, needed)) {
            long limit = ledger.shared() ? 8 * needed + COUNTED_AHEAD_FOR_ALL : 2 * needed + COUNTED_AHEAD;
            boolean holds;
            do {
                LiveFloor.Mark before = ledger.beforeCount();
                LiveRows.Counted counted = inquiry.liveRows()
                        .count(
                                LiveCount.of(losses.table(), losses.secret(), limit),
                                own == null ? 0 : ledger.takenBy(own),
                                operation.locksTable());
                holds = ledger.countedLive(before, counted.rows(), counted.asOf(), counted.rows() < limit);
            } while (!holds && !ledger.provesLive(needed));
        }
        return ledger.liveAtLeast();
    }
}
