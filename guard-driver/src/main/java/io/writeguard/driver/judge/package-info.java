/**
 * Decides what the guard says of a submission: which writes reach secrets, what they would do, what each rule says.
 *
 * <p>Evaluates to a value; nothing here throws a refusal. Called by {@code session}.
 */
package io.writeguard.driver.judge;
