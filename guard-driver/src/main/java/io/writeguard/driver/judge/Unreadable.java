package io.writeguard.driver.judge;

import io.writeguard.driver.schema.GuardedTable;
import io.writeguard.driver.statement.SubmittedStatement;
import io.writeguard.rules.check.WriteContext;
import io.writeguard.rules.plan.StatementKind;
import io.writeguard.rules.plan.StatementReading;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Statements of which the guard can't say what they do to secrets. */
final class Unreadable {

    static final String CURRENT_ROW = "only the cursor knows which row it stands on";

    static final String HELD_CURSOR =
            "what its query calls runs only at COMMIT (WITH HOLD), so it can't be measured before it counts";

    static final String UNMEASURABLE =
            "it begins or ends a transaction together with what would have to be measured in it";

    static final String NOT_KEPT =
            "it begins or ends a transaction together with a write whose old values have to be kept in it (archive)";

    private static final Set<StatementKind> TRANSACTION_CONTROL = EnumSet.of(
            StatementKind.BEGIN,
            StatementKind.COMMIT,
            StatementKind.ROLLBACK,
            StatementKind.SAVEPOINT,
            StatementKind.RELEASE,
            StatementKind.ROLLBACK_TO,
            StatementKind.PREPARE_TRANSACTION);

    private Unreadable() {}

    /** Why nothing can be said about the whole statement, as a clause; null where something can. */
    static String reason(StatementReading reading) {
        if (reading.problem() != null) {
            return reading.problem();
        }
        return switch (reading.kind()) {
            case UNKNOWN -> "the guard does not know this kind of statement";
            default -> null;
        };
    }

    /**
     * Whether a submission begins or ends transactions or savepoints, so that it can't be measured. Within a savepoint no
     * transaction can be begun or ended, and one that is rolled back is not there to be looked at.
     */
    static boolean controlsTransactions(List<SubmittedStatement> statements) {
        return statements.stream()
                .anyMatch(statement ->
                        TRANSACTION_CONTROL.contains(statement.reading().kind()));
    }

    static WriteContext context(GuardedTable table, StatementKind kind) {
        String operation = kind == StatementKind.UNKNOWN || kind == StatementKind.WRITE
                ? "statement"
                : kind.name().replace('_', ' ').toUpperCase(Locale.ROOT);
        return new WriteContext(table.rules(), table.name(), table.key(), operation);
    }
}
