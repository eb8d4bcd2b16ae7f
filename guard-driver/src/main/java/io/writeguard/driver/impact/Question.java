package io.writeguard.driver.impact;

import io.writeguard.driver.statement.BoundValue;
import java.util.List;

/**
 * A query of the guard's own.
 *
 * @param prepared whether its {@code ?} stand for values; they are escaped as {@code ??} where they are operators
 * @param values one for each {@code ?}, in order
 */
public record Question(String sql, boolean prepared, List<BoundValue> values) {

    public Question {
        values = List.copyOf(values);
    }
}
