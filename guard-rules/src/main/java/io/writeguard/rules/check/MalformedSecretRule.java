package io.writeguard.rules.check;

import io.writeguard.rules.Action;
import io.writeguard.rules.SecretColumn;
import java.util.Optional;

/** {@code malformed-secret}: the value breaks the column's {@code format} or {@code min-length}. */
public final class MalformedSecretRule {

    private MalformedSecretRule() {}

    public static Optional<Violation> judge(WriteContext context, SecretColumn column, ValueState state) {
        if (context.table().action() == Action.OFF || state != ValueState.MALFORMED) {
            return Optional.empty();
        }
        return Optional.of(Wording.malformedSecret(context, column));
    }
}
