/**
 * One guarded connection: judges each submission before it is sent, and follows the transaction.
 *
 * <p>Called by {@code driver.jdbc} alone.
 */
package io.writeguard.driver.session;
