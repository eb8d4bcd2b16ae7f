/**
 * The command {@code report}: what became of the secrets over time, as a page, from the archive and the history beside it.
 * Called by {@code driver.cli}; charts are those of {@code cli.audit}.
 */
package io.writeguard.driver.cli.report;
