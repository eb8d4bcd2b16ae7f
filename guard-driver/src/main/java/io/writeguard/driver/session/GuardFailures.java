package io.writeguard.driver.session;

import io.writeguard.driver.archive.ArchiveUnavailable;
import io.writeguard.driver.event.Events;
import io.writeguard.driver.event.GuardEvent;
import io.writeguard.driver.ledger.LedgerUnavailable;
import java.sql.SQLException;

/** Tells the guard's own failures from errors that the application's statement has caused, and would have met anyway. */
final class GuardFailures {

    private static final String QUERY_CANCELED = "57014";
    private static final String SYSTEM_ERROR = "58000";
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private final Refusals refusals;
    private final Events events;

    GuardFailures(Refusals refusals, Events events) {
        this.refusals = refusals;
        this.events = events;
    }

    /** What the application gets to see of a question that failed. */
    SQLException translate(SQLException failure) {
        String state = state(failure);
        if (isTheStatements(failure)) {
            return StatementErrors.withoutPosition(failure);
        }
        String message = message(failure, state);
        events.raise(GuardEvent.Kind.UNAVAILABLE, message);
        return refusals.unavailable(message, state.equals(QUERY_CANCELED) ? QUERY_CANCELED : SYSTEM_ERROR, failure);
    }

    private static String message(SQLException failure, String state) {
        if (failure instanceof ArchiveUnavailable) {
            return SessionWording.archiveUnavailable(failure.getMessage());
        }
        return failure instanceof LedgerUnavailable
                ? SessionWording.ledgerUnavailable(failure.getMessage())
                : SessionWording.unavailable(state);
    }

    /** Whether the application's statement meets the same error. */
    boolean isTheStatements(SQLException failure) {
        boolean own = failure instanceof OwnQuestionFailure
                || failure instanceof LedgerUnavailable
                || failure instanceof ArchiveUnavailable;
        return !own && causedByTheStatement(state(failure));
    }

    /** Reports a question that failed about a write that is sent nevertheless. */
    void reportSent(SQLException failure) {
        events.raise(GuardEvent.Kind.UNAVAILABLE, SessionWording.sentUnjudged(state(failure)));
    }

    private static String state(SQLException failure) {
        return failure.getSQLState() == null ? "" : failure.getSQLState();
    }

    /** Classes of errors (manual, appendix A) that the statement itself raises where the question about it does. */
    private static boolean causedByTheStatement(String state) {
        if (state.equals(INSUFFICIENT_PRIVILEGE) || state.length() < 2) {
            return false;
        }
        return switch (state.substring(0, 2)) {
            // connection, cardinality, data, constraint, transaction state, transaction rollback, syntax and names,
            // resources, locks, RAISE of a function that the statement calls, savepoints of the driver's (autosave)
            case "08", "21", "22", "23", "25", "3B", "40", "42", "53", "55", "P0" -> true;
            default -> state.startsWith("57P");
        };
    }
}
