/**
 * What every command shares: exit status, colours, progress, the connection, and texts without passwords. Called by {@code
 * driver.cli} and the rooms of its commands.
 */
package io.writeguard.driver.cli.console;
