/**
 * How many live secrets of a column were lost in the window, and by which transactions.
 *
 * <p>Knows no SQL. Called by {@code judge} and {@code session}.
 */
package io.writeguard.driver.budget;
