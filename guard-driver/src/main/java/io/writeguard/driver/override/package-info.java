/**
 * Overrides: permission, said out loud and soon over, to do what a rule would refuse (SPEC section 6).
 *
 * <p>Called by the root package, which hands them out, and by {@code judge}.
 */
package io.writeguard.driver.override;
