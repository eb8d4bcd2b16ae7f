package io.writeguard.driver.session;

import io.writeguard.driver.event.Events;
import io.writeguard.driver.event.GuardEvent;
import io.writeguard.driver.judge.Judgement;
import io.writeguard.rules.check.Verdict;
import io.writeguard.rules.check.Violation;
import java.util.List;

/** Tells verdicts to the log and the listeners. */
final class Reports {

    private final Events events;

    Reports(Events events) {
        this.events = events;
    }

    void rejected(List<Violation> violations) {
        violations.forEach(found -> events.raise(GuardEvent.Kind.REJECTED, found, found.message()));
    }

    /** A judgement that lets the submission through, with a warning perhaps. */
    void passed(Judgement judgement) {
        if (judgement.verdict() instanceof Verdict.Warned warned) {
            warned.violations().forEach(found -> events.raise(GuardEvent.Kind.WARNED, found, found.message()));
        }
    }
}
