package io.writeguard.driver.judge;

import io.writeguard.driver.schema.GuardedColumn;
import io.writeguard.driver.schema.GuardedTable;
import io.writeguard.rules.check.EmptySecretRule;
import io.writeguard.rules.check.MalformedSecretRule;
import io.writeguard.rules.check.PlaceholderSecretRule;
import io.writeguard.rules.check.SecretValue;
import io.writeguard.rules.check.ValueState;
import io.writeguard.rules.check.Violation;
import io.writeguard.rules.check.WriteContext;
import java.util.ArrayList;
import java.util.List;

/**
 * A secret in a row that will be new.
 *
 * @param live whether it is a secret at all, and not NULL or empty
 * @param violations of the rules about values
 */
record InsertedValue(boolean live, List<Violation> violations) {

    static InsertedValue of(GuardedTable table, GuardedColumn secret, SecretValue value, WriteOperation operation) {
        WriteContext context = Findings.context(table, operation);
        ValueState state = secret.checker().check(value);
        List<Violation> violations = new ArrayList<>();
        EmptySecretRule.judge(context, secret.rules(), state).ifPresent(violations::add);
        PlaceholderSecretRule.judge(context, secret.rules(), state, false).ifPresent(violations::add);
        MalformedSecretRule.judge(context, secret.rules(), state).ifPresent(violations::add);
        return new InsertedValue(state != ValueState.NULL && state != ValueState.EMPTY, violations);
    }
}
