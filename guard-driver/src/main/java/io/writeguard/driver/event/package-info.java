/**
 * What the guard tells the outside: events, in the log and for listeners.
 *
 * <p>Holds no literal and no bound value. Called by {@code override}, {@code judge} and {@code session}.
 */
package io.writeguard.driver.event;
