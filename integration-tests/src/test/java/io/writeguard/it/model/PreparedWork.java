package io.writeguard.it.model;

import java.util.Map;
import java.util.Set;

/**
 * A transaction that is prepared, and has not ended yet.
 *
 * @param rows that it holds
 * @param before all rows as they were without it
 * @param gained live rows by it beyond its losses
 */
record PreparedWork(Set<Integer> rows, Map<Integer, Row> before, long gained) {

    boolean holds(int from, int to) {
        return rows.stream().anyMatch(row -> row >= from && row <= to);
    }
}
