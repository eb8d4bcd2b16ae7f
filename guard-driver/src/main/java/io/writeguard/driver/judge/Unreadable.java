package io.writeguard.driver.judge;

import io.writeguard.driver.schema.GuardedTable;
import io.writeguard.rules.check.WriteContext;
import io.writeguard.rules.plan.Operation;
import io.writeguard.rules.plan.StatementKind;
import io.writeguard.rules.plan.StatementReading;
import java.util.Locale;

/** Statements of which the guard can't say, or does not say in this version, what they do to secrets. */
final class Unreadable {

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

    static String notJudged(Operation operation) {
        return operation == Operation.COPY_FROM
                ? "COPY ... FROM is not judged in this version"
                : "MERGE is not judged in this version";
    }

    static WriteContext context(GuardedTable table, StatementKind kind) {
        String operation = kind == StatementKind.UNKNOWN || kind == StatementKind.WRITE
                ? "statement"
                : kind.name().replace('_', ' ').toUpperCase(Locale.ROOT);
        return new WriteContext(table.rules(), table.name(), table.key(), operation);
    }
}
