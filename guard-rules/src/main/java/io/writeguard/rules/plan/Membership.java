package io.writeguard.rules.plan;

import java.util.List;

/**
 * A conjunct of a predicate that holds for a row only if its column has one of some constants: {@code a IN (?, ?)},
 * {@code a = ANY (?)}.
 *
 * @param qualifier table name or alias before the column, folded; null where not written
 * @param column folded
 * @param values constants, as in {@link Equality}; or the one array that holds them all
 * @param array whether the values are elements of an array
 */
public record Membership(String qualifier, String column, List<ValueSource> values, boolean array) {

    public Membership {
        values = List.copyOf(values);
    }
}
