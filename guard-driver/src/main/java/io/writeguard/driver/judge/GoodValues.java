package io.writeguard.driver.judge;

import io.writeguard.driver.impact.SecretAssignment;
import io.writeguard.driver.schema.GuardedColumn;
import io.writeguard.driver.statement.KnownValues;
import io.writeguard.driver.statement.SubmittedStatement;
import io.writeguard.rules.check.SecretValue;
import io.writeguard.rules.check.ValueState;

/** New values that are good whatever the row holds, as text and bound values tell. */
final class GoodValues {

    private GoodValues() {}

    /** Null where the value is not known, is not good, or may be a mask of what the row holds. */
    static SecretValue of(SubmittedStatement statement, SecretAssignment assignment) {
        SecretValue value = KnownValues.of(statement, assignment.source(), assignment.secret());
        return value != null && isGood(assignment.secret(), value) ? value : null;
    }

    static boolean isGood(GuardedColumn secret, SecretValue value) {
        return secret.checker().check(value) == ValueState.GOOD
                && !secret.checker().couldBeMask(value);
    }
}
