package io.writeguard.driver.impact;

import io.writeguard.driver.statement.BoundValue;
import java.util.List;

/**
 * What is done in the same trip as a clear, for the row that loses a live secret by it: first a lock is taken, then an entry
 * is written under a condition.
 *
 * @param lock an expression
 * @param insert an INSERT up to its select list
 * @param condition an expression; where it does not hold, it fails
 */
public record Alongside(Part lock, Part insert, Part condition) {

    /**
     * A piece of SQL.
     *
     * @param values one for each {@code ?}, in order
     */
    public record Part(String sql, List<BoundValue> values) {}
}
