package io.writeguard.rules.check;

import io.writeguard.rules.Action;
import io.writeguard.rules.SecretColumn;
import io.writeguard.rules.SecretColumn.OnEmpty;
import io.writeguard.rules.SecretColumn.OnInsertEmpty;
import io.writeguard.rules.SecretColumn.OnNull;
import java.util.Optional;

/** {@code empty-secret}: nothing would be written where a secret belongs. */
public final class EmptySecretRule {

    private EmptySecretRule() {}

    public static Optional<Violation> judge(WriteContext context, SecretColumn column, ValueState state) {
        if (context.table().action() == Action.OFF
                || (context.insert() && column.onInsertEmpty() == OnInsertEmpty.ALLOW)
                || !rejects(column, state)) {
            return Optional.empty();
        }
        return Optional.of(Wording.emptySecret(context, column, state));
    }

    private static boolean rejects(SecretColumn column, ValueState state) {
        return switch (state) {
            case EMPTY -> column.onEmpty() == OnEmpty.REJECT;
            case NULL -> column.onNull() == OnNull.REJECT;
            case GOOD, PLACEHOLDER, MALFORMED -> false;
        };
    }
}
