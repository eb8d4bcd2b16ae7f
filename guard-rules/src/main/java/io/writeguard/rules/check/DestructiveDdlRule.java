package io.writeguard.rules.check;

import io.writeguard.rules.Action;
import io.writeguard.rules.SecretColumn;
import java.util.Optional;

/** {@code destructive-ddl}: DROP or ALTER would discard live secrets beyond the limits of {@link MassInvalidationRule}. */
public final class DestructiveDdlRule {

    private DestructiveDdlRule() {}

    /** @param takesLast whether the statement takes the last of more than one live secret; then the minimum is no excuse */
    public static Optional<Violation> judge(
            WriteContext context, SecretColumn column, Counts counts, boolean takesLast) {
        if (!MassInvalidationRule.fires(context, counts, takesLast)) {
            return Optional.empty();
        }
        return Optional.of(Wording.destructiveDdl(context, column, counts));
    }

    /** What to say where nobody has counted the rows: it fires where there are too many. */
    public static Optional<Violation> ofAllRows(WriteContext context, SecretColumn column) {
        return context.table().action() == Action.OFF
                ? Optional.empty()
                : Optional.of(Wording.destructiveDdlOfAll(context, column));
    }
}
