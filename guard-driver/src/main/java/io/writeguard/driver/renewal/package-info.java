/**
 * Who wrote which secret lately, and who has read it since: what the stale-clear rule judges by.
 *
 * <p>Knows no SQL. Called by {@code judge} and {@code session}.
 */
package io.writeguard.driver.renewal;
