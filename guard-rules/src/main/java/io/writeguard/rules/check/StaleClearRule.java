package io.writeguard.rules.check;

import io.writeguard.rules.Action;
import io.writeguard.rules.SecretColumn;
import io.writeguard.rules.StaleClear;
import java.util.Optional;

/** {@code stale-clear}: a secret would be cleared that the clearing side may never have seen. */
public final class StaleClearRule {

    private StaleClearRule() {}

    public static Optional<Violation> judge(WriteContext context, SecretColumn column, StaleClearFacts facts) {
        if (context.table().action() == Action.OFF
                || facts.rows() == 0
                || !tooYoung(context.table().staleClear(), facts)) {
            return Optional.empty();
        }
        return Optional.of(Wording.staleClear(context, column, facts));
    }

    private static boolean tooYoung(StaleClear staleClear, StaleClearFacts facts) {
        return switch (staleClear.mode()) {
            case OFF -> false;
            case ALWAYS -> true;
            case WITHIN ->
                facts.stillOpen()
                        || (facts.sinceRenewal() != null && facts.sinceRenewal().compareTo(staleClear.within()) < 0);
        };
    }
}
