package io.writeguard.rules;

import java.math.BigDecimal;
import java.time.Duration;

/** What {@code defaults} sets for every table, and a table for itself. */
record Settings(
        Action action,
        MassInvalidation massInvalidation,
        StaleClear staleClear,
        Action unanalysable,
        OnMissing onMissing) {

    /** What holds where the file says nothing. */
    static final Settings STANDARD = new Settings(
            Action.BLOCK,
            new MassInvalidation(
                    new BigDecimal("0.1"),
                    10,
                    Duration.ofHours(24),
                    MassInvalidation.Check.STATEMENT,
                    MassInvalidation.Budget.PROCESS),
            StaleClear.OFF,
            Action.BLOCK,
            OnMissing.FAIL);
}
