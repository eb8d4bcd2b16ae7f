/**
 * Three incidents, replayed against a real PostgreSQL without and with the guard.
 *
 * <p>What the application does is ordinary JDBC, the same in both runs; only the URL differs. Called by {@code driver.cli}
 * alone.
 */
package io.writeguard.driver.cli.demo;
