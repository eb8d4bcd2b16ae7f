package io.writeguard.driver.schema;

import java.util.List;

/**
 * A unique index that can prove a predicate to match at most one row.
 *
 * @param name of the index, which is also that of its constraint
 * @param notNull whether no column of it can be NULL
 */
public record UniqueKey(String name, List<String> columns, boolean notNull) {

    public UniqueKey {
        columns = List.copyOf(columns);
    }
}
