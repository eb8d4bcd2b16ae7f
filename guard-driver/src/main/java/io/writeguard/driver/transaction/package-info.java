/**
 * What one open transaction has done to secrets: its reservations, its writes, the rows it holds. Undone by rollback and
 * savepoint, settled by commit.
 *
 * <p>Called by {@code judge} and {@code session}; calls {@code budget} and {@code renewal}.
 */
package io.writeguard.driver.transaction;
