package io.writeguard.driver.jdbc;

import io.writeguard.driver.statement.BoundValue;
import java.util.Arrays;

/** The parameters set so far, by index. They outlive an execution and a batch entry, as the driver's do. */
final class ParameterValues {

    private BoundValue[] values = new BoundValue[4];
    private int count;

    /** @param index from 1, already accepted by the driver */
    void put(int index, BoundValue value) {
        if (index > values.length) {
            values = Arrays.copyOf(values, Math.max(index, 2 * values.length));
        }
        values[index - 1] = value;
        count = Math.max(count, index);
    }

    /** Up to the last parameter that was set; null where one before it was not. */
    BoundValue[] copy() {
        return Arrays.copyOf(values, count);
    }

    void clear() {
        Arrays.fill(values, 0, count, null);
        count = 0;
    }
}
