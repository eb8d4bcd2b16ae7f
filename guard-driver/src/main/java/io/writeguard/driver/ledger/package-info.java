/**
 * {@code budget: database}: the window that many processes share, kept in the guarded database (schema {@code writeguard}).
 *
 * <p>A transaction's losses are written in the transaction itself, so that they stay or go with it. What open transactions
 * have reserved is not visible in the table, so it stands in the keys of advisory locks, which every session sees at once
 * and the server drops with the transaction.
 *
 * <p>Called by {@code transaction}, {@code judge} and {@code session}; calls {@code budget} and {@code impact}.
 */
package io.writeguard.driver.ledger;
