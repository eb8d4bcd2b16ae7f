/**
 * What the guard tells the outside: events, in the log and for listeners.
 *
 * <p>Holds no literal and no bound value. Called by {@code override}, {@code mode}, {@code judge} and {@code session}, and
 * by the optional packages that make metrics of it.
 */
package io.writeguard.driver.event;
