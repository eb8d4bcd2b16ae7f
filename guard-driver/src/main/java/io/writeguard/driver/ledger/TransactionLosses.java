package io.writeguard.driver.ledger;

import io.writeguard.driver.row.KeyedHash;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/** What one committed transaction has lost in one ledger: its entries, with gains set against losses. */
final class TransactionLosses {

    private final Map<KeyedHash, Instant> times = new LinkedHashMap<>();
    private final Map<KeyedHash, Long> changes = new LinkedHashMap<>();
    private long gained;

    /**
     * @param row null for a gain
     * @param change rows lost; below zero where they were got back or gained
     */
    void add(KeyedHash row, long change, Instant at) {
        if (row == null) {
            gained -= change;
        } else {
            times.put(row, at);
            changes.merge(row, change, Long::sum);
        }
    }

    /**
     * Adds the rows that stay lost. Gains have no row: they are set against any of those that the window would not hold
     * without this transaction.
     */
    void addTo(Map<KeyedHash, Instant> lost, Predicate<KeyedHash> inWindow) {
        long without = gained;
        for (Map.Entry<KeyedHash, Long> row : changes.entrySet()) {
            boolean stays = row.getValue() > 0;
            boolean fresh = !lost.containsKey(row.getKey()) && !inWindow.test(row.getKey());
            if (stays && fresh && without > 0) {
                without--;
            } else if (stays) {
                lost.remove(row.getKey());
                lost.put(row.getKey(), times.get(row.getKey()));
            }
        }
    }
}
