package io.writeguard.driver.judge;

import io.writeguard.driver.budget.BudgetWording;
import io.writeguard.driver.budget.Ledger;
import io.writeguard.driver.event.Events;
import io.writeguard.driver.event.GuardEvent;
import io.writeguard.driver.mode.Mode;
import io.writeguard.driver.mode.ModeSwitch;
import io.writeguard.driver.schema.NameResolver;
import io.writeguard.rules.Action;
import io.writeguard.rules.Rule;
import io.writeguard.rules.TableRules;
import io.writeguard.rules.check.Verdict;
import io.writeguard.rules.check.Violation;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** From what was found out about a submission to what the guard says of it. */
final class Conclusion {

    private final NameResolver names;
    private final ModeSwitch mode;
    private final Events events;

    Conclusion(NameResolver names, ModeSwitch mode, Events events) {
        this.names = names;
        this.mode = mode;
        this.events = events;
    }

    /**
     * Looks at the limits first.
     *
     * @param commits whether the transaction ends with the submission
     */
    Judgement of(Inquiry inquiry, boolean commits) throws SQLException {
        settle(inquiry, commits);
        return of(inquiry.findings());
    }

    /** Looks at the limits, those that wait for the end of the transaction too where it ends. */
    void settle(Inquiry inquiry, boolean commits) throws SQLException {
        if (commits) {
            CommitCheck.run(inquiry, names.catalog().tables());
        }
        MassCheck.settle(inquiry);
    }

    Judgement of(Findings findings) {
        List<Violation> rejecting = new ArrayList<>();
        List<Violation> warning = new ArrayList<>();
        for (Violation violation : findings.violations()) {
            (warnsOnly(violation) ? warning : rejecting).add(violation);
        }
        raiseBudgets(findings, !rejecting.isEmpty());
        if (!rejecting.isEmpty()) {
            return Judgement.rejected(rejecting);
        }
        Verdict verdict = warning.isEmpty() ? Verdict.ALLOWED : new Verdict.Warned(warning);
        return new Judgement(
                verdict,
                findings.effects(),
                findings.hidden(),
                findings.matched(),
                findings.permitted(),
                findings.kept());
    }

    /** Tells of windows that have become full, or free again. */
    void raiseBudgets(Findings findings, boolean rejected) {
        for (SecretLosses losses : findings.losses()) {
            Ledger ledger = losses.ledger();
            if (rejected && losses.full() && ledger.becomesFull()) {
                events.raise(GuardEvent.Kind.BUDGET_FULL, BudgetWording.full(ledger.status()));
            } else if (!rejected && losses.free() && ledger.becomesFree()) {
                events.raise(GuardEvent.Kind.BUDGET_FREE, BudgetWording.free(ledger.status()));
            }
        }
    }

    private boolean warnsOnly(Violation violation) {
        if (mode.current() != Mode.ENFORCE) {
            return true;
        }
        TableRules rules = names.named(violation.table()).rules();
        return rules.action() == Action.WARN
                || (violation.rule() == Rule.UNANALYSABLE_WRITE && rules.unanalysable() == Action.WARN);
    }
}
