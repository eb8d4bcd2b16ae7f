/**
 * The command {@code ddl}: what PostgreSQL can hold by itself of a rules file, as SQL. Called by {@code driver.cli}.
 */
package io.writeguard.driver.cli.ddl;
