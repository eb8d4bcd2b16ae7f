/**
 * The command {@code check}: SQL files and migrations, judged without a database. Called by {@code driver.cli}.
 */
package io.writeguard.driver.cli.check;
