package io.writeguard.driver.row;

import java.util.Set;

/**
 * Which row it is.
 *
 * @param row by the table's key, or by its place where there is none
 * @param keys the same row by each of the table's unique keys
 */
public record RowIdentity(KeyedHash row, Set<KeyedHash> keys) {

    public RowIdentity {
        keys = Set.copyOf(keys);
    }

    /** Whether the hash, of any unique key, is this row's. */
    public boolean is(KeyedHash other) {
        return row.equals(other) || keys.contains(other);
    }
}
