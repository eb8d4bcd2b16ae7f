/**
 * The command {@code suggest}: reads a live schema and proposes a rules file. Looks at values to see of what kind they are;
 * none of them leaves this package. Called by {@code driver.cli}.
 */
package io.writeguard.driver.cli.suggest;
