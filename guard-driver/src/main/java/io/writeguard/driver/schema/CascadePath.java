package io.writeguard.driver.schema;

import java.util.List;

/**
 * How a DELETE of rows of one table deletes rows of a guarded one.
 *
 * @param keys from the table that is written down to the guarded one, each ON DELETE CASCADE
 */
public record CascadePath(GuardedTable guarded, List<ForeignKey> keys) {

    public CascadePath {
        keys = List.copyOf(keys);
    }
}
