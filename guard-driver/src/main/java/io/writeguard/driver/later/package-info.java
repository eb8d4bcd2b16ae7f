/**
 * Runs something later, on a thread that ends when nothing waits.
 *
 * <p>Knows nothing of the guard. Called by {@code event} and {@code ledger}.
 */
package io.writeguard.driver.later;
