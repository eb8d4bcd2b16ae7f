package io.writeguard.driver.session;

import io.writeguard.rules.check.Violation;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What a refusal leaves: nothing of the submission, a report, and an aborted transaction where one was open. */
final class Refusing {

    private final Connection raw;
    private final FollowedTransaction transaction;
    private final Reports reports;

    Refusing(Connection raw, FollowedTransaction transaction, Reports reports) {
        this.raw = raw;
        this.transaction = transaction;
        this.reports = reports;
    }

    /** The exception to throw. */
    SQLException refused(List<Violation> violations, ImplicitTransaction implicit, RefusalOf refusal)
            throws SQLException {
        implicit.rollback();
        reports.rejected(violations);
        if (!transaction.idle() || !raw.getAutoCommit()) {
            transaction.abort(violations);
        }
        return refusal.violations(violations);
    }

    SQLException refused(List<Violation> violations, Attempt<?> attempt) throws SQLException {
        return refused(violations, attempt.implicit(), attempt.refusal());
    }
}
