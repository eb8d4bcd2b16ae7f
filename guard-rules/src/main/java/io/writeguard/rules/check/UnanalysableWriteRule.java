package io.writeguard.rules.check;

import io.writeguard.rules.Action;
import java.util.Optional;

/** {@code unanalysable-write}: what a statement does to the secrets cannot be established. */
public final class UnanalysableWriteRule {

    private UnanalysableWriteRule() {}

    /** @param reason why it can't, as a clause without a full stop; names no value */
    public static Optional<Violation> judge(WriteContext context, String reason) {
        if (context.table().action() == Action.OFF || context.table().unanalysable() == Action.OFF) {
            return Optional.empty();
        }
        return Optional.of(Wording.unanalysableWrite(context, reason));
    }
}
