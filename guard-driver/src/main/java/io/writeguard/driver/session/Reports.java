package io.writeguard.driver.session;

import io.writeguard.driver.event.Events;
import io.writeguard.driver.event.GuardEvent;
import io.writeguard.driver.event.Judged;
import io.writeguard.driver.judge.Judgement;
import io.writeguard.driver.statement.SubmittedStatement;
import io.writeguard.rules.check.Verdict;
import io.writeguard.rules.check.Violation;
import java.time.Duration;
import java.util.List;

/** Tells verdicts to the log and the listeners. One thread at a time. */
final class Reports {

    private final Events events;
    private List<SubmittedStatement> statements = List.of();

    Reports(Events events) {
        this.events = events;
    }

    /** What the reports that follow are about; none for the end of a transaction. */
    void about(List<SubmittedStatement> submitted) {
        statements = submitted;
    }

    void rejected(List<Violation> violations) {
        raise(GuardEvent.Kind.REJECTED, violations);
    }

    /** A judgement that lets the submission through, with a warning perhaps, or under an override. */
    void passed(Judgement judgement) {
        if (judgement.verdict() instanceof Verdict.Warned warned) {
            raise(GuardEvent.Kind.WARNED, warned.violations());
        }
        judgement
                .overridden()
                .forEach((found, reason) -> events.raise(
                        GuardEvent.Kind.OVERRIDDEN, found, text(), SessionWording.overridden(found, reason)));
    }

    /** Whether somebody wants to hear of {@link #judged}. */
    boolean heard() {
        return events.heard();
    }

    void judged(Verdict verdict, Judged.Depth depth, long nanos) {
        events.judged(new Judged(outcome(verdict), depth, Duration.ofNanos(nanos)));
    }

    private static Judged.Outcome outcome(Verdict verdict) {
        if (verdict instanceof Verdict.Rejected) {
            return Judged.Outcome.REJECTED;
        }
        return verdict instanceof Verdict.Warned ? Judged.Outcome.WARNED : Judged.Outcome.ALLOWED;
    }

    private void raise(GuardEvent.Kind kind, List<Violation> violations) {
        violations.forEach(found -> events.raise(kind, found, text(), found.message()));
    }

    private String text() {
        return statements.isEmpty() ? null : statements.get(0).sql().withoutLiterals();
    }
}
