package io.writeguard.it.cases;

import io.writeguard.driver.WriteRejectedException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What came of a case.
 *
 * @param before the probe before
 * @param after the probe after; 0 where its table or column is gone
 * @param raised everything that the application was told
 */
record CaseOutcome(long before, long after, List<SQLException> raised) {

    /** What is wrong with the guarded run, or nothing. */
    Optional<String> problemGuarded(ReplayCase replayed) {
        if (before != replayed.probeBefore()) {
            return Optional.of("the probe before should be " + replayed.probeBefore() + ", is " + before);
        }
        return Optional.ofNullable(replayed.mustBeRefused() ? notRefused(replayed) : notPassed(replayed));
    }

    private String notRefused(ReplayCase replayed) {
        if (raised.isEmpty()) {
            return "not refused; the probe went from " + before + " to " + after;
        }
        for (SQLException error : raised) {
            if (rejectionIn(error).isEmpty()) {
                return "stopped by something else: " + error;
            }
        }
        if (!replayed.rule().contains(firstRule())) {
            return "refused by the rule " + firstRule() + " instead of " + replayed.rule();
        }
        return after < replayed.probeGuardedMin()
                ? "refused, but the probe is " + after + ", below " + replayed.probeGuardedMin()
                : null;
    }

    private String notPassed(ReplayCase replayed) {
        if (!raised.isEmpty()) {
            return "did not pass: " + raised.get(0);
        }
        return after == replayed.probeUnguarded()
                ? null
                : "passed, but the probe is " + after + " instead of " + replayed.probeUnguarded();
    }

    /** What is wrong with the case itself, seen without a guard, or nothing. */
    Optional<String> problemUnguarded(ReplayCase replayed) {
        if (before != replayed.probeBefore() || after != replayed.probeUnguarded()) {
            return Optional.of("the probe went from " + before + " to " + after + " instead of from "
                    + replayed.probeBefore() + " to " + replayed.probeUnguarded());
        }
        if (!raised.isEmpty()) {
            return Optional.of("raised without a guard: " + raised.get(0));
        }
        return replayed.mustBeRefused() && after >= replayed.probeGuardedMin()
                ? Optional.of("does no damage")
                : Optional.empty();
    }

    /** The id of the rule that refused first; null where no rule did. */
    String firstRule() {
        return raised.stream()
                .flatMap(error -> rejectionIn(error).stream())
                .map(WriteRejectedException::ruleId)
                .findFirst()
                .orElse(null);
    }

    /** The refusal in an error's causes, or beside them. */
    private static Optional<WriteRejectedException> rejectionIn(Throwable error) {
        if (error == null) {
            return Optional.empty();
        }
        if (error instanceof WriteRejectedException rejection) {
            return Optional.of(rejection);
        }
        Throwable next = error instanceof SQLException sql ? sql.getNextException() : null;
        return Stream.of(rejectionIn(next), rejectionIn(error.getCause()))
                .flatMap(Optional::stream)
                .findFirst();
    }
}
