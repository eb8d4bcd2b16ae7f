/**
 * Rows and values as the guard remembers them: keyed hashes, never the contents.
 *
 * <p>Called by {@code impact}, {@code budget}, {@code renewal} and {@code judge}; calls nothing.
 */
package io.writeguard.driver.row;
