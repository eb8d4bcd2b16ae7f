/**
 * The JDBC edge: wrappers that send every SQL text through a {@link io.writeguard.driver.session.Session} and never hand
 * out the driver's own connection.
 *
 * <p>The {@code Delegating…} classes are written by the build (src/build/java); what sends SQL or ends a transaction is
 * written by hand on top of them. Knows nothing of rules or of the catalog. Called by {@code driver} alone.
 */
package io.writeguard.driver.jdbc;
