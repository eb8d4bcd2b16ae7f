/**
 * The command {@code audit}: takes stock of the secrets that a database holds, in numbers alone. Called by {@code driver.cli}.
 */
package io.writeguard.driver.cli.audit;
