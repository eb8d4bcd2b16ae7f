package io.writeguard.driver.budget;

/**
 * A ledger at one moment, in distinct rows.
 *
 * @param committed lost by committed transactions in the window
 * @param reserved lost by open transactions, net of what each has gained
 * @param adding what the statement in question would add to them, net
 */
public record LedgerState(long committed, long reserved, long adding) {

    /** Everything that counts against the threshold, the statement in question included. */
    public long total() {
        return committed + reserved + adding;
    }
}
