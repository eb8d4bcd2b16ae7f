/**
 * Verdicts: one class for each rule, the values they look at, and all wording that a user sees.
 *
 * <p>Rules evaluate facts to {@link io.writeguard.rules.check.Violation}s; nothing here throws or asks a database. Calls
 * {@code rules} alone.
 */
package io.writeguard.rules.check;
