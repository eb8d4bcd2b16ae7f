/**
 * Questions to the database about a write that has not been sent yet: made of the statement's own tokens, asked on its
 * own connection, rows locked before they are looked at.
 *
 * <p>Says what would change; judges nothing. Called by {@code judge}.
 */
package io.writeguard.driver.impact;
