package io.writeguard.driver.session;

import io.writeguard.driver.archive.ArchiveHistory;
import io.writeguard.driver.event.Events;
import io.writeguard.driver.event.GuardEvent;
import io.writeguard.driver.event.Judged;
import io.writeguard.driver.judge.Judgement;
import io.writeguard.driver.ledger.OwnConnections;
import io.writeguard.driver.statement.SubmittedStatement;
import io.writeguard.rules.check.Verdict;
import io.writeguard.rules.check.Violation;
import java.time.Duration;
import java.util.List;

/** Tells verdicts to the log and the listeners. One thread at a time. */
final class Reports {

    private final Events events;
    private final ArchiveHistory history;
    private final OwnConnections beside;
    private List<SubmittedStatement> statements = List.of();

    /**
     * @param history that counts them too
     * @param beside where it is written
     */
    Reports(Events events, ArchiveHistory history, OwnConnections beside) {
        this.history = history;
        this.beside = beside;
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
        judgement.overridden().forEach(this::overridden);
    }

    private void overridden(Violation found, String reason) {
        events.raise(GuardEvent.Kind.OVERRIDDEN, found, text(), SessionWording.overridden(found, reason));
        history.note(GuardEvent.Kind.OVERRIDDEN, found, reason, beside);
    }

    /** Nothing more comes of this connection. */
    void closed() {
        history.flush(beside);
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
        for (Violation found : violations) {
            events.raise(kind, found, text(), found.message());
            history.note(kind, found, null, beside);
        }
    }

    private String text() {
        return statements.isEmpty() ? null : statements.get(0).sql().withoutLiterals();
    }
}
