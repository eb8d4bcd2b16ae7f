/**
 * The switch for whoever is on call (SPEC section 2): enforce, warn or off, without a deployment.
 *
 * <p>Called by the root package, which makes a switch for each guard and tells how long it stands, and by {@code judge} and {@code session}, which obey it.
 */
package io.writeguard.driver.mode;
