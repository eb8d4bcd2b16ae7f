package io.writeguard.rules.check;

import io.writeguard.rules.Action;
import io.writeguard.rules.SecretColumn;
import io.writeguard.rules.SecretColumn.OnPlaceholder;
import java.util.Optional;

/** {@code placeholder-secret}: what stands in for a secret on a screen or in a log would be written in its place. */
public final class PlaceholderSecretRule {

    private PlaceholderSecretRule() {}

    /** @param maskOfStored whether the value is a mask of the secret that the row holds */
    public static Optional<Violation> judge(
            WriteContext context, SecretColumn column, ValueState state, boolean maskOfStored) {
        boolean poisoned = maskOfStored || state == ValueState.PLACEHOLDER;
        if (context.table().action() == Action.OFF || column.onPlaceholder() == OnPlaceholder.ALLOW || !poisoned) {
            return Optional.empty();
        }
        return Optional.of(Wording.placeholderSecret(context, column, maskOfStored));
    }
}
