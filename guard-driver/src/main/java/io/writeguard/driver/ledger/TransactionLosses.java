package io.writeguard.driver.ledger;

import io.writeguard.driver.row.KeyedHash;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

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

    /** The rows that stay lost: any of them, as gains have no row. */
    void addTo(Map<KeyedHash, Instant> lost) {
        changes.entrySet().stream()
                .filter(row -> row.getValue() > 0)
                .skip(gained)
                .forEach(row -> lost.put(row.getKey(), times.get(row.getKey())));
    }
}
