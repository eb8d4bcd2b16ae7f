package io.writeguard.driver.cli.check;

import io.writeguard.driver.override.OverrideChange;
import io.writeguard.driver.override.SqlOverride;
import io.writeguard.driver.statement.BoundValue;
import io.writeguard.driver.statement.SubmittedStatement;
import io.writeguard.rules.Rule;
import io.writeguard.rules.plan.StatementReading;
import io.writeguard.rules.sql.LexedSql;

/** The override that {@code SET LOCAL writeguard.override} has begun, up to the end of its transaction. */
final class FileOverride {

    private final boolean allowed;
    private SqlOverride current;

    /** @param allowed {@code overrides.allow-sql} */
    FileOverride(boolean allowed) {
        this.allowed = allowed;
    }

    void follow(LexedSql sql, StatementReading reading) {
        switch (reading.kind()) {
            case COMMIT, ROLLBACK, ROLLBACK_TO, PREPARE_TRANSACTION -> current = null;
            default -> {}
        }
        if (allowed && reading.readable()) {
            OverrideChange.of(new SubmittedStatement(sql, reading, new BoundValue[0], false))
                    .ifPresent(change -> current = change.override());
        }
    }

    boolean permits(Rule rule) {
        return current != null && current.permits(rule);
    }
}
