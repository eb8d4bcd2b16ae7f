/**
 * Verdicts that need no database: what text and values alone say. Used by the commands {@code check} and {@code explain}; the
 * guard itself judges in {@code driver.judge}, and asks.
 */
package io.writeguard.driver.cli.offline;
