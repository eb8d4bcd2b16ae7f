package io.writeguard.driver.impact;

import io.writeguard.driver.schema.GuardedColumn;
import io.writeguard.driver.schema.GuardedTable;
import io.writeguard.rules.SecretColumn.OnEmpty;
import io.writeguard.rules.SecretColumn.OnNull;
import io.writeguard.rules.plan.ValueSource;
import io.writeguard.rules.plan.Write;
import java.util.List;

/** Secrets that a write leaves without a value: of those it is enough to know what they held. */
public final class TakenSecrets {

    private TakenSecrets() {}

    /**
     * Whether rows lose these secrets, and nothing else about them matters, as long as the UPDATE gives them no value that
     * shows anything.
     */
    public static boolean mayBeAll(GuardedTable table, Write write, List<GuardedColumn> secrets) {
        return write.columns().stream().noneMatch(table::decides)
                && secrets.stream().allMatch(TakenSecrets::counts);
    }

    /** Whether they do, as the text says. */
    static boolean areAll(GuardedTable table, Write write, List<SecretAssignment> secrets) {
        return secrets.stream().allMatch(secret -> secret.source() instanceof ValueSource.Null)
                && mayBeAll(
                        table,
                        write,
                        secrets.stream().map(SecretAssignment::secret).toList());
    }

    private static boolean counts(GuardedColumn secret) {
        return secret.rules().onNull() == OnNull.CLEAR && secret.rules().onEmpty() != OnEmpty.ALLOW;
    }
}
