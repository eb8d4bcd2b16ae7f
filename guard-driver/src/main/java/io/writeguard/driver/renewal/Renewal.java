package io.writeguard.driver.renewal;

import io.writeguard.driver.row.KeyedHash;

/**
 * A secret that was written.
 *
 * @param author the transaction that did
 * @param value the hash of what was written; null where it is not known
 */
public record Renewal(Author author, KeyedHash value) {}
