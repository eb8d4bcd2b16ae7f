/**
 * Statements as the application submits them: text, reading and bound values.
 *
 * <p>Called by every room between the JDBC edge and the database; calls {@code guard-rules} and {@code schema} alone.
 */
package io.writeguard.driver.statement;
