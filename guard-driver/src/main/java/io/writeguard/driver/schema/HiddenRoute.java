package io.writeguard.driver.schema;

import java.util.Collection;
import java.util.Set;

/**
 * A trigger, rule or view by which a write of one relation may write a guarded table, in a way that only running it shows.
 *
 * @param columns of {@code UPDATE OF}; empty for any
 */
public record HiddenRoute(WriteEvent event, Set<String> columns) {

    public HiddenRoute {
        columns = Set.copyOf(columns);
    }

    boolean takes(WriteEvent written, Collection<String> writtenColumns) {
        return event == written && (columns.isEmpty() || columns.stream().anyMatch(writtenColumns::contains));
    }
}
