package io.writeguard.driver.budget;

import java.time.Instant;

/**
 * How the window of one secret column stands, in distinct rows, as far as this process knows: with {@code budget: database},
 * what others have lost is as of the last time that a write here asked for it.
 *
 * @param table schema and name, as in {@code public.users}
 * @param column the secret column, or the secret member behind its column
 * @param lost by committed transactions in the window
 * @param reserved by open transactions of this process, net of what each has gained
 * @param fullSince when a write was refused for which there was no room for a single row more; null while there is room
 */
public record BudgetStatus(String table, String column, long lost, long reserved, Instant fullSince) {

    /** Whether clears are refused until some losses leave the window, or the budget is reset. */
    public boolean full() {
        return fullSince != null;
    }
}
