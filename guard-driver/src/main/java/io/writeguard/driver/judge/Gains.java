package io.writeguard.driver.judge;

import io.writeguard.driver.impact.SecretAssignment;
import io.writeguard.driver.statement.KnownValues;
import io.writeguard.driver.statement.SubmittedStatement;
import io.writeguard.rules.check.SecretValue;
import io.writeguard.rules.check.ValueChecker;
import io.writeguard.rules.plan.ValueSource;

/**
 * Whether rows that one write has yet to be looked at for may come to have a live secret, so that a verdict before that
 * would come too early.
 *
 * @param byText whether the text of the write may give rows a secret, whatever the values
 * @param byValues whether it may with the values that it has
 * @param byOthers whether it is one of several writes of its statement, each of which may
 */
record Gains(boolean byText, boolean byValues, boolean byOthers) {

    static Gains of(SubmittedStatement statement, SecretAssignment reached, WriteOperation operation) {
        boolean byText = !operation.removes() && !(reached.source() instanceof ValueSource.Null);
        return new Gains(
                byText,
                byText && !clears(statement, reached),
                statement.reading().writes().size() > 1);
    }

    /**
     * @param together whether other entries of its batch are looked at with it
     * @param invalidates whether the write has been found to give many rows the same, which makes up for nothing
     */
    boolean mayFollow(boolean together, boolean invalidates) {
        return byOthers || (together ? byText : byValues && !invalidates);
    }

    /** Whether the value is known, and leaves no secret. */
    static boolean clears(SubmittedStatement statement, SecretAssignment reached) {
        if (reached.source() == null) {
            return false;
        }
        SecretValue value = KnownValues.of(statement, reached.source(), reached.secret());
        return value != null && !ValueChecker.isPresent(value);
    }
}
