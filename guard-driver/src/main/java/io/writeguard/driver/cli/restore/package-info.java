/**
 * The command {@code restore}: what it prints. Called by {@code driver.cli}; the restore itself is {@code driver.archive}.
 */
package io.writeguard.driver.cli.restore;
