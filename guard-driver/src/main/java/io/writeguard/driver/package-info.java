/**
 * What users call: {@code WriteGuard}, the driver and the DataSource, exceptions, listener, override.
 *
 * <p>Puts the rooms together. No other package of the driver calls this one.
 */
package io.writeguard.driver;
