/**
 * The rows of a COPY, read from the bytes that the application streams to the server.
 *
 * <p>Splits and decodes; judges nothing. Called by {@code judge}.
 */
package io.writeguard.driver.copy;
