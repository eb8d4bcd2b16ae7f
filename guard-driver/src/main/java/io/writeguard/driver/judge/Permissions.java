package io.writeguard.driver.judge;

import io.writeguard.driver.override.OverrideChange;
import io.writeguard.driver.override.Overrides;
import io.writeguard.driver.override.SqlOverride;
import io.writeguard.driver.statement.SubmittedStatement;
import io.writeguard.rules.Rule;
import io.writeguard.rules.plan.StatementKind;
import java.util.Optional;

/** What overrides permit at the point of a text that is being judged: the thread's, and the transaction's. */
final class Permissions {

    private final Overrides ofThread;
    private SqlOverride ofTransaction;

    /**
     * @param ofTransaction as it is before the text; null for none
     */
    Permissions(Overrides ofThread, SqlOverride ofTransaction) {
        this.ofThread = ofThread;
        this.ofTransaction = ofTransaction;
    }

    /** The reason of an override that permits what the rule refuses. */
    Optional<String> reasonFor(Rule rule) {
        return ofThread.reasonFor(rule)
                .or(() -> Optional.ofNullable(ofTransaction)
                        .filter(override -> override.permits(rule))
                        .map(SqlOverride::reason));
    }

    boolean permit(Rule rule) {
        return reasonFor(rule).isPresent();
    }

    /** Whether losses are meant: then they are not booked either. */
    boolean permitLosses() {
        return permit(Rule.MASS_INVALIDATION) || permit(Rule.DESTRUCTIVE_DDL);
    }

    /** Whether the statement may change what is permitted to those after it. */
    static boolean changedBy(SubmittedStatement statement) {
        return endsTransaction(statement.reading().kind())
                || OverrideChange.of(statement).isPresent();
    }

    /** Goes past a statement. ROLLBACK TO may have ended the override, so it has. */
    void follow(SubmittedStatement statement) {
        if (endsTransaction(statement.reading().kind())) {
            ofTransaction = null;
        }
        OverrideChange.of(statement).ifPresent(change -> ofTransaction = change.override());
    }

    private static boolean endsTransaction(StatementKind kind) {
        return switch (kind) {
            case COMMIT, ROLLBACK, ROLLBACK_TO, PREPARE_TRANSACTION -> true;
            default -> false;
        };
    }
}
