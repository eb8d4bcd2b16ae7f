package io.writeguard.driver.ledger;

import io.writeguard.driver.budget.LedgerName;
import java.time.Duration;

/**
 * Where the writes of one secret column are noted for other processes, whose clears they may make stale.
 *
 * @param within how long they do
 */
public record SharedRenewals(LedgerName name, Duration within) {}
